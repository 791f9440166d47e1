import type { Lang } from '../../diagnostics/text.ts';
import { BYTE, isNull } from '../csv/scan.ts';
import { AMOUNT_ROOM, type Pen, pen, reserve, writeBytes } from '../csv/write.ts';
import { messageOf } from '../rejects.ts';
import { RESULT } from '../results.ts';
import { type ResultTable, STATUS } from '../settling/result-table.ts';
import type { Settler } from '../settling/settler.ts';
import type { Setup } from '../setup.ts';
import { amountsAt, CellWriter } from '../writer.ts';
import type { Piece, Word } from './columns.ts';

const NULL = '\\N';
/** With the tab before it. */
const NULL_CELL = Buffer.from(`\t${NULL}`);

/** A piece with the texts it is made of. */
type Part = Exclude<Piece, { kind: 'words' }> | { readonly kind: 'words'; readonly texts: WordTexts };

/** Writes rows for the next program: one line for each, whatever has become of it. */
export class PipeWriter {
  readonly #pen: Pen = pen(1 << 20);
  readonly #parts: readonly Part[];
  readonly #masking: CellWriter | undefined;
  /** By column of the row at hand, where it begins; one more for the end. Filled by `#cut`. */
  readonly #bounds: Int32Array;
  #columns = 0;
  readonly #wanted: number;
  /** Whether carriage returns stand in the block: Hive and Spark would take them for the end of a row. */
  #returns = false;

