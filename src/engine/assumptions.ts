import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Origin } from '../grammar/words.ts';
import { parseYuan } from '../money/fen.ts';
import { parsePercent } from '../money/rate.ts';
import type { Policy } from '../policy/policy.ts';
import { showValue, type Unit } from '../rules/figure.ts';

/** Figures the user supplies by `--assume KEY=VALUE`, as written. */
export type Assumptions = ReadonlyMap<string, string>;

/** Finds the user's figures where the policy gives no exact one; remembers which were used and what is wrong. */
export class AssumptionReader {
  readonly used = new Set<string>();

  /** @param problems gets what is wrong with an assumption */
  constructor(
    readonly assumptions: Assumptions,
    readonly problems: Omit<Diagnostic, 'severity'>[],
  ) {}

  /** The user's figure for a key, given for it or for what it belongs to (`pooled_fund.rate` for `…rate.2`). */
  valueOf(key: string, unit: Unit): number | undefined {
    const [name] = [...this.assumptions.keys()]
      .filter((given) => key === given || key.startsWith(`${given}.`))
      .sort((a, b) => b.length - a.length);
    if (name === undefined) return undefined;
    this.used.add(name);
    const text = this.assumptions.get(name) ?? '';
    const value = unit === 'ppm' ? percentOf(text) : fenOf(text);
    if (value === undefined) this.#refuseText(name, text, unit);
    return value;
  }

  #refuseText(name: string, text: string, unit: Unit): void {
    const [zh, en] =
      unit === 'ppm'
        ? ['0% 到 100% 的百分数，如 70%', 'a percentage from 0% to 100% belongs here, e.g. 70%']
        : ['金额（元）', 'an amount in yuan belongs here'];
    this.problems.push({
      code: 'BAD_ASSUMPTION',
      message: { zh: `--assume ${name}=${text}：应是${zh}`, en: `--assume ${name}=${text}: ${en}` },
      field: name,
      value: text,
    });
  }

  /** What the policy states cannot be assumed. */
  refuseStated(key: string, value: number, unit: Unit, policy: Policy, origin: Origin): void {
    if (!this.assumptions.has(key)) return;
    this.used.add(key);
    this.problems.push({
      code: 'ASSUMED_BUT_STATED',
      message: {
        zh: `--assume ${key}：该数值已载明（${showValue(value, unit)}），不能改`,
        en: `--assume ${key}: the policy states it (${showValue(value, unit)}); only what is not stated can be assumed`,
      },
      hint: {
        zh: '要试别的数值，复制政策文件并用 --policies',
        en: 'to try another figure, copy the policy file and use --policies',
      },
      field: key,
      place: { file: origin.file ?? policy.file, line: origin.line ?? 1, column: origin.column ?? 1 },
    });
  }
}

function percentOf(text: string): number | undefined {
  const ppm = parsePercent(text);
  return ppm !== undefined && ppm >= 0 && ppm <= 1_000_000 ? ppm : undefined;
}

function fenOf(text: string): number | undefined {
  const result = parseYuan(text);
  return 'fen' in result && result.fen >= 0 ? result.fen : undefined;
}
