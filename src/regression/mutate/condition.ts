import { fieldOf } from '../../claim/fields.ts';
import { NUMBER_FIELDS } from '../../rules/condition-fields.ts';
import type { Collector, Visit } from './collector.ts';
import {
  isMap,
  isSeq,
  keyOf,
  keysOf,
  type Node,
  type Pair,
  textOf,
  valueAt,
  type YAMLMap,
} from './source.ts';
import { words } from './words.ts';

/** A condition: each test one less, turned round, and with its words and numbers changed. */
export const condition: Visit = (node, at, to) => {
  if (!isMap(node)) throw new Error(`${at}: a condition was expected`);
  for (const [index, pair] of (node.items as Pair[]).entries()) {
    const key = keyOf(pair);
    const here = `${at}.${key}`;
    to.remove(node, index, here);
    turn(node, pair, here, to);
    const value = pair.value as Node;
    if (key === 'not') condition(value, here, to);
    else if (key === 'any') alternatives(value, here, to);
    else if (NUMBER_FIELDS.includes(key)) range(value, here, to);
    else fieldWords(key, to)(value, here, to);
  }
};

/** The test holds where it did not, and the other way round. */
function turn(map: YAMLMap, pair: Pair, at: string, to: Collector): void {
  const written = to.source.flow(pair);
  const keys = keysOf(map);
  const inner = to.source.flow(pair.value);
  let becomes = keys.includes('not') ? `any: [{ not: { ${written} } }]` : `not: { ${written} }`;
  if (keyOf(pair) === 'not') becomes = keys.includes('any') ? inner.slice(2, -2) : `any: [${inner}]`;
  else if (keys.includes('not') && keys.includes('any')) return;
  to.add(at, to.source.replacePair(pair, becomes), written, becomes);
}

function alternatives(node: Node, at: string, to: Collector): void {
  if (!isSeq(node)) throw new Error(`${at}: a list was expected`);
  for (const [index, item] of node.items.entries()) {
    to.remove(node, index, `${at}[${index + 1}]`);
    condition(item as Node, `${at}[${index + 1}]`, to);
  }
}

/** All the values a field may have. */
export function valuesOf(field: string, to: Collector): readonly string[] {
  if (field === 'disease') return to.diseases;
  return field === 'supplements' ? [] : (fieldOf(field).table?.ids ?? []);
}

/** The id of a value of a field, however it is written. */
export function idOf(field: string, word: string): string | undefined {
  return field === 'disease' || field === 'supplements' ? word : fieldOf(field).table?.find(word)?.id;
}

function fieldWords(field: string, to: Collector): Visit {
  return words(valuesOf(field, to), (word) => idOf(field, word));
}

/** `60..`, `9..11`, `3`: each end one less and one more. */
export function rangesNear(written: string): string[] {
  const match = /^(\d*)(\.\.)?(\d*)$/.exec(written.trim());
  if (!match) return [];
  const [, from = '', dots, to = ''] = match;
  if (dots === undefined) return [Number(from) - 1, Number(from) + 1].filter((n) => n >= 0).map(String);
  const near = (end: string): string[] =>
    end === '' ? [] : [Number(end) - 1, Number(end) + 1].filter((n) => n >= 0).map(String);
  return [...near(from).map((end) => `${end}..${to}`), ...near(to).map((end) => `${from}..${end}`)];
}

const range: Visit = (node, at, to) => {
  for (const becomes of rangesNear(textOf(node))) to.replace(node, at, becomes);
};

/** Whether a claim may meet the conditions of two rules at once; the order of such rules can matter. */
export function meet(a: Node, b: Node): boolean {
  const [first, second] = [valueAt(a, 'when'), valueAt(b, 'when')];
  return keysOf(first).every((key) => {
    const other = valueAt(second, key);
    return key === 'not' || key === 'any' || !other || share(key, valueAt(first, key), other);
  });
}

/** Whether two lists of words of a field have one in common; ranges of numbers are taken to. */
export function share(field: string, a: Node | undefined, b: Node | undefined): boolean {
  if (NUMBER_FIELDS.includes(field)) return true;
  const idsOf = (node: Node | undefined): (string | undefined)[] =>
    (isSeq(node) ? node.items : [node]).map((item) => idOf(field, textOf(item)));
  const ids = idsOf(b);
  return idsOf(a).some((id) => ids.includes(id));
}