  constructor(setup: Setup, pieces: readonly Piece[]) {
    this.#parts = pieces.map((piece) =>
      piece.kind === 'words' ? { kind: 'words', texts: new WordTexts(piece.words, setup.lang) } : piece,
    );
    this.#wanted = setup.layout.headers.length;
    this.#bounds = new Int32Array(this.#wanted + 1);
    this.#masking = setup.mask && new CellWriter(setup, (text) => Buffer.from(text));
  }

  /** Begins the rows of another block; what was written before is over. */
  begin(bytes: Buffer, length: number): void {
    this.#pen.position = 0;
    this.#returns = bytes.subarray(0, length).includes(BYTE.carriageReturn);
  }

  /** The rows of the block. */
  end(): Buffer {
    const { position, bytes } = this.#pen;
    if (position === 0) return bytes.subarray(0, 0);
    reserve(this.#pen, 1);
    this.#pen.bytes[position] = BYTE.lineFeed;
    // The first row, too, has a line break before it; see `row`.
    return this.#pen.bytes.subarray(1, position + 1);
  }

  /** @param ledger what stands in the ledger column of the row */
  row(settler: Settler, bytes: Buffer, row: number, ledger: string | undefined): void {
    const { reader, results } = settler;
    const { rows } = reader;
    const start = rows.start[row] as number;
    const end = rows.end[row] as number;
    const refused = results.status[row] === STATUS.rejected;
    const begin = this.#pen.position;
    this.#columns = -1;
    for (const part of this.#parts) {
      switch (part.kind) {
        case 'input':
          if (part.all && !refused) this.#copy(bytes, start, end);
          else this.#input(part.first, part.last, bytes, start, end);
          break;
        case 'masked':
          this.#masked(part.column, bytes, start, end);
          break;
        case 'amounts':
          if (refused) this.#nulls(part.places.length);
          else this.#amounts(part.places, results.amounts, row * RESULT.size);
          break;
        case 'words':
          this.#short(part.texts.of(settler, row));
          break;
        case 'ledger':
          writeBytes(this.#pen, ledger === undefined ? NULL_CELL : Buffer.from(`\t${ledger}`));
      }
    }
    // Each cell has a tab before it; that of the first one becomes the end of the row before.
    this.#pen.bytes[begin] = BYTE.lineFeed;
  }

  #amounts(places: Int32Array, results: Float64Array, at: number): void {
    reserve(this.#pen, places.length * AMOUNT_ROOM);
    const { bytes, position } = this.#pen;
    this.#pen.position = amountsAt(bytes, position, BYTE.tab, places, results, at);
  }

  #nulls(count: number): void {
    for (let cell = 0; cell < count; cell++) this.#short(NULL_CELL);
  }

  /** A few bytes of ours: a loop beats the call of a copying function. */
  #short(from: Buffer): void {
    reserve(this.#pen, from.length);
    const { bytes } = this.#pen;
    let { position } = this.#pen;
    for (let at = 0; at < from.length; at++) bytes[position++] = from[at] as number;
    this.#pen.position = position;
  }

  /** Cells as they came in, with the tab before the first. */
  #copy(bytes: Buffer, start: number, end: number): void {
    reserve(this.#pen, end - start + 1);
    const to = this.#pen.bytes;
    let { position } = this.#pen;
    to[position++] = BYTE.tab;
    if (this.#returns) {
      for (let at = start; at < end; at++) {
        const byte = bytes[at] as number;
        to[position++] = byte === BYTE.carriageReturn ? BYTE.space : byte;
      }
    } else for (let at = start; at < end; at++) to[position++] = bytes[at] as number;
    this.#pen.position = position;
  }

  /** Columns of a row that may have too many or too few: what is there is shown in its place. */
  #input(first: number, last: number, bytes: Buffer, start: number, end: number): void {
    this.#cut(bytes, start, end);
    const there = Math.min(last + 1, this.#shown());
    if (there > first) this.#copy(bytes, this.#bounds[first] as number, (this.#bounds[there] as number) - 1);
    this.#nulls(last + 1 - Math.max(first, there));
  }

  #masked(column: number, bytes: Buffer, start: number, end: number): void {
    this.#cut(bytes, start, end);
    if (column >= this.#shown()) {
      this.#nulls(1);
      return;
    }
    const from = this.#bounds[column] as number;
    const to = (this.#bounds[column + 1] as number) - 1;
    if (from === to || isNull(bytes, from, to)) this.#copy(bytes, from, to);
    else {
      const text = this.#masking?.changed(column, bytes.toString('utf8', from, to)) ?? '';
      writeBytes(this.#pen, Buffer.from(`\t${cellOf(text)}`));
    }
  }

  /** How many columns of the row may be shown. Where they cannot be told apart, any of them may name the person. */
  #shown(): number {
    if (this.#masking && this.#columns !== this.#wanted) return 0;
    return Math.min(this.#columns, this.#wanted);
  }

  #cut(bytes: Buffer, start: number, end: number): void {
    if (this.#columns >= 0) return;
    const bounds = this.#bounds;
    let columns = 1;
    bounds[0] = start;
    for (let at = start; at < end; at++)
      if (bytes[at] === BYTE.tab) {
        if (columns <= this.#wanted) bounds[columns] = at + 1;
        columns++;
      }
    if (columns <= this.#wanted) bounds[columns] = end + 1;
    this.#columns = columns;
  }
}

/** A text of ours as a cell: nothing in it may be taken for a tab, the end of a row or an escape. */
function cellOf(text: string): string {
  return text === '' ? NULL : text.replace(/[\t\n\r\\]/g, ' ');
}

/** What is said of rows, made once for all that have the same said of them. */
class WordTexts {
  readonly #words: readonly Word[];
  readonly #lang: Lang;
  readonly #known = new Map<number, Buffer>();
  #lastKey = -1;
  #last: Buffer = Buffer.alloc(0);

  constructor(words: readonly Word[], lang: Lang) {
    this.#words = words;
    this.#lang = lang;
  }

  of(settler: Settler, row: number): Buffer {
    const { results } = settler;
    const status = results.status[row] as number;
    if (status === STATUS.rejected) return this.#refused(results, row);
    const notices = results.noticeSet[row] as number;
    const policy = results.policy[row] as number;
    const key = (policy * 2 + status) * 2 ** 24 + notices;
    if (key === this.#lastKey) return this.#last;
    let text = this.#known.get(key);
    if (!text) {
      text = this.#cells({
        est_policy: settler.tally.policyId(policy),
        est_status: status === STATUS.ok ? 'ok' : 'not_covered',
        est_notices: results.notices.texts[notices] ?? '',
      });
      this.#known.set(key, text);
    }
    this.#lastKey = key;
    this.#last = text;
    return text;
  }

  #refused({ rejections }: ResultTable, row: number): Buffer {
    const problems = rejections.get(row) ?? [];
    return this.#cells({
      est_status: 'rejected',
      est_code: problems[0]?.code ?? 'INTERNAL',
      est_message: messageOf(problems, this.#lang),
    });
  }

  #cells(texts: Partial<Record<Word, string>>): Buffer {
    return Buffer.from(this.#words.map((word) => `\t${cellOf(texts[word] ?? '')}`).join(''));
  }
}
