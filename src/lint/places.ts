import type { Condition } from '../rules/condition.ts';
import type { Figure } from '../rules/figure.ts';
import { entryOf, type MapEntry, type MapTree, type Tree } from '../source/tree.ts';
import type { Spot } from './spot.ts';

/** Finds again in the source tree what a policy keeps only the beginning of: keys, rows, parts of conditions. */
export class Places {
  readonly #maps = new Map<string, MapTree>();

  constructor(tree: Tree) {
    this.#index(tree);
  }

  /** The map that begins at a spot. */
  map(spot: Spot): MapTree | undefined {
    return this.#maps.get(`${spot.line}:${spot.column}`);
  }

  /** The key of the map that begins at a spot; the spot itself where it has no such key. */
  key(spot: Spot, ...keys: readonly string[]): Spot {
    let tree: Tree | undefined = this.map(spot);
    let found: Spot = spot;
    for (const key of keys) {
      const entry: MapEntry | undefined =
        tree?.kind === 'map' ? tree.entries.find((one) => one.key === key) : undefined;
      if (!entry) return found;
      found = entry.keyPlace;
      tree = entry.value;
    }
    return found;
  }

  /** The rows of a table or cases of a figure, in order, where they begin; `else` is the last case or its own row. */
  rows(figure: Figure & { kind: 'by' | 'cases' }): { rows: readonly Spot[]; otherwise: Spot | undefined } {
    const map = this.map(figure.origin);
    if (figure.kind === 'cases') {
      const cases = map && entryOf(map, 'cases');
      const items = cases?.kind === 'list' ? cases.items.map((item) => item.place) : [];
      return { rows: items, otherwise: figure.otherwise && items.at(-1) };
    }
    const by = map && entryOf(map, 'by');
    const table = by?.kind === 'map' ? by.entries[0]?.value : undefined;
    const entries = table?.kind === 'map' ? table.entries : [];
    return {
      rows: entries.filter(({ key }) => key !== 'else').map(({ keyPlace }) => keyPlace),
      otherwise: entries.find(({ key }) => key === 'else')?.keyPlace,
    };
  }

  /** The parts of a condition written under a key of the map at a spot, each with its own place. */
  tests(spot: Spot, key: string, condition: Condition): Map<Condition, Tree> {
    const found = new Map<Condition, Tree>();
    const map = this.map(spot);
    const written = map && entryOf(map, key);
    if (written) placeTests(condition, written, found);
    return found;
  }

  #index(tree: Tree): void {
    if (tree.kind === 'scalar') return;
    if (tree.kind === 'list') {
      for (const item of tree.items) this.#index(item);
      return;
    }
    this.#maps.set(`${tree.place.line}:${tree.place.column}`, tree);
    for (const { value } of tree.entries) this.#index(value);
  }
}

/** Walks a condition and what it was read from side by side; see `readCondition`. */
function placeTests(condition: Condition, tree: Tree, found: Map<Condition, Tree>): void {
  if (tree.kind !== 'map') return;
  if (tree.entries.length > 1 && condition.kind === 'all') {
    found.set(condition, tree);
    for (const [index, entry] of tree.entries.entries()) {
      const test = condition.of[index];
      if (test) placeTest(test, entry, found);
    }
    return;
  }
  const [only] = tree.entries;
  if (only) placeTest(condition, only, found);
}

function placeTest(test: Condition, { keyPlace, value }: MapEntry, found: Map<Condition, Tree>): void {
  // The key is what a reader looks for; the values keep their own places below it.
  found.set(test, { ...value, place: keyPlace });
  if (test.kind === 'not') placeTests(test.of, value, found);
  if (test.kind === 'any' && value.kind === 'list') {
    for (const [index, item] of value.items.entries()) {
      const inner = test.of[index];
      if (inner) placeTests(inner, item, found);
    }
  }
}
