import type { Place } from '../diagnostics/diagnostic.ts';

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

/** A plain JavaScript value (objects, arrays, strings, numbers, booleans) as a tree, for callers of the library. */
export function treeOf(value: unknown, file: string): Tree {
  const place: Place = { file, line: 1, column: 1 };
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => treeOf(item, file)), place };
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => ({ key, keyPlace: place, value: treeOf(inner, file) }));
    return { kind: 'map', entries, place };
  }
  return scalar(value === null || value === undefined ? '' : String(value), place);
}
