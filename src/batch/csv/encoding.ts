import { fail } from '../../diagnostics/diagnostic.ts';
import type { RowScanner } from './scan.ts';

/**
 * The two encodings that rows are read in as they stand. In both, the bytes of delimiters, quotes and line breaks stand
 * for nothing else, so no row needs to be decoded to be cut. UTF-16 is turned into UTF-8 on the way in.
 */
export type Encoding = 'utf-8' | 'gb18030';

export interface TextEncoding {
  readonly encoding: Encoding;
  /** Nothing but ASCII in the sample: a word that is not UTF-8 further on is read as GB18030. */
  readonly unsure: boolean;
  /** Byte order mark of the file, kept in the output. */
  readonly mark: boolean;
  /** The file itself is UTF-16, little-endian. */
  readonly utf16: boolean;
}

const NAMES: Readonly<Record<string, Encoding | 'utf-16le'>> = {
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
};

/** The encoding of a name such as `utf-8`, `GBK`; undefined when there is no such encoding here. */
export function encodingNamed(name: string): Encoding | 'utf-16le' | undefined {
  return NAMES[name.toLowerCase().replace(/[\s_-]/g, '')];
}

/** Finds the encoding from the beginning of a file; `named` wins. */
export function detectEncoding(sample: Uint8Array, named?: Encoding | 'utf-16le'): TextEncoding {
  const mark = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf;
  const utf16 = named === 'utf-16le' || (named === undefined && sample[0] === 0xff && sample[1] === 0xfe);
  if (utf16) return { encoding: 'utf-8', unsure: false, mark: false, utf16: true };
  if (sample[0] === 0xfe && sample[1] === 0xff) {
    fail({
      code: 'ENCODING',
      message: { zh: '文件是大端 UTF-16，不支持', en: 'the file is big-endian UTF-16, which is not read' },
      hint: { zh: '另存为 UTF-8 或 GBK', en: 'save it as UTF-8 or GBK' },
    });
  }
  if (named !== undefined) return { encoding: named as Encoding, unsure: false, mark, utf16: false };
  if (mark) return { encoding: 'utf-8', unsure: false, mark, utf16: false };
  if (sample.every((byte) => byte < 0x80))
    return { encoding: 'utf-8', unsure: true, mark: false, utf16: false };
  return {
    encoding: isUtf8(sample) ? 'utf-8' : 'gb18030',
    unsure: false,
    mark: false,
    utf16: false,
  };
}

/** Whether bytes are UTF-8, a character cut off at their end aside. */
function isUtf8(bytes: Uint8Array): boolean {
  let end = bytes.length;
  for (let back = 0; back < 3 && end > 0 && (bytes[end - 1] as number) >= 0x80; back++) {
    end--;
    if ((bytes[end] as number) >= 0xc0) break;
  }
  return decodable(bytes.subarray(0, end)) || decodable(bytes);
}

function decodable(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
let gb18030: InstanceType<typeof TextDecoder> | undefined;

/** Text of a value; bytes that are no text become the replacement character. */
export function decodeText(
  bytes: Uint8Array,
  start: number,
  end: number,
  { encoding, unsure }: Pick<TextEncoding, 'encoding' | 'unsure'>,
): string {
  // A copy: decoders refuse memory that threads share.
  const part = Uint8Array.prototype.slice.call(bytes, start, end);
  if (encoding === 'utf-8' && !unsure) return UTF8.decode(part);
  if (encoding === 'utf-8') {
    try {
      return STRICT.decode(part);
    } catch {
      // Falls through to the other encoding.
    }
  }
  gb18030 ??= new TextDecoder('gb18030');
  return gb18030.decode(part);
}

/** Text of a value that a scanner has found, its doubled quotes made single. */
export function valueText(
  bytes: Uint8Array,
  scanner: RowScanner,
  slot: number,
  encoding: Pick<TextEncoding, 'encoding' | 'unsure'>,
): string {
  const text = decodeText(bytes, scanner.starts[slot] as number, scanner.ends[slot] as number, encoding);
  return scanner.doubled[slot] === 1 ? text.replaceAll('""', '"') : text;
}

/** Text as bytes of an encoding. GB18030 loads its table when it is first wanted. */
export async function encoderOf(encoding: Encoding | 'utf-16le'): Promise<(text: string) => Buffer> {
  if (encoding === 'utf-8') return (text) => Buffer.from(text, 'utf8');
  if (encoding === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  const { default: iconv } = await import('iconv-lite');
  return (text) => iconv.encode(text, 'gb18030');
}
