import { findPayer } from '../codes/payers.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { formatPercent } from '../money/rate.ts';
import { figureName } from '../policy/figure-names.ts';
import { lineName, partNames } from '../policy/names.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { wordingOf } from '../policy/wording.ts';
import type { Line } from '../rules/line.ts';
import type { EligibilityRule } from '../rules/refusal.ts';
import { SHARED_CAP } from '../rules/sentences/cap.ts';
import { coverStartSaid, lifetimeSaid } from '../rules/sentences/cover.ts';
import { eligibilitySaid } from '../rules/sentences/eligibility.ts';
import { changesSaid, LINE_HEAD, refusalSaid } from '../rules/sentences/line.ts';
import { figureText, type Names, originsOf, type Said, sentencesOf } from '../rules/sentences/saying.ts';
import { type Block, fixedText, lineTable, type RuleTable, type Subject, sharedCapTable } from './blocks.ts';
import { rulesAround } from './cover.ts';
import { countsOf, gradesOf, type Leaf, leavesOf, notStatedOf } from './figures.ts';
import { Footnotes, type Marks } from './footnotes.ts';
import { caresOf, everywhereFor, insurancesOf, type PageInput, termsOf, whoFor } from './head.ts';
import type { ChangeStatement, PageBlock, PageSection, PageTable, PolicyPage, Statement } from './page.ts';
import { groundOf } from './reading.ts';
import { VERSION } from './version.ts';

/** A version of a policy, explained: tables from the resolver, sentences from the rules, footnotes for both. */
export function explainPolicy(input: PageInput): PolicyPage {
  return new Explainer(input).page();
}

class Explainer {
  readonly #input: PageInput;
  readonly #footnotes: Footnotes;
  readonly #names: Names;
  readonly #subject: Subject;
  readonly #insurances: readonly string[];

