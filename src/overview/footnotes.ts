import type { Text } from '../diagnostics/text.ts';
import { type Basis, inherit, type Origin } from '../grammar/words.ts';
import type { Policy, Source } from '../policy/policy.ts';
import type { Said } from '../rules/sentences/saying.ts';

/** What stands beside a figure or a sentence: numbers of sources, and letters of notes below the page. */
export interface Marks {
  readonly sources: readonly number[];
  readonly notes: readonly string[];
}

export interface NumberedSource {
  readonly number: number;
  readonly id: string;
  readonly source: Source;
}

/** How a figure is known where it does not simply stand in the source, and why. */
export interface LetteredNote {
  readonly letter: string;
  readonly basis?: Basis;
  readonly text?: Text;
}

/** Numbers the sources and letters the notes of a page, each once, in the order in which they are met. */
export class Footnotes {
  readonly #sources: NumberedSource[] = [];
  readonly #notes: LetteredNote[] = [];
  readonly #known = new Map<string, string>();

  /** @param main the source of everything that names no other: it is said once and not at every figure */
  constructor(
    readonly policy: Pick<Policy, 'sources'>,
    readonly main: string | undefined,
  ) {
    if (main !== undefined) this.#number(main);
  }

  get sources(): readonly NumberedSource[] {
    return this.#sources;
  }

  get notes(): readonly LetteredNote[] {
    return this.#notes;
  }

  /** @param formula how the figure was worked out, which is a note of its own */
  marksOf(origins: readonly Origin[], formula?: Text): Marks {
    const numbers = origins.flatMap(({ source }) =>
      source === undefined || source === this.main ? [] : this.#number(source),
    );
    const letters = [...(formula ? [{ note: formula }] : []), ...origins].flatMap((origin) =>
      this.#letter(origin),
    );
    return {
      sources: [...new Set(numbers)].sort((a, b) => a - b),
      notes: [...new Set(letters)].sort(byLength),
    };
  }

  /** A sentence and what stands beside it. */
  said({ text, origins }: Said, outer: Origin = {}): { readonly text: Text; readonly marks: Marks } {
    return { text, marks: this.marksOf(origins.map((origin) => inherit(outer, origin))) };
  }

  #number(id: string): number[] {
    const known = this.#sources.find((one) => one.id === id);
    if (known) return [known.number];
    const source = this.policy.sources[id];
    if (!source) return [];
    const number = this.#sources.length + 1;
    this.#sources.push({ number, id, source });
    return [number];
  }

  #letter({ basis, note }: Origin): string[] {
    const said = basis !== undefined && basis !== 'stated' ? basis : undefined;
    if (!said && !note) return [];
    const key = JSON.stringify([said, note]);
    const known = this.#known.get(key);
    if (known !== undefined) return [known];
    const letter = letterOf(this.#notes.length);
    this.#known.set(key, letter);
    this.#notes.push({ letter, ...(said && { basis: said }), ...(note && { text: note }) });
    return [letter];
  }
}

/** a … z, then aa … */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
