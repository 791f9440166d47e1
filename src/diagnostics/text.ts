/** A sentence or label in both languages of the product. Every user-facing string is one, so none can be forgotten. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Lang = 'zh' | 'en';

/** The same text in both languages (names, codes, figures). */
export function same(text: string): Text {
  return { zh: text, en: text };
}

/** Joins texts, each language with its own separator. */
export function joinTexts(texts: readonly Text[], zh = '、', en = ', '): Text {
  return { zh: texts.map((text) => text.zh).join(zh), en: texts.map((text) => text.en).join(en) };
}