  constructor(input: PageInput) {
    const { policy, version } = input;
    this.#input = input;
    this.#footnotes = new Footnotes(policy, version.origin.source);
    const wording = wordingOf([policy]);
    this.#names = {
      wording,
      line: (id) => {
        const line = version.lines.find((one) => one.id === id);
        return line ? lineName(line) : same(id);
      },
      part: partNames(policy),
    };
    this.#insurances = insurancesOf(policy);
    this.#subject = {
      part: { policy, version },
      insurances: this.#insurances,
      date: input.date,
      wording,
    };
  }

  page(): PolicyPage {
    const { policy, version, national, place, own, date } = this.#input;
    const leaves = leavesOf(policy, version);
    return {
      policy,
      version,
      others: policy.versions.filter((other) => other !== version),
      place,
      own,
      grades: gradesOf(policy, leaves),
      counts: countsOf(leaves),
      who: whoFor(this.#input, this.#insurances, this.#names),
      cares: caresOf(version, this.#names),
      sections: [
        ...version.lines.map((line) => this.#line(line)),
        ...version.caps.map((cap) => this.#sharedCap(cap)),
      ],
      whole: this.#whole(),
      eligibility: version.eligibility.map((rule) => this.#eligible(rule)),
      everywhere: policy.kind === 'scheme' && national ? everywhereFor(version, national, date) : [],
      cover: this.#cover(),
      notes: this.#notes(),
      notStated: notStatedOf(leaves).map((key) => ({ key, name: this.#nameOf(key) })),
      parameters: this.#parameters(leaves),
      terms: termsOf(policy, this.#names),
      sources: this.#footnotes.sources,
      footnotes: this.#footnotes.notes,
    };
  }

  #said({ text, origins }: Said, outer: Origin = {}): Statement {
    return {
      text,
      marks: this.#footnotes.marksOf(origins.map((origin) => groundOf(inherit(outer, origin)))),
    };
  }

  #line(line: Line): PageSection {
    const { version } = this.#input;
    const outer = inherit(version.origin, line.origin);
    const table = lineTable(this.#subject, line);
    const around = [line.origin, version.origin];
    const payer = findPayer(line.payer)?.label;
    const label = lineName(line);
    const head = sentencesOf(line, LINE_HEAD, this.#names).map((said) =>
      this.#said(said, withoutBasis(outer)),
    );
    const notes = line.origin.note ? [this.#said({ text: line.origin.note, origins: [] })] : [];
    const fixed = fixedText(table.fixed, this.#names.wording);
    return {
      id: line.id,
      label,
      ...(payer && payer.zh !== label.zh && { payer }),
      care: line.care.map((id) => this.#names.wording('care', id)),
      head: [...head, ...notes],
      table: this.#table(table, around),
      ...(fixed && { fixed }),
      changes: changesSaid(line, this.#names).map((said) => this.#change(said, outer, table)),
      refusals: line.refuse.map((refusal) => ({
        ...this.#said(refusalSaid(refusal, this.#names), outer),
        code: refusal.code,
      })),
    };
  }

  #change(said: Said, outer: Origin, { used }: RuleTable): ChangeStatement {
    return { ...this.#said(said, outer), inTable: said.rule !== undefined && used.has(said.rule) };
  }

  #sharedCap(cap: Version['caps'][number]): PageSection {
    const outer = inherit(this.#input.version.origin, cap.origin);
    const notes = cap.origin.note ? [{ text: cap.origin.note, origins: [] }] : [];
    return {
      id: cap.id,
      label: { zh: '共用的封顶', en: 'Shared cap' },
      care: [],
      head: [...sentencesOf(cap, SHARED_CAP, this.#names), ...notes].map((said) => this.#said(said, outer)),
      table: this.#table(sharedCapTable(this.#subject, cap), [cap.origin, this.#input.version.origin]),
      changes: [],
      refusals: [],
    };
  }

  #table({ grid, blocks }: RuleTable, around: readonly Origin[]): PageTable {
    return {
      ...(grid.field !== undefined && { columnField: this.#names.wording(grid.field) }),
      columns: grid.columns.map(({ label }) => label),
      blocks: blocks.map((block) => this.#block(block, around)),
    };
  }

  #block({ quantity, title, rule, rows, parts }: Block, around: readonly Origin[]): PageBlock {
    const names = parts ?? [undefined];
    const marks = (origins: readonly Origin[], formula?: Text): Marks =>
      this.#footnotes.marksOf(
        origins.map((origin) => explained(origin, [rule, ...around])),
        formula,
      );
    return {
      quantity,
      title: this.#said({ text: title, origins: rule.note ? [rule] : [] }),
      groups: rows.map(({ group, cells }) => ({
        ...(group && { label: group }),
        rows: names.map((part, at) => ({
          ...(part && { label: { text: part.name, marks: marks(part.origins) } }),
          cells: cells.map((cell) => {
            const shown = cell?.[at];
            return shown && { text: shown.text, marks: marks(shown.origins, shown.formula) };
          }),
        })),
      })),
    };
  }

  #whole(): Statement[] {
    const { version } = this.#input;
    return sentencesOf(version, VERSION, this.#names).map((one) => this.#said(one, version.origin));
  }

  #eligible(rule: EligibilityRule): Statement {
    return { ...this.#said(eligibilitySaid(rule, this.#names), this.#input.version.origin), code: rule.code };
  }

  #cover(): Statement[] {
    const { policy, version, around, national } = this.#input;
    const outer = policy.kind === 'scheme' ? [...around, ...(national ? [national] : [])] : [];
    const parts = [{ policy, version }, ...outer];
    const say = (said: Said, of: Policy): Statement => {
      if (of === policy) return this.#said(said, version.origin);
      // Another policy's source has no number here.
      const origins = said.origins.map(({ note, basis }) => ({
        ...(note && { note }),
        ...(basis && { basis }),
      }));
      const { zh, en } = said.text;
      return this.#said({ text: { zh: `${zh}〔${of.title.zh}〕`, en: `${en} [${of.title.en}]` }, origins });
    };
    const starts = rulesAround(parts, ({ coverStart }) => coverStart, this.#insurances);
    const lifetimes = rulesAround(parts, ({ lifetime }) => lifetime, this.#insurances);
    return [
      ...starts.map(({ rule, of }) => say(coverStartSaid(rule, this.#names), of)),
      ...lifetimes.map(({ rule, of }) => say(lifetimeSaid(rule, this.#names), of)),
    ];
  }

  #notes(): Statement[] {
    const { version } = this.#input;
    const note = version.origin.note;
    return [...(note ? [note] : []), ...version.notes].map((text) => this.#said({ text, origins: [] }));
  }

  #nameOf(key: string): Text {
    const { policy, version } = this.#input;
    const parameter = policy.parameters[key];
    if (parameter) return parameter.label;
    if (key.startsWith('caps.')) return { zh: '共用的封顶', en: 'shared cap' };
    const line = version.lines.find(({ id }) => key.startsWith(`${id}.`));
    const name = figureName(line ? key.slice(line.id.length + 1) : key);
    if (!line) return name;
    const label = lineName(line);
    return { zh: `${label.zh}：${name.zh}`, en: `${label.en}: ${name.en}` };
  }

  /** The dated values that formulas use, and the formulas themselves. */
  #parameters(leaves: readonly Leaf[]): Statement[] {
    const { policy, version } = this.#input;
    const values = Object.values(policy.parameters).flatMap(({ label, values: dated }) =>
      dated.map(({ from, amount }): Said => {
        const value = figureText(amount, 'fen', this.#names);
        const text = {
          zh: `${label.zh}，${from} 起：${value.zh}`,
          en: `${label.en}, from ${from}: ${value.en}`,
        };
        return { text, origins: originsOf(amount, {}) };
      }),
    );
    const formulas = leaves.flatMap(({ key, figure, origin }): Said[] => {
      if (figure.kind !== 'share') return [];
      const name = this.#nameOf(key);
      const label = policy.parameters[figure.of]?.label ?? same(figure.of);
      const share = formatPercent(figure.ppm);
      const text = {
        zh: `${name.zh} = ${label.zh} × ${share}`,
        en: `${name.en} = ${share} of ${label.en}`,
      };
      return [{ text, origins: [origin] }];
    });
    return [...values, ...formulas].map((said) => this.#said(said, version.origin));
  }
}

/** A sentence on a rule is not a figure: it has a basis only where the rule itself says so. */
function withoutBasis({ source }: Origin): Origin {
  return source === undefined ? {} : { source };
}

/** A basis that was taken from what stands around it brings the reason from there. */
function explained(origin: Origin, around: readonly Origin[]): Origin {
  if (origin.note || origin.basis === undefined || origin.basis === 'stated') return origin;
  const note = around.find((outer) => outer.basis === origin.basis)?.note;
  return note ? { ...origin, note } : origin;
}
