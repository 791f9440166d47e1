import { type TextEncoding, valueText } from '../csv/encoding.ts';
import { ByteTable, PairTable, sameBytes } from '../csv/intern.ts';
import type { RowScanner } from '../csv/scan.ts';
import type { Layout } from '../header/layout.ts';
import type { Slots } from './slots.ts';

/** Numbers that are told to be unused where no policy looks at them; in the order of their marks. */
const MARKED_NUMBERS = ['cover_years', 'claim_free_years'] as const;

/** Numbers the combinations of words in the order in which they come up, and of amounts that are there or not. */
export class Combinations {
  /** Marks which amounts the row at hand has, by flexible column; then the numbers of MARKED_NUMBERS. */
  readonly present: Uint8Array;
  readonly #scanner: RowScanner;
  readonly #encoding: TextEncoding;
  readonly #layout: Layout;
  readonly #slots: Int32Array;
  readonly #wordNames: readonly string[];
  readonly #flexibleNames: readonly string[];
  /** By word: the values that have come up. */
  readonly #words: readonly ByteTable[];
  readonly #texts: string[][];
  readonly #pairs = new PairTable();
  readonly #numberOf: number[] = [];
  /** By number: the values of the words, and what is there. */
  readonly #known: { readonly words: readonly number[]; readonly present: readonly boolean[] }[] = [];
  readonly #ids: Int32Array;
  /** Where the row before has its words: most rows say the same. */
  readonly #before: Int32Array;
  #last = -1;

  constructor(layout: Layout, slots: Slots, scanner: RowScanner, encoding: TextEncoding) {
    this.#layout = layout;
    this.#scanner = scanner;
    this.#encoding = encoding;
    const { words, wordNames, flexibleNames } = slots;
    this.#slots = words;
    this.#wordNames = wordNames;
    this.#flexibleNames = flexibleNames;
    this.#words = wordNames.map(() => new ByteTable());
    this.#texts = wordNames.map(() => []);
    this.#ids = new Int32Array(wordNames.length);
    this.present = new Uint8Array(flexibleNames.length + MARKED_NUMBERS.length);
    this.#before = new Int32Array(wordNames.length * 2);
  }

  get count(): number {
    return this.#known.length;
  }

  /** Begins another block: the row before is out of reach. */
  begin(): void {
    this.#last = -1;
  }

  /**
   * The number of what the row just scanned says.
   * @param coverYears and the other of MARKED_NUMBERS, -1 where they are not given
   */
  number(bytes: Buffer, coverYears: number, claimFreeYears: number): number {
    let changed = this.#readWords(bytes);
    const { present } = this;
    const marked = this.#flexibleNames.length;
    const covered = coverYears >= 0 ? 1 : 0;
    const claimFree = claimFreeYears >= 0 ? 1 : 0;
    if (marked > 0 || present[marked] !== covered || present[marked + 1] !== claimFree) changed = true;
    present[marked] = covered;
    present[marked + 1] = claimFree;
    if (changed) this.#last = this.#find();
    return this.#last;
  }

  /** @returns whether the words differ from those of the row before */
  #readWords(bytes: Buffer): boolean {
    const { starts, ends } = this.#scanner;
    const slots = this.#slots;
    const before = this.#before;
    const first = this.#last < 0;
    let changed = first;
    for (let word = 0; word < slots.length; word++) {
      const start = starts[slots[word] as number] as number;
      const end = ends[slots[word] as number] as number;
      const same =
        !first &&
        sameBytes(bytes, start, end, bytes, before[word * 2] as number, before[word * 2 + 1] as number);
      before[word * 2] = start;
      before[word * 2 + 1] = end;
      if (same) continue;
      const id = (this.#words[word] as ByteTable).intern(bytes, start, end);
      const texts = this.#texts[word] as string[];
      if (id === texts.length)
        texts.push(valueText(bytes, this.#scanner, slots[word] as number, this.#encoding));
      if (this.#ids[word] !== id) changed = true;
      this.#ids[word] = id;
    }
    return changed;
  }

  #find(): number {
    let pair = 0;
    for (let word = 0; word < this.#ids.length; word++)
      pair = this.#pairs.intern(pair, this.#ids[word] as number);
    for (let index = 0; index < this.present.length; index++)
      pair = this.#pairs.intern(pair, -1 - (this.present[index] as number));
    const known = this.#numberOf[pair];
    if (known !== undefined) return known;
    this.#known.push({ words: [...this.#ids], present: [...this.present].map((mark) => mark === 1) });
    this.#numberOf[pair] = this.#known.length - 1;
    return this.#known.length - 1;
  }

  /** The words of a combination by field. Amounts that are there stand for themselves by the number of their column. */
  textsOf(number: number): [string, string][] {
    const { words = [], present = [] } = this.#known[number] ?? {};
    const { map, constants } = this.#layout;
    const texts: [string, string][] = [...constants];
    for (const [word, name] of this.#wordNames.entries()) {
      const text = this.#texts[word]?.[words[word] as number] ?? '';
      texts.push([name, map.values.get(name)?.get(text.trim()) ?? text]);
    }
    for (const [column, name] of this.#flexibleNames.entries()) {
      const marker = column + 1;
      if (present[column])
        texts.push([name, `${Math.floor(marker / 100)}.${String(marker % 100).padStart(2, '0')}`]);
    }
    for (const [index, name] of MARKED_NUMBERS.entries())
      if (present[this.#flexibleNames.length + index]) texts.push([name, '1']);
    return texts;
  }
}
