import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { sameBytes } from '../csv/intern.ts';
import { BYTE, isNull } from '../csv/scan.ts';
import { problemsOf } from '../rejects.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { ClosingYears } from '../years/closing-years.ts';
import type { History, YearsBook } from '../years/history.ts';
import { readLines } from '../years/ledger-lines.ts';
import { OpeningYears } from '../years/opening-years.ts';
import type { Registry } from '../years/registry.ts';
import { isRagged } from './apart.ts';
import { LEDGER } from './columns.ts';

/** A stretch of the block's bytes. */
type Span = readonly [start: number, end: number];

/** The ledgers that persons bring along in a column of their rows, and those that they leave in one. */
export class PersonLedgers implements YearsBook {
  readonly #openingYears: OpeningYears;
  readonly #closingYears: ClosingYears;
  readonly #column: number;
  readonly #closing: boolean;
  /** By person of the block at hand. */
  readonly #opening = new Map<number, Span>();
  readonly #closed = new Map<number, string>();
  #lastRows = new Int32Array(0);
  #bytes: Buffer = Buffer.alloc(0);

  /**
   * @param column that ledgers come in; -1 for none
   * @param closing whether they are wanted back
   */
  constructor(registry: Registry, column: number, closing: boolean) {
    this.#openingYears = new OpeningYears(registry);
    this.#closingYears = new ClosingYears(registry);
    this.#column = column;
    this.#closing = closing;
  }

  /**
   * Finds the ledgers of a block that has been read; the first one of a person counts.
   * @param barred rows that are not settled; those with another ledger than the first are added
   */
  read(reader: RowReader, bytes: Buffer, barred: Map<number, readonly Diagnostic[]>): void {
    const { rows, persons } = reader;
    this.#bytes = bytes;
    this.#opening.clear();
    this.#closed.clear();
    this.#lastRows = new Int32Array(persons.count).fill(-1);
    for (let row = 0; row < rows.count; row++) {
      if (barred.has(row) || isRagged(reader, row)) continue;
      const person = rows.person[row] as number;
      this.#lastRows[person] = row;
      const found = this.#column < 0 ? undefined : this.#ledgerIn(rows.start[row], rows.end[row]);
      if (!found) continue;
      const first = this.#opening.get(person);
      if ((persons.starts[person] as number) < 0) barred.set(row, [OTHER_PERSON]);
      else if (!first) this.#opening.set(person, found);
      else if (!sameBytes(bytes, ...first, bytes, ...found)) barred.set(row, [DIFFERS]);
    }
  }

  open(name: string, history: History, person: number): readonly Diagnostic[] | undefined {
    const span = this.#opening.get(person);
    if (!span) return undefined;
    const lines = readLines(this.#bytes.toString('utf8', ...span));
    if (!lines) return [BAD];
    if (lines.some((line) => line.person !== name)) return [OTHER_PERSON];
    const opening = lines.map((read) => ({ read, file: '', line: 0 }));
    return problemsOf(() => this.#openingYears.load(opening, history));
  }

  close(name: string, history: History, person: number): void {
    if (!this.#closing) return;
    const lines = this.#closingYears.linesOf(name, history);
    if (lines.length > 0) this.#closed.set(person, `[${lines.join(',')}]`);
  }

  /** What stands in the ledger column of a row: on the last one of a person, what the years hold. */
  at(row: number, person: number): string | undefined {
    return this.#lastRows[person] === row ? this.#closed.get(person) : undefined;
  }

  /** The ledger in a row, if there is one. */
  #ledgerIn(start = 0, end = 0): Span | undefined {
    const bytes = this.#bytes;
    let from = start;
    for (let column = 0; column < this.#column; column++) from = bytes.indexOf(BYTE.tab, from) + 1;
    const tab = bytes.indexOf(BYTE.tab, from);
    const to = tab < 0 || tab > end ? end : tab;
    return from === to || isNull(bytes, from, to) ? undefined : [from, to];
  }
}

const BAD: Diagnostic = {
  code: 'BAD_LEDGER',
  severity: 'error',
  message: { zh: 'ledger 一栏不是台账的内容', en: 'what stands under ledger is no ledger' },
  hint: {
    zh: '要用上次输出的 ledger 原文，不要改动',
    en: 'take what an earlier run has written there, as it is',
  },
  field: LEDGER,
};

const OTHER_PERSON: Diagnostic = {
  code: 'LEDGER_OTHER_PERSON',
  severity: 'error',
  message: { zh: '台账是别人的', en: 'the ledger is that of another person' },
  hint: { zh: '按人员编号把台账连接到各行', en: 'join ledgers to rows by person number' },
  field: LEDGER,
};

const DIFFERS: Diagnostic = {
  code: 'LEDGER_DIFFERS',
  severity: 'error',
  message: {
    zh: '同一人前面的行带的是另一份台账',
    en: 'an earlier row of the person brings another ledger',
  },
  hint: { zh: '每人只带一份，放在哪一行都可以', en: 'give each person one, in any of the rows' },
  field: LEDGER,
};
