import { createPrompt, isDownKey, isEnterKey, isUpKey, useKeypress, useState } from '@inquirer/core';
import type { Text } from '../../diagnostics/text.ts';
import { cells, pad } from '../../report/width.ts';
import { isBack } from './keyboard.ts';
import { asked, BACK, type Back, columnsOf, cut, type Look, rowsOf, tell } from './look.ts';

/** A place as the list shows it. */
export interface Place {
  readonly code: string;
  readonly name: string;
  /** The places it lies in: 山东省 */
  readonly within: string;
  readonly hasPolicy: boolean;
  /** Not what was typed, but close to it: shown, never taken by Enter alone. */
  readonly near?: boolean;
}

export interface RegionConfig {
  readonly look: Look;
  readonly head: readonly string[];
  readonly label: string;
  /** Places that a text may mean, the best first; for an empty text those with policies, the remembered one first. */
  readonly search: (text: string) => readonly Place[];
  /** For a place without a policy: where near it there is one. */
  readonly nearby?: (code: string) => string | undefined;
  readonly remembered?: string;
  /** A place without a policy will do as well. */
  readonly anyPlace?: boolean;
}

const TEXTS = {
  hint: {
    zh: '名称、拼音、首字母或代码；Enter 取 > 所指',
    en: 'name, pinyin, initials or code; Enter takes the one marked >',
  },
  last: { zh: '上次', en: 'last time' },
  policy: { zh: '有政策', en: 'policy' },
  noPolicy: { zh: '无政策', en: 'no policy' },
  nothing: {
    zh: '没有找到：写名称（临沂）、拼音（linyi）、首字母（ly）或六位代码',
    en: 'nothing found: give a name (临沂), pinyin (linyi), initials (ly) or six-digit code',
  },
  near: {
    zh: '没有找到；相近的如上，用 ↓ 选，或改写',
    en: 'nothing found; near it are those above: choose with ↓, or type again',
  },
  type: { zh: '请输入参保地，或用 ↓ 选', en: 'type the place, or choose with ↓' },
  noneYet: { zh: '还没有这里的政策；', en: 'no policy here yet; ' },
  refused: {
    zh: '还没有这里的政策：请选标“有政策”的，或用 --policies 加自己的',
    en: 'no policy for this place yet: choose one marked “policy”, or add your own with --policies',
  },
} satisfies Record<string, Text>;

const NAME = 22;
/** Lines beside the list: heading, input, hint. */
const FRAME = 5;
const MOST = 10;

/** Finds a place while it is typed: by name, part of it, pinyin, initials or code. */
export const regionPrompt = createPrompt<string | Back, RegionConfig>((config, done) => {
  const { look } = config;
  const [text, setText] = useState('');
  // The row the clerk moved to; until then the first one, where Enter alone may take it.
  const [moved, setMoved] = useState(-1);
  const [error, setError] = useState('');
  const places = config.search(text).slice(0, Math.min(MOST, rowsOf(look) - FRAME - config.head.length));
  const sure = text === '' ? config.remembered !== undefined : places[0]?.near !== true;
  const active = moved < 0 && sure ? 0 : moved;
  useKeypress((key, rl) => {
    setError('');
    if (isBack(key) || (key.name === 'left' && text === '')) return done(BACK);
    if (isEnterKey(key)) {
      const place = places[active];
      if (place && (place.hasPolicy || config.anyPlace)) return done(place.code);
      rl.write(text);
      if (place) return setError(refusal(place, config));
      return setError(tell(look, text === '' ? TEXTS.type : TEXTS.nothing));
    }
    if (isUpKey(key) || isDownKey(key)) {
      // Readline answers the arrows with what was entered before.
      rl.clearLine(0);
      rl.write(text);
      const last = Math.max(0, places.length - 1);
      return setMoved(Math.min(Math.max(0, active + (isUpKey(key) ? -1 : 1)), last));
    }
    if (rl.line !== text) setMoved(-1);
    setText(rl.line);
  });
  const rows = places.map((place, index) => row(place, index === active, config));
  const none = places.length === 0 && text !== '';
  const hint = none ? TEXTS.nothing : places[0]?.near ? TEXTS.near : TEXTS.hint;
  const foot = error === '' ? tell(look, hint) : error;
  const paint = error === '' && !none ? look.paint.dim : look.paint.bad;
  rows.push(paint(`  ${cut(foot, columnsOf(look) - 2)}`));
  return [[...config.head, `${asked(look, config.label)}: ${text}`].join('\n'), rows.join('\n')];
});

/** The line is short: what is near says more than how to add a policy. */
function refusal({ code }: Place, { look, nearby }: RegionConfig): string {
  const near = nearby?.(code);
  return near === undefined ? tell(look, TEXTS.refused) : `${tell(look, TEXTS.noneYet)}${near}`;
}

function row(place: Place, active: boolean, { look, remembered, anyPlace }: RegionConfig): string {
  const { paint } = look;
  const mark = tell(look, place.hasPolicy ? TEXTS.policy : TEXTS.noPolicy);
  const last = place.code === remembered ? `  ${tell(look, TEXTS.last)}` : '';
  const tail = `  ${place.code}  ${mark}${last}`;
  const width = Math.max(NAME, columnsOf(look) - 4 - NAME - 2 - 24);
  const line = `${pad(cut(place.name, NAME), NAME, 'left')}  ${pad(cut(place.within, width), Math.min(width, 20), 'left')}${tail}`;
  const fits = cells(line) > columnsOf(look) - 4 ? cut(line, columnsOf(look) - 4) : line;
  if (active) return paint.strong(`  > ${fits}`);
  return place.hasPolicy || anyPlace ? `    ${fits}` : paint.dim(`    ${fits}`);
}
