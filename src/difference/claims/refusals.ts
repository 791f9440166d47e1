import { type ResultTable, STATUS } from '../../batch/settling/result-table.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Library } from '../../policy/library.ts';
import type { Pair } from '../change.ts';

/** Finds the code by which a row was refused. */
export class RefusalCodes {
  readonly #codes: ReadonlySet<string>;
  readonly #known = new Map<string, string>();

  /** @param codes of the rules by which claims are not covered */
  constructor(codes: readonly string[]) {
    this.#codes = new Set(codes);
  }

  /** The code of a row's refusal; empty where it is covered. */
  codeOf({ status, rejections, notices, noticeSet }: ResultTable, row: number): string {
    if (status[row] === STATUS.ok) return '';
    if (status[row] === STATUS.rejected) return rejections.get(row)?.[0]?.code ?? 'INTERNAL';
    const text = notices.texts[noticeSet[row] as number] ?? '';
    let code = this.#known.get(text);
    if (code === undefined) {
      code = text.split(';').find((one) => this.#codes.has(one)) ?? text.split(';')[0] ?? '';
      this.#known.set(text, code);
    }
    return code;
  }
}

/** What a report on claims is worded with. */
export interface Names {
  /** Why claims are not covered, by the codes of the rules; in the words of the new side where it has the rule. */
  readonly reasons: ReadonlyMap<string, Text>;
  /** Places that the table of places does not have, by the codes of their policies. */
  readonly places: ReadonlyMap<string, Text>;
}

export async function namesOf(libraries: Pair<Library>): Promise<Names> {
  const reasons = new Map<string, Text>();
  const places = new Map<string, Text>();
  for (const library of [libraries.new, libraries.old]) {
    const national = await library.national();
    for (const { id, place, versions } of [...(national ? [national] : []), ...(await library.all())]) {
      const code = id.slice(0, 6);
      if (place && !places.has(code)) places.set(code, place);
      for (const { code: rule, outcome, reason } of versions.flatMap(({ eligibility }) => eligibility))
        if (outcome === 'not_covered' && !reasons.has(rule)) reasons.set(rule, reason);
    }
  }
  return { reasons, places };
}
