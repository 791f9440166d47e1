import { fieldOf } from '../claim/fields.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Tree } from '../source/tree.ts';
import { NUMBERS } from './condition-fields.ts';

/** The values of a field that a test of a condition, or a row of a table, is for. */
export type Keys =
  | { readonly kind: 'is'; readonly values: readonly string[] }
  | { readonly kind: 'within'; readonly from: number; readonly to: number };

/** The largest number that a field can be, where there is one. */
const LARGEST: Readonly<Record<string, number>> = { paid_month: 12 };

/** `60..`, `..59`, `18..59`, `3`: both ends included, none of them beyond what the field can be. */
function readRange(field: string, written: string, at: Tree, problems: Problems): Keys | undefined {
  const [, first, last = first] = /^(\d+)$/.exec(written) ?? /^(\d*)\.\.(\d*)$/.exec(written) ?? [];
  const most = LARGEST[field] ?? Number.MAX_SAFE_INTEGER;
  const from = Number(first || 0);
  const to = Number(last || most);
  const isRange = first !== undefined && (first !== '' || last !== '');
  if (isRange && from <= to && to <= most)
    return { kind: 'within', from, to: last === '' ? Number.MAX_SAFE_INTEGER : to };
  const message = { zh: `“${written}”不是范围`, en: `“${written}” is not a range` };
  const hint =
    field in LARGEST
      ? { zh: `写成 ..${most}、9..11，最大 ${most}`, en: `write ..${most} or 9..11; ${most} is the largest` }
      : { zh: '写成 60..、..59 或 18..59', en: 'write 60.., ..59 or 18..59' };
  problems.error({ code: 'BAD_RANGE', message, hint, place: at.place });
  return undefined;
}

/** `2`, `community|1`, `60..`, `18..59`: the values of a field named in a condition or at the head of a table row. */
export function readKeys(field: string, written: string, at: Tree, problems: Problems): Keys | undefined {
  if (NUMBERS[field]) return readRange(field, written.trim(), at, problems);
  const values: string[] = [];
  for (const word of written.split('|')) {
    const id = wordId(field, word.trim());
    if (id === undefined) {
      const table = fieldOf(field).table;
      const hint = didYouMean(word.trim(), table?.ids ?? []);
      const { label } = fieldOf(field);
      const message = {
        zh: `${label.zh}没有“${word.trim()}”这个值`,
        en: `${label.en} has no value “${word.trim()}”`,
      };
      problems.error({ code: 'UNKNOWN_CODE', message, ...(hint && { hint }), value: word, place: at.place });
      return undefined;
    }
    values.push(id);
  }
  return { kind: 'is', values };
}

function wordId(field: string, word: string): string | undefined {
  if (field === 'disease' || field === 'supplements') return word === '' ? undefined : word;
  return fieldOf(field).table?.find(word)?.id;
}

/** Whether some value is in both. */
export function overlap(a: Keys, b: Keys): boolean {
  if (a.kind === 'is' && b.kind === 'is') return a.values.some((value) => b.values.includes(value));
  return a.kind === 'within' && b.kind === 'within' && a.from <= b.to && b.from <= a.to;
}
