import type { Text } from '../../diagnostics/text.ts';
import { groupYuan, parseYuan } from '../../money/fen.ts';
import type { Question } from '../../questions/question.ts';
import { type Look, tell } from '../prompts/look.ts';
import type { PlaceSearch } from './places.ts';

/** What an answer is put into words with. */
interface Shown {
  readonly look: Look;
  readonly places: PlaceSearch;
}

/** An answer as it is read: `¥12,000.00`, and a bare 0 where there is nothing. */
export function shownPlain({ kind }: Pick<Question, 'kind'>, value: string): string {
  if (kind !== 'money') return value;
  const parsed = parseYuan(value);
  if ('fen' in parsed && parsed.fen === 0) return '0';
  return 'fen' in parsed ? `¥${groupYuan(parsed.fen)}` : value;
}

/** An answer in words, for the list of answers. */
export function shownAnswer({ look, places }: Shown, question: Question, value: string): string {
  if (question.kind === 'region') return places.name(value, look.lang);
  if (question.choices.length === 0) return shownPlain(question, value);
  const labels = value
    .split(',')
    .map((word) => question.choices.find((choice) => choice.value === word)?.label)
    .filter((label): label is Text => label !== undefined);
  return labels.map((label) => tell(look, label)).join(look.lang === 'zh' ? '、' : ', ');
}
