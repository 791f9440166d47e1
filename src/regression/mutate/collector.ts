import type { YAMLMap, YAMLSeq } from './source.ts';
import {
  type Edit,
  isMap,
  isSeq,
  keyOf,
  keysOf,
  type Node,
  type Pair,
  Source,
  textOf,
  valueAt,
} from './source.ts';

/** One single change of a policy's text. */
export interface Mutation {
  /** Where, by the names in the file: `versions[2025-01-01].lines[pooled_fund].deductible.per`. */
  readonly at: string;
  readonly line: number;
  readonly column: number;
  readonly was: string;
  readonly becomes: string;
  readonly edit: Edit;
}

/** Finds the mutations of one kind of node. */
export type Visit = (node: Node, at: string, to: Collector) => void;

/** What the mutations of one text are gathered in, with the words the text itself introduces. */
export class Collector {
  readonly source: Source;
  readonly mutations: Mutation[] = [];
  /** How many values were left as they are, by their key. */
  readonly left = new Map<string, number>();
  readonly diseases: readonly string[];
  readonly supplement: boolean;

  constructor(text: string, supplement: boolean) {
    this.source = new Source(text);
    this.diseases = keysOf(valueAt(this.source.root, 'diseases'));
    this.supplement = supplement;
  }

  add(at: string, edit: Edit | undefined, was: string, becomes: string): void {
    if (!edit) return;
    const { line, column } = this.source.placeOf(edit.start);
    this.mutations.push({ at, line, column, was, becomes, edit });
  }

  /** Another scalar in the place of this one. */
  replace(node: Node, at: string, becomes: string): void {
    this.add(at, this.source.replace(node, becomes), this.source.flow(node), becomes);
  }

  /** An entry or item less. */
  remove(of: YAMLMap | YAMLSeq, index: number, at: string): void {
    const was = this.source.flow(of.items[index]);
    this.add(at, this.source.remove(of, index), was, '(removed)');
  }

  skip(key: string): void {
    this.left.set(key, (this.left.get(key) ?? 0) + 1);
  }
}

/** A key of a map: what its value mutates to; whether the whole entry may also be taken out. */
export interface Slot {
  readonly visit: Visit;
  readonly removed: boolean;
}

export const must = (visit: Visit): Slot => ({ visit, removed: false });
export const may = (visit: Visit): Slot => ({ visit, removed: true });
/** A value on which no result depends. */
export const left: Slot = {
  visit: (_node, at, to) => to.skip(at.slice(at.lastIndexOf('.') + 1)),
  removed: false,
};

/** A map with known keys. One that is not known is an error: a new word of the language must not go untested. */
export function mapOf(slots: Readonly<Record<string, Slot>>): Visit {
  return (node, at, to) => {
    if (!isMap(node)) throw new Error(`${at}: a map was expected`);
    for (const [index, pair] of node.items.entries()) {
      const key = keyOf(pair);
      const slot = Object.hasOwn(slots, key) ? slots[key] : undefined;
      if (!slot) throw new Error(`${at}.${key}: mutate does not know this key; tell it what to change`);
      const here = at === '' ? key : `${at}.${key}`;
      if (slot.removed) to.remove(node, index, here);
      slot.visit(pair.value as Node, here, to);
    }
  };
}

/** A map with free keys. */
export function eachOf(visit: Visit): Visit {
  return (node, at, to) => {
    if (!isMap(node)) throw new Error(`${at}: a map was expected`);
    for (const pair of node.items as Pair[]) visit(pair.value as Node, `${at}.${keyOf(pair)}`, to);
  };
}

const NAMES = ['line', 'code', 'id', 'from'];

/**
 * A list of rules: each of them one less, and two neighbours in the other order.
 * @param ordered whether the order of two rules can matter to a claim; never, without it
 */
export function listOf(visit: Visit, ordered: (a: Node, b: Node) => boolean = () => false): Visit {
  return (node, at, to) => {
    if (!isSeq(node)) throw new Error(`${at}: a list was expected`);
    for (const [index, item] of node.items.entries()) {
      const name = NAMES.map((key) => textOf(valueAt(item, key))).find((text) => text !== '');
      const here = `${at}[${name ?? index + 1}]`;
      to.remove(node, index, here);
      const next = node.items[index + 1];
      if (next && ordered(item as Node, next as Node))
        to.add(here, to.source.swap(node, index), '(this order)', '(swapped with the next)');
      visit(item as Node, here, to);
    }
  };
}
