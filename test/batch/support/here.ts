import { readFileSync } from 'node:fs';
import { NO_MAP, readHouseMap } from '../../../src/batch/header/map.ts';
import type { BatchOptions } from '../../../src/batch/options.ts';
import { runBatch } from '../../../src/batch/run.ts';
import type { BatchSummary } from '../../../src/batch/summary.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { columnsOf, csvText, type Row, readTable } from './csv.ts';
import { Folder } from './folder.ts';

type Paths = 'input' | 'output' | 'rejects' | 'map' | 'opening' | 'closing';

export interface Wishes extends Partial<Omit<BatchOptions, Paths>> {
  /** Text of the ledger to begin with. */
  readonly opening?: string;
  /** Whether a ledger is wanted. */
  readonly closing?: boolean;
  /** Text of a map file. */
  readonly map?: string;
  /** What the output is called; `.gz` at its end compresses it. */
  readonly outputName?: string;
}

export interface Result {
  /** What came out, row by row, by header. */
  readonly rows: readonly Row[];
  readonly rejects: readonly Row[];
  /** The files as they are. */
  readonly out: Buffer;
  readonly rejected: Buffer;
  /** Lines of the closing ledger. */
  readonly closing: readonly string[];
  readonly summary: BatchSummary;
  readonly remarks: readonly Diagnostic[];
}

/** Settles rows in this process and in this thread: no start of a program, so that a test can afford many. */
export async function settleRows(rows: readonly Row[], wishes: Wishes = {}): Promise<Result> {
  return settleBytes(csvText(columnsOf(rows), rows), wishes);
}

export async function settleBytes(
  bytes: string | Uint8Array,
  { map, outputName = 'out.csv', opening, closing = false, ...wishes }: Wishes = {},
): Promise<Result> {
  const folder = new Folder();
  const remarks: Diagnostic[] = [];
  try {
    const options: BatchOptions = {
      inputName: 'in.csv',
      compare: false,
      workers: 0,
      cores: 1,
      excelSafe: false,
      policies: [],
      assumptions: new Map(),
      lang: 'zh',
      ...wishes,
      input: folder.write('in.csv', bytes),
      output: folder.file(outputName),
      rejects: folder.file('rejects.csv'),
      ...(opening !== undefined && { opening: folder.write('opening.jsonl', opening) }),
      ...(closing && { closing: folder.file('closing.jsonl') }),
      map: map === undefined ? NO_MAP : readHouseMap(map, 'map.yaml'),
    };
    const finished = await runBatch(options, {
      remark: (told) => remarks.push(...told),
      progress: () => undefined,
    });
    finished.commit();
    const out = readFileSync(options.output);
    const rejected = readFileSync(options.rejects);
    return {
      get rows() {
        return readTable(out.toString());
      },
      get rejects() {
        return readTable(rejected.toString());
      },
      out,
      rejected,
      closing: options.closing === undefined ? [] : linesOf(readFileSync(options.closing, 'utf8')),
      summary: finished.summary,
      remarks,
    };
  } finally {
    folder.remove();
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.trimEnd().split('\n');
}
