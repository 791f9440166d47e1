import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Marks } from '../../overview/footnotes.ts';
import { sentence } from './words.ts';

/** A text and what stands beside it, `b` or `2, b`. */
export interface MarkedView {
  readonly text: string;
  readonly mark: string;
}

export function marked(
  { text, marks }: { readonly text: Text; readonly marks: Marks },
  lang: Lang,
): MarkedView {
  return { text: sentence(text, lang), mark: [...marks.sources, ...marks.notes].join(',') };
}
