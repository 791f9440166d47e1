import { type Diagnostic, Problems } from '../../diagnostics/diagnostic.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { BYTE } from '../csv/scan.ts';
import { columnOf } from '../header/layout.ts';
import type { HouseMap } from '../header/map.ts';
import { personToMask, readLayout } from '../header/read-layout.ts';
import { Cutter } from '../io/cutter.ts';
import type { Source } from '../io/source.ts';
import type { MaskRule } from '../mask.ts';
import type { Block, RowReader } from '../rows/row-reader.ts';
import { Settler } from '../settling/settler.ts';
import type { Setup } from '../setup.ts';
import { unusedAssumptions } from '../unused-assumptions.ts';
import { RowsApart } from './apart.ts';
import { checkColumns, LEDGER, type Piece, piecesOf } from './columns.ts';
import { PersonLedgers } from './ledgers.ts';
import { refuseControlA } from './separator.ts';
import { PipeWriter } from './writer.ts';

export interface PipeOptions {
  /** What the values of a row are, in order, under any name that a header may have. */
  readonly columns: readonly string[];
  /** What is wanted of each row; undefined: all of it and what was worked out. */
  readonly outputColumns?: readonly string[];
  readonly map: HouseMap;
  readonly mask?: MaskRule;
  readonly policies: readonly string[];
  readonly assumptions: ReadonlyMap<string, string>;
  readonly lang: Lang;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Settles rows as they come in, with as many rows in mind as one person has. */
export class Pipe {
  /** What the user should know of the columns. */
  readonly remarks: readonly Diagnostic[];
  readonly #setup: Setup;
  readonly #settler: Settler;
  readonly #writer: PipeWriter;
  readonly #apart = new RowsApart();
  readonly #ledgers: PersonLedgers | undefined;

  /** @throws BaoxiaoError where a column is missing, unknown or there twice */
  constructor(options: PipeOptions) {
    const { layout, remarks } = layoutOf(options);
    this.remarks = columnOf(layout, 'person') < 0 ? [...remarks, NO_PERSONS] : remarks;
    if (options.mask) personToMask(layout, undefined);
    const pieces = piecesOf(layout, options.outputColumns, options.mask !== undefined);
    this.#setup = setupOf(options, layout, pieces);
    const library = openLibrary(options.policies);
    // A folder that is not there is told of whether or not there are rows.
    library.codes();
    this.#settler = new Settler(this.#setup, { library, assumptions: options.assumptions });
    this.#writer = new PipeWriter(this.#setup, pieces);
    const { closing } = this.#setup;
    const column = layout.headers.indexOf(LEDGER);
    if (closing || column >= 0) this.#ledgers = new PersonLedgers(this.#settler.registry, column, closing);
  }

  /**
   * Settles all rows of a source.
   * @param write takes the rows of a block; the bytes are used again once it is done with them
   */
  async run(source: Source, write: (rows: Buffer) => Promise<void>): Promise<void> {
    const { layout, dialect } = this.#setup;
    const person = columnOf(layout, 'person');
    const begin = await withoutMark(source);
    const columns = layout.headers.length;
    const cutter = new Cutter(source, begin, dialect, columns, person, Buffer.allocUnsafeSlow);
    const room = { bytes: Buffer.alloc(0) };
    let length = await cutter.next(room);
    refuseControlA(room.bytes, length, columns);
    for (; length > 0; length = await cutter.next(room))
      await write(await this.settle({ bytes: room.bytes, length }));
  }

  /** Settles a block, whose persons have no rows in the next one. @returns its rows, until the next block is settled */
  async settle(block: Block): Promise<Buffer> {
    const settler = this.#settler;
    const { bytes, length } = block;
    await settler.settle(block, this.#ledgers, (reader, read) => this.#barred(reader, read));
    const { rows } = settler.reader;
    this.#writer.begin(bytes, length);
    for (let row = 0; row < rows.count; row++)
      this.#writer.row(settler, bytes, row, this.#ledgers?.at(row, rows.person[row] as number));
    return this.#writer.end();
  }

  /** What the user should know when all rows have been settled. */
  afterwards(): readonly Diagnostic[] {
    return unusedAssumptions(this.#setup.assumptions, [...this.#settler.memory.usedAssumptions]);
  }

  #barred(reader: RowReader, bytes: Buffer): ReadonlyMap<number, readonly Diagnostic[]> {
    const barred = new Map<number, readonly Diagnostic[]>();
    for (const row of this.#apart.of(reader, bytes)) barred.set(row, [APART]);
    this.#ledgers?.read(reader, bytes, barred);
    return barred;
  }
}

const NO_PERSONS: Diagnostic = {
  code: 'NO_PERSON_COLUMN',
  severity: 'warning',
  message: {
    zh: '没有人员编号这一列：每行单独计算，不累计年度，也没有台账',
    en: 'no column holds person numbers: each row is settled by itself, no year is counted, and there are no ledgers',
  },
  hint: { zh: '列名写 person、psn_no 或人员编号', en: 'call it person, psn_no or 人员编号' },
};

const APART: Diagnostic = {
  code: 'ROWS_APART',
  severity: 'error',
  message: {
    zh: '这个人前面的行已经算完，中间隔着别人的行',
    en: 'the person’s earlier rows are settled already, others stand in between',
  },
  hint: { zh: '先按人员编号和结算时间排序', en: 'sort by person and date first' },
  field: 'person',
};

function layoutOf({ columns, map }: PipeOptions): ReturnType<typeof readLayout> {
  const problems = new Problems();
  checkColumns(columns, problems);
  problems.throwIfFailed();
  // The ledger is read apart from the claim.
  const ignore = columns.includes(LEDGER) ? new Set([...map.ignore, LEDGER]) : map.ignore;
  return readLayout(columns, { ...map, ignore }, false, undefined);
}

function setupOf(
  { policies, assumptions, lang, mask }: PipeOptions,
  layout: Setup['layout'],
  pieces: readonly Piece[],
): Setup {
  return {
    layout,
    dialect: { delimiter: BYTE.tab, newline: BYTE.lineFeed, rowPerLine: true },
    encoding: { encoding: 'utf-8', unsure: false, mark: false, utf16: false },
    lineBreak: '\n',
    policies,
    assumptions,
    lang,
    compare: false,
    closing: pieces.some(({ kind }) => kind === 'ledger'),
    excelSafe: false,
    ...(mask && { mask }),
  };
}

/** The first bytes of a source without a byte order mark, which would belong to the first value. */
async function withoutMark(source: Source): Promise<Buffer> {
  const begin = Buffer.alloc(1 << 16);
  let filled = 0;
  while (filled < MARK.length) {
    const count = await source.read(begin, filled);
    if (count === 0) break;
    filled += count;
  }
  const marked = begin.subarray(0, MARK.length).equals(MARK);
  return begin.subarray(marked ? MARK.length : 0, filled);
}
