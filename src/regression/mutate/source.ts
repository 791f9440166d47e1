import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A stretch of a text and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** One entry of a map or item of a list, by where it stands. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A policy's text with its parts where they stand, so that one of them can be changed and the rest left as written. */
export class Source {
  readonly text: string;
  readonly root: YAMLMap;
  readonly #counter = new LineCounter();

  /** @throws Error where the text is not a map in YAML */
  constructor(text: string) {
    this.text = text;
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: this.#counter });
    if (document.errors.length > 0 || !isMap(document.contents)) throw new Error('not a map in YAML');
    this.root = document.contents;
  }

  placeOf(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.#counter.linePos(offset);
    const before = this.text.slice(offset - (col - 1), offset);
    return { line, column: [...before].length + 1 };
  }

  replace(node: Node, insert: string): Edit {
    return { ...spanOf(node), insert };
  }

  replacePair(pair: Pair, insert: string): Edit {
    return { ...spanOf(pair), insert };
  }

  /** Takes an entry or item out, with the comma or line break that goes with it; undefined for the only one. */
  remove(of: YAMLMap | YAMLSeq, index: number): Edit | undefined {
    const spans = of.items.map((item) => spanOf(item as Node | Pair));
    const [here, next, before] = [spans[index], spans[index + 1], spans[index - 1]];
    if (here && next) return { start: here.start, end: next.start, insert: '' };
    return here && before && { start: before.end, end: here.end, insert: '' };
  }

  /** Puts an item and the one after it in the other order. */
  swap(list: YAMLSeq, index: number): Edit | undefined {
    const [first, second] = [list.items[index], list.items[index + 1]] as (Node | undefined)[];
    if (!first || !second) return undefined;
    const [a, b] = [spanOf(first), spanOf(second)];
    const between = this.text.slice(a.end, b.start);
    const insert = this.text.slice(b.start, b.end) + between + this.text.slice(a.start, a.end);
    return { start: a.start, end: b.end, insert };
  }

  /** What is written, in one line: as it stands for scalars, in flow style for the rest. */
  flow(node: unknown): string {
    if (isPair(node)) return `${this.flow(node.key)}: ${this.flow(node.value)}`;
    if (isMap(node)) return `{ ${node.items.map((item) => this.flow(item)).join(', ')} }`;
    if (isSeq(node)) return `[${node.items.map((item) => this.flow(item)).join(', ')}]`;
    if (!isScalar(node) || !node.range) return '';
    return this.text.slice(node.range[0], node.range[1]);
  }
}

export function spanOf(node: Node | Pair): Span {
  if (isPair(node)) {
    const { start, end } = spanOf(node.key as Node);
    return { start, end: node.value ? spanOf(node.value as Node).end : end };
  }
  const [start, end] = node.range as [number, number, number];
  const last = isCollection(node) && !node.flow ? (node.items.at(-1) as Node | Pair | undefined) : undefined;
  // What a block collection ends with may be a comment or an empty line: its last item knows better.
  return { start, end: last ? spanOf(last).end : end };
}

export function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

export function textOf(node: unknown): string {
  return isScalar(node) ? String(node.value ?? '') : '';
}

export function valueAt(map: unknown, key: string): Node | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => keyOf(pair) === key)?.value as Node | undefined;
}

export function keysOf(map: unknown): string[] {
  return isMap(map) ? map.items.map(keyOf) : [];
}

export type { Node, Pair, Scalar, YAMLMap, YAMLSeq };
export { isMap, isScalar, isSeq };
