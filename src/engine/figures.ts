import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { joinTexts } from '../diagnostics/text.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { formatPercent, shareOfFen } from '../money/rate.ts';
import type { Parameter, Policy } from '../policy/policy.ts';
import type { Circumstances, Wording } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import { type Figure, showValue, type Unit } from '../rules/figure.ts';
import { describeKeys } from '../rules/sentences/condition.ts';
import { AssumptionReader, type Assumptions } from './assumptions.ts';
import type { Resolved } from './plan.ts';

/**
 * Decides figures by the circumstances: walks tables and cases, takes a bound of a range, puts parameters into
 * formulas, and applies the user's assumptions where the policy gives no exact figure.
 */
export class FigureReader {
  readonly resolved: Resolved[] = [];
  readonly problems: Omit<Diagnostic, 'severity'>[] = [];
  readonly #assumed: AssumptionReader;
  /** Whether a range was met: only then is there a second bound to settle. */
  ranged = false;
  open = false;

  constructor(
    readonly circumstances: Circumstances,
    assumptions: Assumptions,
    readonly bound: 'low' | 'high',
    readonly date: string,
  ) {
    this.#assumed = new AssumptionReader(assumptions, this.problems);
  }

  get usedAssumptions(): ReadonlySet<string> {
    return this.#assumed.used;
  }

  /**
   * @param cautious the end of a range that leaves the person with more: low for rates and caps, high for deductibles
   * @returns undefined when the circumstances do not decide it yet (noted as needed) or there is no figure (a problem)
   */
  read(
    figure: Figure,
    key: string,
    unit: Unit,
    cautious: 'low' | 'high',
    outer: Origin,
    policy: Policy,
    wording: Wording,
  ): Resolved | undefined {
    const origin = inherit(outer, figure.origin);
    switch (figure.kind) {
      case 'by': {
        const row = this.#row(figure, key, policy, wording);
        return row && this.read(row, key, unit, cautious, origin, policy, wording);
      }
      case 'cases': {
        for (const { when, figure: inner } of figure.rows) {
          const result = holds(when, this.circumstances);
          if (result === undefined) return undefined;
          if (result) return this.read(inner, key, unit, cautious, origin, policy, wording);
        }
        if (figure.otherwise)
          return this.read(figure.otherwise, key, unit, cautious, origin, policy, wording);
        this.#noFigure(key, policy, origin, '各种情形都不符合', 'no case applies');
        return undefined;
      }
      case 'share':
        return this.#share(figure, key, unit, cautious, origin, policy, wording);
      case 'exact':
        this.#assumed.refuseStated(key, figure.value, unit, policy, origin);
        return this.#keep(plain(key, unit, 'exact', figure.value, origin));
      case 'none':
        return this.#keep(plain(key, unit, 'none', Number.MAX_SAFE_INTEGER, origin));
      case 'not_stated':
        return this.#supplied(key, unit, origin) ?? this.#keep(plain(key, unit, 'not_stated', -1, origin));
      case 'range':
        return this.#supplied(key, unit, origin) ?? this.#range(figure, key, unit, cautious, origin);
    }
  }

