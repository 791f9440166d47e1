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
import { type Item, meaningOf, pageOf } from './pick.ts';

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
  one: { zh: '按数字直接选，或 ↑↓ 加 Enter', en: 'press the number, or ↑↓ and Enter' },
  several: { zh: '按数字勾选，Enter 完成', en: 'numbers tick, Enter finishes' },
  pick: { zh: '请按数字选一项', en: 'press a number to choose' },
  none: { zh: '没有这一项，请按前面的数字', en: 'there is no such item; press a number shown' },
} satisfies Record<string, Text>;

const CURSOR_HIDE = '\u001b[?25l';
/** Lines that the head, the hint and the line above need beside the list. */
const FRAME = 6;

/** A list where pressing the number of an item takes it at once; arrows, letters and Enter work too. */
export const choicePrompt = createPrompt<string | Back, ChoiceConfig>((config, done) => {
  const { items, look, several = false } = config;
  const chosen = (config.default ?? '').split(',');
  const [active, setActive] = useState(items.findIndex(({ value }) => chosen.includes(value)));
  const [ticked, setTicked] = useState<readonly string[]>(
    several ? chosen.filter((value) => value !== '') : [],
  );
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');

  const take = (index: number): void => {
    const value = items[index]?.value;
    if (value === undefined) return;
    setActive(index);
    if (!several) done(value);
    else setTicked(ticked.includes(value) ? ticked.filter((other) => other !== value) : [...ticked, value]);
  };

  useKeypress((key, rl) => {
    setError('');
    if (isBack(key) || key.name === 'left') return done(BACK);
    if (isEnterKey(key)) {
      if (several) return done(ticked.join(','));
      return active < 0 ? setError(tell(look, TEXTS.pick)) : take(active);
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
      return take(active);
    }
    const meaning = meaningOf(items, rl.line);
    if (meaning.kind === 'pick') take(meaning.index);
    else if (meaning.kind === 'jump') setActive(meaning.index);
    else if (rl.line.trim() !== '') setError(tell(look, TEXTS.none));
    if (meaning.kind !== 'jump') rl.clearLine(0);
    setTyped(meaning.kind === 'jump' ? rl.line : '');
  });

  const { from, to } = pageOf(items.length, Math.max(0, active), rowsOf(look) - FRAME - config.head.length);
  const keyWidth = Math.max(...items.map(({ key }) => key.length));
  const rows = items.slice(from, to).map((item, index) => {
    const tick = several ? (ticked.includes(item.value) ? '[x] ' : '[ ] ') : '';
    const line = `${item.key.padStart(keyWidth)} ${tick}${item.name}`;
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
