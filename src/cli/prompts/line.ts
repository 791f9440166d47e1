import { createPrompt, isEnterKey, useKeypress, useState } from '@inquirer/core';
import { isBack } from './keyboard.ts';
import { asked, BACK, type Back, columnsOf, cut, type Look } from './look.ts';

/** What a typed line comes to: the answer and how it was understood, or lines that say how to mend it. */
export type Reading =
  | { readonly value: string; readonly shown: string }
  | { readonly wrong: readonly string[] };

export interface LineConfig {
  readonly look: Look;
  /** Lines above: why it is asked, and what went wrong with the answer before. */
  readonly head: readonly string[];
  readonly label: string;
  /** The answer of Enter alone, as shown in brackets. */
  readonly default?: string;
  readonly hint?: string;
  readonly read: (text: string) => Reading;
  /** Say while typing what is understood. */
  readonly live?: boolean;
}

/** One typed line: checked at once on Enter, with what is understood shown while typing. */
export const linePrompt = createPrompt<string | Back, LineConfig>((config, done) => {
  const { look } = config;
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  useKeypress((key, rl) => {
    if (isBack(key) || (key.name === 'left' && text === '')) return done(BACK);
    if (!isEnterKey(key)) {
      setWrong([]);
      // A tab is never part of an answer.
      if (rl.line.includes('\t')) {
        const clean = rl.line.replaceAll('\t', '');
        rl.clearLine(0);
        rl.write(clean);
      }
      return setText(rl.line);
    }
    const reading = config.read(text);
    if ('value' in reading) return done(reading.value);
    // Enter has cleared the line; what was typed stays there to be mended.
    rl.write(text);
    setWrong(reading.wrong);
  });
  const ordinary = config.default === undefined ? '' : look.paint.dim(` [${config.default}]`);
  const line = `${asked(look, config.label)}${ordinary}: ${text}`;
  return [[...config.head, line].join('\n'), foot(config, text, wrong)];
});

function foot({ look, hint, live, read }: LineConfig, text: string, wrong: readonly string[]): string {
  if (wrong.length > 0) return wrong.map((line) => look.paint.bad(line)).join('\n');
  if (live && text.trim() !== '') {
    const reading = read(text);
    if ('value' in reading) return look.paint.good(`  = ${reading.shown}`);
  }
  return hint === undefined ? '' : look.paint.dim(`  ${cut(hint, columnsOf(look) - 2)}`);
}
