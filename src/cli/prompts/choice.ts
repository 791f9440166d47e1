import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isSpaceKey,
  isUpKey,
  useKeypress,
  useState,
} from '@inquirer/core';
import type { Text } from '../../diagnostics/text.ts';
import { isBack } from './keyboard.ts';
import { BACK, type Back, columnsOf, cut, type Look, rowsOf, tell } from './look.ts';
import { type Item, latestOf, meaningOf, pageOf } from './pick.ts';

export interface ChoiceConfig {
  readonly look: Look;
  /** Lines above the list: what is asked, and what went wrong with the answer before. */
  readonly head: readonly string[];
  readonly items: readonly Item[];
  /** Value that Enter alone takes; without one Enter asks for a choice. */
  readonly default?: string;
  /** Several may be picked; the answer is their values with commas. */
  readonly several?: boolean;
  readonly hint?: Text;
}

const TEXTS = {
  one: { zh: '按数字或 ↑↓ 选，Enter 确定', en: 'a number or ↑↓ chooses, Enter confirms' },
  several: { zh: '按数字勾选，Enter 完成', en: 'numbers tick, Enter finishes' },
  pick: { zh: '请先按数字选一项', en: 'press a number first' },
  none: { zh: '没有这一项，请按前面的数字', en: 'there is no such item; press a number shown' },
} satisfies Record<string, Text>;

const CURSOR_HIDE = '\u001b[?25l';
/** Lines that the head, the hint and the line above need beside the list. */
const FRAME = 6;

/**
 * A list where the number of an item, a letter or an arrow moves to it and Enter takes it; where several may be picked, a
 * number ticks. Like every other answer, one ends with Enter, so that no Enter is ever left over for the next question.
 */
export const choicePrompt = createPrompt<string | Back, ChoiceConfig>((config, done) => {
  const { items, look, several = false } = config;
  const chosen = (config.default ?? '').split(',');
  const [active, setActive] = useState(items.findIndex(({ value }) => chosen.includes(value)));
  const [ticked, setTicked] = useState<readonly string[]>(
    several ? chosen.filter((value) => value !== '') : [],
  );
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');

  const tick = (index: number): void => {
    const value = items[index]?.value;
    if (value === undefined) return;
    setActive(index);
    setTicked(ticked.includes(value) ? ticked.filter((other) => other !== value) : [...ticked, value]);
  };

  useKeypress((key, rl) => {
    setError('');
    if (isBack(key) || key.name === 'left') return done(BACK);
    if (isEnterKey(key)) {
      const value = several ? ticked.join(',') : items[active]?.value;
      if (value === undefined) return setError(tell(look, TEXTS.pick));
      // The Enter of a number that there is not must not take what was marked before it.
      return error === '' ? done(value) : undefined;
    }
    if (isUpKey(key) || isDownKey(key)) {
      rl.clearLine(0);
      setTyped('');
      const step = isUpKey(key) ? -1 : 1;
      return setActive(
        active < 0 ? (step > 0 ? 0 : items.length - 1) : (active + step + items.length) % items.length,
      );
    }
    if (isSpaceKey(key) && several) {
      rl.clearLine(0);
      return tick(active);
    }
    const line = latestOf(items, rl.line);
    const meaning = meaningOf(items, line);
    const ticks = several && meaning.kind === 'pick';
    if (ticks) tick(meaning.index);
    else if (meaning.kind !== 'none') setActive(meaning.index);
    else if (line.trim() !== '') setError(tell(look, TEXTS.none));
    const kept = ticks || meaning.kind === 'none' ? '' : line;
    if (kept !== rl.line) {
      rl.clearLine(0);
      rl.write(kept);
    }
    setTyped(meaning.kind === 'jump' ? kept : '');
  });

  const { from, to } = pageOf(items.length, Math.max(0, active), rowsOf(look) - FRAME - config.head.length);
  const keyWidth = Math.max(...items.map(({ key }) => key.length));
  const rows = items.slice(from, to).map((item, index) => {
    const box = several ? (ticked.includes(item.value) ? '[x] ' : '[ ] ') : '';
    const line = `${item.key.padStart(keyWidth)} ${box}${item.name}`;
    const fits = cut(line, columnsOf(look) - 4);
    return from + index === active ? look.paint.strong(`  > ${fits}`) : `    ${fits}`;
  });
  const more = items.length > to - from ? ` (${from + 1}-${to}/${items.length})` : '';
  const hint = tell(look, config.hint ?? (several ? TEXTS.several : TEXTS.one)) + more;
  const foot =
    error === ''
      ? look.paint.dim(`  ${cut(typed === '' ? hint : `${hint}  ${typed}`, columnsOf(look) - 2)}`)
      : look.paint.bad(`  ${error}`);
  return `${[...config.head, ...rows, foot].join('\n')}${CURSOR_HIDE}`;
});
