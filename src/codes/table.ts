import type { Lang, Text } from '../diagnostics/text.ts';

/** One value of a field: our word, the national dictionary codes, and the labels people use. */
export interface CodeValue {
  readonly id: string;
  readonly label: Text;
  /** National codes; the first is the one written out. */
  readonly national?: readonly string[];
  /** Other words understood on input. */
  readonly also?: readonly string[];
}

/** National codes are those of the 医疗保障信息平台 interface specification (V1.1.27, 2024-10-14). */
export function codeValue(
  id: string,
  zh: string,
  en: string,
  national: string[] = [],
  also: string[] = [],
): CodeValue {
  return { id, label: { zh, en }, national, also };
}

/** The closed list of values of a field. */
export class CodeTable {
  readonly values: readonly CodeValue[];
  readonly #byWord = new Map<string, CodeValue>();

  constructor(values: readonly CodeValue[]) {
    this.values = values;
    for (const value of values) {
      const words = [
        value.id,
        value.label.zh,
        value.label.en,
        ...(value.national ?? []),
        ...(value.also ?? []),
      ];
      for (const word of words) if (!this.#byWord.has(fold(word))) this.#byWord.set(fold(word), value);
    }
  }

  /** The value meant by our word, a national code or a label; case, width and spaces do not matter. */
  find(word: string): CodeValue | undefined {
    return this.#byWord.get(fold(word));
  }

  get ids(): string[] {
    return this.values.map((value) => value.id);
  }

  label(id: string, lang: Lang): string {
    return this.values.find((value) => value.id === id)?.label[lang] ?? id;
  }

  /** Words for a message: `inpatient 住院`. */
  get words(): string[] {
    return this.values.flatMap((value) => [value.id, value.label.zh]);
  }
}

function fold(word: string): string {
  return word
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}
