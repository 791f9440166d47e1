import { flatten } from '../../../src/claim/names.ts';
import type { MapTree, Tree } from '../../../src/source/tree.ts';
import type { Row } from './csv.ts';

/** A claim as a row: one cell for each field under its canonical name, lists joined, items as JSON. */
export function rowOf(claim: MapTree): Row {
  const cells: Record<string, string> = {};
  const entries = flatten(claim, (problem) => {
    throw new Error(`${problem.code} ${problem.field}`);
  });
  for (const { name, value } of entries) {
    if (name === 'expenses.items') cells[name] = JSON.stringify(plain(value));
    else if (value.kind === 'map') {
      for (const { key, value: inner } of value.entries) cells[`${name}.${key}`] = textOf(inner);
    } else cells[name] = textOf(value);
  }
  return cells;
}

function textOf(value: Tree): string {
  if (value.kind === 'scalar') return value.text;
  if (value.kind === 'list') return value.items.map(textOf).join(';');
  throw new Error('a map has no place in a cell');
}

function plain(value: Tree): unknown {
  if (value.kind === 'scalar') return value.text;
  if (value.kind === 'list') return value.items.map(plain);
  return Object.fromEntries(value.entries.map(({ key, value: inner }) => [key, plain(inner)]));
}
