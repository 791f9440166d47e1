import type { Lang, Text } from '../diagnostics/text.ts';

/** A text of the product or of a policy in one language, ready to be shown. */
export function say(text: Text, lang: Lang): string {
  return lang === 'zh' ? typeset(visible(text.zh)) : visible(text.en);
}

// Controls, line separators, bidirectional marks, and halves of characters: all that could steer a terminal or a page.
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** What was typed, on one line: what would steer the terminal is shown as a replacement character, one for one. */
export function visible(text: string): string {
  return text.replace(/\r\n|[\r\n\t]/g, ' ').replace(STEERING, '\ufffd');
}

const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：' };
const CHINESE = '[\\p{Script=Han}，。；：、（）“”〔〕]';
const BESIDE_CHINESE = new RegExp(`(?<=${CHINESE}) *([,;:]) *| *([,;:]) *(?=${CHINESE})`, 'gu');
const BRACKETED = /\(([^()]*)\)/gu;
/** Quoted and braced stretches are samples of what to write and stay as they are. */
const SAMPLE = /(“[^”]*”|\{[^}]*\})/u;

/** Chinese punctuation in Chinese, whichever the policy's author had at hand; inside figures and keys nothing changes. */
export function typeset(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return text
    .split(SAMPLE)
    .map((part, index) => (index % 2 === 1 ? part : widen(part)))
    .join('');
}

function widen(text: string): string {
  return text
    .replace(BESIDE_CHINESE, (_, before?: string, after?: string) => WIDE[before ?? after ?? ''] ?? '')
    .replace(BRACKETED, (whole: string, inner: string, at: number, all: string) => {
      const beside = `${all[at - 1] ?? ''}${inner}${all[at + whole.length] ?? ''}`;
      return /\p{Script=Han}/u.test(beside) ? `（${inner}）` : whole;
    })
    .replace(/ *([（）]) */g, '$1');
}
