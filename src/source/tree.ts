import { fail, type Place } from '../diagnostics/diagnostic.ts';

/**
 * A text file as a tree that keeps every scalar's own characters and position: money and codes are read from what
 * was written (`010`, `NO`, `1.10`), never from a number or boolean that a parser made of it.
 */
export type Tree = ScalarTree | MapTree | ListTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly text: string;
  /** Nothing was written, or null. */
  readonly empty: boolean;
  readonly place: Place;
}

export interface MapTree {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly place: Place;
}

export interface MapEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Tree;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly place: Place;
}

export function scalar(text: string, place: Place): ScalarTree {
  return { kind: 'scalar', text, empty: text === '', place };
}

/** The value under a key of a map, if there. */
export function entryOf(tree: Tree, key: string): Tree | undefined {
  return tree.kind === 'map' ? tree.entries.find((entry) => entry.key === key)?.value : undefined;
}

/** Whether a key was written at all, readable or not. */
export function wrote(tree: Tree, key: string): boolean {
  return entryOf(tree, key) !== undefined;
}

/** Every scalar written under a key, anywhere in a tree. */
export function scalarsUnder(tree: Tree, key: string): ScalarTree[] {
  if (tree.kind === 'list') return tree.items.flatMap((item) => scalarsUnder(item, key));
  if (tree.kind !== 'map') return [];
  return tree.entries.flatMap((entry) =>
    entry.key === key && entry.value.kind === 'scalar' ? [entry.value] : scalarsUnder(entry.value, key),
  );
}

/** Far deeper than any claim, and far from the end of the stack. */
const DEEPEST = 64;

/**
 * A plain JavaScript value (objects, arrays, strings, numbers, booleans) as a tree, for callers of the library.
 * @throws BaoxiaoError for a value that holds itself
 */
export function treeOf(value: unknown, file: string, depth = 0): Tree {
  const place: Place = { file, line: 1, column: 1 };
  if (value === null || typeof value !== 'object')
    return scalar(value === null || value === undefined ? '' : String(value), place);
  if (depth > DEEPEST) tooDeep(place);
  const inside = (inner: unknown): Tree => treeOf(inner, file, depth + 1);
  if (Array.isArray(value)) return { kind: 'list', items: value.map(inside), place };
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => ({ key, keyPlace: place, value: inside(inner) }));
  return { kind: 'map', entries, place };
}

function tooDeep(place: Place): never {
  return fail({
    code: 'TOO_DEEP',
    message: { zh: '嵌套太深', en: 'this is nested too deeply' },
    hint: { zh: '看看它是否引用了自身', en: 'see whether it holds itself' },
    place,
  });
}
