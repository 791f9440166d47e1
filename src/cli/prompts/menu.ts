import { createPrompt, useKeypress, useState } from '@inquirer/core';
import { cells } from '../../report/width.ts';
import { columnsOf, type Look } from './look.ts';
import { type Item, meaningOf } from './pick.ts';

export interface MenuConfig {
  readonly look: Look;
  readonly items: readonly Item[];
}

const CURSOR_HIDE = '\u001b[?25l';

/** What can be done next, each by one key, on one line where it fits. */
export const menuPrompt = createPrompt<string, MenuConfig>(({ look, items }, done) => {
  const [presses, setPresses] = useState(0);
  // Enter means nothing here: a second one after the review must not throw the result away.
  useKeypress((_key, rl) => {
    const meaning = meaningOf(items, rl.line);
    rl.clearLine(0);
    const value = meaning.kind === 'none' ? undefined : items[meaning.index]?.value;
    if (value !== undefined) return done(value);
    // Draws the line again, which readline may have written on.
    setPresses(presses + 1);
  });
  const words = items.map(({ key, name }) => ({
    plain: `${key} ${name}`,
    painted: `${look.paint.strong(key)} ${name}`,
  }));
  const lines: string[] = [];
  let width = 0;
  for (const { plain, painted } of words) {
    const fits = width > 0 && width + 3 + cells(plain) <= columnsOf(look) - 2;
    if (fits) lines[lines.length - 1] += `   ${painted}`;
    else lines.push(`  ${painted}`);
    width = (fits ? width + 3 : 2) + cells(plain);
  }
  return `${lines.join('\n')}${CURSOR_HIDE}`;
});
