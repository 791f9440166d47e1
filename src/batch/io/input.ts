import { canonicalName } from '../../claim/names.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import { detectEncoding, type Encoding, type TextEncoding, valueText } from '../csv/encoding.ts';
import { BYTE, type Dialect, ROW_PROBLEM, scannerOfAll } from '../csv/scan.ts';
import { openSource, type Source } from './source.ts';

/** An input whose header has been read. */
export interface Input {
  readonly source: Source;
  readonly encoding: TextEncoding;
  readonly dialect: Dialect;
  readonly headers: readonly string[];
  /** The header as it stands, without its line break. */
  readonly headerRow: Buffer;
  /** Lines of the header; the first row of data begins on the next one. */
  readonly headerLines: number;
  readonly lineBreak: '\n' | '\r\n' | '\r';
  /** Bytes behind the header that have been read already. */
  readonly rest: Buffer;
}

const SAMPLE = 1 << 20;
const DELIMITERS = [BYTE.comma, BYTE.tab, 0x3b];
const MOST_COLUMNS = 20_000;

/**
 * Opens an input and reads its header.
 * @param named what the user says of it, where it is not to be found out
 */
export async function openInput(
  path: string,
  named: { readonly encoding?: Encoding | 'utf-16le'; readonly delimiter?: number },
): Promise<Input> {
  const first = openSource(path);
  let sample = await readSample(first);
  const encoding = detectEncoding(sample, named.encoding);
  let source = first;
  if (encoding.utf16) {
    first.close();
    source = openSource(path, true);
    sample = await readSample(source);
  }
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
  const text = sample.subarray(mark);
  if (text.length === 0)
    fail({ code: 'EMPTY_FILE', message: { zh: `${path} 是空的`, en: `${path} is empty` } });
  const newline =
    text.includes(BYTE.lineFeed) || !text.includes(BYTE.carriageReturn) ? BYTE.lineFeed : BYTE.carriageReturn;
  const delimiter = named.delimiter ?? bestDelimiter(text, newline, encoding);
  checkDelimiter(delimiter, encoding);
  const dialect = { delimiter, newline };
  const header = readHeader(text, dialect, encoding, path);
  if (header.next >= text.length && sample.length === SAMPLE) headerTooLong(path);
  const crlf = newline === BYTE.lineFeed && text[header.end] === BYTE.carriageReturn;
  return {
    source,
    encoding: { ...encoding, mark: mark > 0 || encoding.mark },
    dialect,
    headers: header.cells,
    headerRow: Buffer.from(text.subarray(0, header.end)),
    headerLines: header.lines,
    lineBreak: crlf ? '\r\n' : newline === BYTE.lineFeed ? '\n' : '\r',
    rest: Buffer.from(text.subarray(header.next)),
  };
}

async function readSample(source: Source): Promise<Buffer> {
  const sample = Buffer.alloc(SAMPLE);
  let filled = 0;
  while (filled < SAMPLE) {
    const count = await source.read(sample, filled);
    if (count === 0) break;
    filled += count;
  }
  return sample.subarray(0, filled);
}

/** The delimiter that makes the most names of ours out of the header; a comma unless another does better. */
function bestDelimiter(text: Buffer, newline: number, encoding: TextEncoding): number {
  const known = DELIMITERS.map((delimiter) => {
    const { cells } = scanHeader(text, { delimiter, newline }, encoding);
    return cells.filter((cell) => canonicalName(cell) !== undefined).length;
  });
  const best = known.indexOf(Math.max(...known));
  return DELIMITERS[best] ?? BYTE.comma;
}

/** Bytes of these may be the second half of a Chinese character in GB18030. */
function checkDelimiter(delimiter: number, { encoding }: TextEncoding): void {
  const inCharacters = delimiter >= 0x40 || (delimiter >= 0x30 && delimiter <= 0x39);
  if (encoding !== 'gb18030' || !inCharacters) return;
  const sign = String.fromCharCode(delimiter);
  fail({
    code: 'DELIMITER',
    message: {
      zh: `GBK 文件不能用“${sign}”分列：它可能是汉字的一半`,
      en: `“${sign}” cannot separate columns in a GBK file: it may be half of a character`,
    },
    hint: { zh: '先把文件转成 UTF-8', en: 'convert the file to UTF-8 first' },
  });
}

function readHeader(text: Buffer, dialect: Dialect, encoding: TextEncoding, path: string): Header {
  const header = scanHeader(text, dialect, encoding);
  if (header.problem !== ROW_PROBLEM.none) {
    fail({
      code: 'BAD_HEADER',
      message: { zh: '第一行（表头）的引号不对', en: 'the quotes of the first row (the header) are wrong' },
      place: { file: path, line: 1, column: 1 },
    });
  }
  if (header.columns > MOST_COLUMNS) {
    fail({
      code: 'TOO_MANY_COLUMNS',
      message: {
        zh: `${header.columns} 列，最多 ${MOST_COLUMNS} 列`,
        en: `${header.columns} columns; at most ${MOST_COLUMNS}`,
      },
      place: { file: path, line: 1, column: 1 },
    });
  }
  return header;
}

function headerTooLong(path: string): never {
  return fail({
    code: 'BAD_HEADER',
    message: {
      zh: `第一行（表头）超过 ${SAMPLE} 字节`,
      en: `the first row (the header) has more than ${SAMPLE} bytes`,
    },
    hint: { zh: '文件是否没有换行？', en: 'is there no line break in the file?' },
    place: { file: path, line: 1, column: 1 },
  });
}

interface Header {
  readonly cells: readonly string[];
  readonly columns: number;
  readonly end: number;
  readonly next: number;
  readonly lines: number;
  readonly problem: number;
}

function scanHeader(text: Buffer, dialect: Dialect, encoding: TextEncoding): Header {
  const scanner = scannerOfAll(dialect, text);
  const next = scanner.scan(text, 0, text.length);
  const { columns } = scanner;
  const cells = Array.from({ length: columns }, (_, column) => valueText(text, scanner, column, encoding));
  return { cells, columns, end: scanner.end, next, lines: scanner.lines, problem: scanner.problem };
}
