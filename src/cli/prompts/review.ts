import { createPrompt, isBackspaceKey, isEnterKey, useKeypress, useState } from '@inquirer/core';
import type { Text } from '../../diagnostics/text.ts';
import { cells, pad } from '../../report/width.ts';
import { isBack } from './keyboard.ts';
import { asked, BACK, type Back, columnsOf, cut, type Look, tell } from './look.ts';
import { type Item, meaningOf } from './pick.ts';

/** One answer in the review; without a key it cannot be changed, since it is the only possible one. */
export interface Reviewed extends Item {
  readonly shown: string;
}

export interface ReviewConfig {
  readonly look: Look;
  readonly head: readonly string[];
  readonly answers: readonly Reviewed[];
  /** What may be told in addition. */
  readonly extras: readonly Reviewed[];
  readonly hint: Text;
  readonly extrasTitle: Text;
}

/** Chosen in the review: the field to change, or nothing, which means: work it out. */
export const reviewPrompt = createPrompt<string | Back, ReviewConfig>((config, done) => {
  const { look } = config;
  const all = [...config.answers, ...config.extras].filter(({ key }) => key !== '');
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');
  useKeypress((key, rl) => {
    setError('');
    if (isBack(key)) return done(BACK);
    if (isEnterKey(key)) {
      if (typed === '') return done('');
      const exact = all.find((item) => item.key === typed.normalize('NFKC').trim());
      if (exact) return done(exact.value);
      const meaning = meaningOf(all, typed);
      if (meaning.kind !== 'none') return done(all[meaning.index]?.value ?? '');
      return setTyped('');
    }
    const meaning = meaningOf(all, rl.line);
    if (meaning.kind === 'pick') return done(all[meaning.index]?.value ?? '');
    if (meaning.kind === 'none' && !isBackspaceKey(key)) {
      rl.clearLine(0);
      setError(tell(look, NO_SUCH));
    }
    setTyped(rl.line);
  });
  const label = Math.max(...[...config.answers, ...config.extras].map(({ name }) => cells(name)));
  const extras =
    config.extras.length === 0
      ? []
      : [look.paint.dim(`  ${tell(look, config.extrasTitle)}`), ...columns(config.extras, label, look)];
  const foot = error === '' ? [] : [look.paint.bad(`  ${error}`)];
  const prompt = `${asked(look, tell(look, config.hint))}: ${typed}`;
  const body = [...config.head, ...columns(config.answers, label, look), ...extras, ...foot];
  return [...body, prompt].join('\n');
});

const NO_SUCH: Text = { zh: '没有这个编号', en: 'there is no such number' };
const GAP = 2;

/** Numbered answers in two columns, read down; in one where a value would have to be cut. */
function columns(items: readonly Reviewed[], label: number, look: Look): string[] {
  const half = Math.floor((columnsOf(look) - 2 - GAP) / 2);
  const cellOf = ({ key, name, shown }: Reviewed): string =>
    `${key.padStart(2)} ${pad(name, label, 'left')}  ${shown}`;
  const texts = items.map(cellOf);
  const narrow = half < 34 || items.length < 4 || texts.some((text) => cells(text) > half);
  if (narrow && items.length <= 12) return texts.map((text) => `  ${cut(text, columnsOf(look) - 2)}`);
  const rows = Math.ceil(texts.length / 2);
  return texts.slice(0, rows).map((text, row) => {
    const right = texts[row + rows];
    if (right === undefined) return `  ${cut(text, half)}`;
    return `  ${pad(cut(text, half), half + GAP, 'left')}${cut(right, half)}`;
  });
}
