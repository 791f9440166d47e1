import { type Settler, STATUS } from '../../batch/settler.ts';
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
  codeOf({ status, rejections, notices, noticeSet }: Settler, row: number): string {
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

/** The reasons of all rules by which a claim is not covered, by their codes; those of the new side first. */
export async function reasonsOf(libraries: Pair<Library>): Promise<Map<string, Text>> {
  const reasons = new Map<string, Text>();
  for (const library of [libraries.new, libraries.old]) {
    const national = await library.national();
    for (const { versions } of [...(national ? [national] : []), ...(await library.all())]) {
      for (const { code, outcome, reason } of versions.flatMap(({ eligibility }) => eligibility))
        if (outcome === 'not_covered' && !reasons.has(code)) reasons.set(code, reason);
    }
  }
  return reasons;
}