  /** The bound of a range that is being settled. */
  #range(
    figure: Figure & { kind: 'range' },
    key: string,
    unit: Unit,
    cautious: 'low' | 'high',
    origin: Origin,
  ): Resolved {
    const { low, high } = figure;
    this.ranged = true;
    if (high === null) this.open = true;
    const value = (this.bound === 'low') === (cautious === 'low') ? low : (high ?? low);
    const shown = high === null ? undefined : `${showValue(low, unit)}–${showValue(high, unit)}`;
    const formula = shown
      ? { zh: `范围 ${shown}`, en: `range ${shown}` }
      : { zh: `不低于 ${showValue(low, unit)}`, en: `at least ${showValue(low, unit)}` };
    const open = high === null;
    return this.#keep({ ...plain(key, unit, 'exact', value, origin), ranged: true, open, formula });
  }

  #row(figure: Figure & { kind: 'by' }, key: string, policy: Policy, wording: Wording): Figure | undefined {
    const { field, rows, otherwise } = figure;
    const numeric = rows.some((row) => row.keys.kind === 'within');
    if (numeric) {
      const number = this.circumstances.number(field);
      if (number === undefined) return undefined;
      const row = rows.find(({ keys }) => keys.kind === 'within' && number >= keys.from && number <= keys.to);
      if (row ?? otherwise) return row?.figure ?? otherwise;
      this.#noFigure(
        key,
        policy,
        figure.origin,
        `${wording(field).zh} ${number} 没有数值`,
        `none for ${wording(field).en} ${number}`,
      );
      return undefined;
    }
    const choices = rows.flatMap(({ keys }) => (keys.kind === 'is' ? keys.values : []));
    const words = this.circumstances.words(field, otherwise ? undefined : choices);
    if (words === undefined) return undefined;
    const row = rows.find(
      ({ keys }) => keys.kind === 'is' && keys.values.some((value) => words.includes(value)),
    );
    if (row ?? otherwise) return row?.figure ?? otherwise;
    const given = joinTexts(words.map((value) => wording(field, value)));
    const known = joinTexts(rows.map(({ keys }) => describeKeys(field, keys, wording)));
    this.#noFigure(
      key,
      policy,
      figure.origin,
      `没有${wording(field).zh}“${given.zh}”的数值（有：${known.zh}）`,
      `none for ${wording(field).en} “${given.en}” (there is: ${known.en})`,
      field,
      words.join(','),
    );
    return undefined;
  }

  #noFigure(
    key: string,
    policy: Policy,
    origin: Origin,
    zh: string,
    en: string,
    field?: string,
    value?: string,
  ): void {
    this.problems.push({
      code: 'NO_FIGURE',
      message: { zh: `${policy.title.zh}的 ${key}：${zh}`, en: `${policy.title.en}, ${key}: ${en}` },
      ...(field && { field }),
      ...(value && { value }),
      place: { file: origin.file ?? policy.file, line: origin.line ?? 1, column: origin.column ?? 1 },
    });
  }

  /** A share of a dated parameter; where that is not known, the amount set for the time being. */
  #share(
    figure: Figure & { kind: 'share' },
    key: string,
    unit: Unit,
    cautious: 'low' | 'high',
    origin: Origin,
    policy: Policy,
    wording: Wording,
  ): Resolved | undefined {
    const parameter = policy.parameters[figure.of];
    if (!parameter) return undefined;
    const direct = this.#supplied(key, unit, origin);
    if (direct) return direct;
    const dated = currentValue(parameter, this.date);
    const known = dated && this.read(dated, figure.of, 'fen', cautious, origin, policy, wording);
    if (known?.state === 'exact') {
      const value = shareOfFen(known.value, figure.ppm);
      const formula = {
        zh: `${parameter.label.zh} ${showValue(known.value, 'fen')} × ${formatPercent(figure.ppm)}`,
        en: `${parameter.label.en} ${showValue(known.value, 'fen')} x ${formatPercent(figure.ppm)}`,
      };
      return this.#keep({ ...known, key, unit, value, formula });
    }
    if (figure.provisional) {
      const provisional = this.read(figure.provisional, key, unit, cautious, origin, policy, wording);
      const formula = {
        zh: `暂按（${parameter.label.zh}的 ${formatPercent(figure.ppm)}，该参数未载明）`,
        en: `for the time being (${formatPercent(figure.ppm)} of ${parameter.label.en}, which is not stated)`,
      };
      return provisional && this.#keep({ ...provisional, formula });
    }
    return this.#keep(plain(key, unit, 'not_stated', -1, origin));
  }

  /** The user's figure, where there is one. */
  #supplied(key: string, unit: Unit, origin: Origin): Resolved | undefined {
    const value = this.#assumed.valueOf(key, unit);
    if (value === undefined) return undefined;
    return this.#keep({ ...plain(key, unit, 'exact', value, origin), assumed: true });
  }

  #keep(resolved: Resolved): Resolved {
    this.resolved.push(resolved);
    return resolved;
  }
}

/** A figure that is simply read. */
function plain(key: string, unit: Unit, state: Resolved['state'], value: number, origin: Origin): Resolved {
  return { key, unit, state, value, origin, ranged: false, open: false, assumed: false };
}

function currentValue(parameter: Parameter, date: string): Figure | undefined {
  return parameter.values.findLast((value) => value.from <= date)?.amount;
}
