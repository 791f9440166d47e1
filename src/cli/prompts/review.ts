import { createPrompt, isEnterKey, useKeypress, useState } from '@inquirer/core';
import type { Text } from '../../diagnostics/text.ts';
import { cells, pad } from '../../report/width.ts';
import { isBack } from './keyboard.ts';
import { asked, BACK, type Back, columnsOf, cut, type Look, rowsOf, tell } from './look.ts';
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
      // The Enter of a number that there is not must not work the claim out.
      if (typed === '') return error === '' ? done('') : undefined;
      const meaning = meaningOf(all, typed);
      if (meaning.kind !== 'none') return done(all[meaning.index]?.value ?? '');
      return setTyped('');
    }
    if (meaningOf(all, rl.line).kind === 'none' && rl.line.trim() !== '') {
      rl.clearLine(0);
      setError(tell(look, NO_SUCH));
    }
    setTyped(rl.line);
  });
  const [answers, more] = layout(config.answers, config.extras, look);
  const extras = more.length === 0 ? [] : [look.paint.dim(`  ${tell(look, config.extrasTitle)}`), ...more];
  const foot = error === '' ? [] : [look.paint.bad(`  ${error}`)];
  const prompt = `${asked(look, tell(look, config.hint))}: ${typed}`;
  const body = [...config.head, ...answers, ...extras, ...foot];
  return [...body, prompt].join('\n');
});

const NO_SUCH: Text = { zh: '没有这个编号', en: 'there is no such number' };
const GAP = 2;
/** Cells of a column in which an answer can be read at all. */
const NARROWEST = 34;
/** Lines beside the answers: heading, title of the extras, error, input. */
const FRAME = 5;

/**
 * The answers in one column or two: one where a value would have to be cut, if the terminal is high enough; if only the
 * extras are too many for that, they stand in two.
 */
function layout(answers: readonly Reviewed[], extras: readonly Reviewed[], look: Look): [string[], string[]] {
  const all = [...answers, ...extras];
  const label = Math.max(...all.map(({ name }) => cells(name)));
  const half = Math.floor((columnsOf(look) - 2 - GAP) / 2);
  const cellOf = ({ key, name, shown }: Reviewed): string =>
    `${key.padStart(2)} ${pad(name, label, 'left')}  ${shown}`;
  const wide = all.some((item) => cells(cellOf(item)) > half);
  const room = rowsOf(look) - FRAME;
  const single = (wide || half < NARROWEST) && all.length <= room;
  const mixed = wide && half >= NARROWEST && answers.length + Math.ceil(extras.length / 2) <= room;
  const inOne = (items: readonly Reviewed[]): string[] =>
    items.map((item) => `  ${cut(cellOf(item), columnsOf(look) - 2)}`);
  const rows = (items: readonly Reviewed[]): string[] => {
    if (single) return inOne(items);
    return half < NARROWEST ? inFlow(items, columnsOf(look) - 2) : inPairs(items.map(cellOf), half);
  };
  return [mixed ? inOne(answers) : rows(answers), rows(extras)];
}

/** One after another, for a small terminal. */
function inFlow(items: readonly Reviewed[], width: number): string[] {
  const lines: string[] = [];
  for (const { key, name, shown } of items) {
    const text = cut(`${key} ${name} ${shown}`.trim(), width);
    const last = lines.at(-1);
    if (last !== undefined && cells(last) + cells(text) + GAP <= width)
      lines[lines.length - 1] = `${last}  ${text}`;
    else lines.push(`  ${text}`);
  }
  return lines;
}

/** Two columns, read down. */
function inPairs(texts: readonly string[], half: number): string[] {
  const rows = Math.ceil(texts.length / 2);
  return texts.slice(0, rows).map((text, row) => {
    const right = texts[row + rows];
    const left = cut(text, half);
    return right === undefined ? `  ${left}` : `  ${pad(left, half + GAP, 'left')}${cut(right, half)}`;
  });
}
