import type { Problems } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Tree } from '../source/tree.ts';

/** What the writer of a file meant where YAML or the grammar understood something else. */

/** What looks like a key and is none: a colon of Chinese text, or the rest of an amount or a text with commas. */
export function slipOf(key: string, value: Tree): Text | undefined {
  const [, name, rest] = /^([^：]+)：(.*)$/s.exec(key) ?? [];
  if (name !== undefined)
    return { zh: `“：”是全角的，写成 ${name}: ${rest}`, en: `“：” is full-width; write ${name}: ${rest}` };
  if (/^\d{3}(\.\d+)?$/.test(key) && value.kind === 'scalar' && value.empty)
    return { zh: '金额里不写逗号', en: 'an amount is written without commas' };
  if (value.kind === 'scalar' && value.empty && /[^a-z0-9_.]/i.test(key))
    return {
      zh: '像是一段文字在英文逗号处断开了：{ } 里含英文逗号的文字要加引号',
      en: 'this looks like the rest of a text cut at a comma: inside { } put a text with a comma in quotes',
    };
  return undefined;
}

const NOTHING = ['none', '无', '没有', '不设'];

/** Where a word for nothing stands as the value of a key that need not be there, the writer wants the key left out. */
export function mayLeaveOut(key: string, value: Tree, { list }: Problems, from: number): void {
  if (value.kind !== 'scalar' || !NOTHING.includes(value.text)) return;
  const hint = { zh: `没有就整个去掉 ${key}`, en: `leave \`${key}\` out where there is none` };
  for (const [index, problem] of list.entries())
    if (index >= from && problem.code === 'WRONG_KIND') list[index] = { ...problem, hint };
}
