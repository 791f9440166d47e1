import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import {
  decodeText,
  detectEncoding,
  type Encoding,
  encoderOf,
  encodingNamed,
  type TextEncoding,
} from '../../../src/batch/csv/encoding.ts';
import { BaoxiaoError } from '../../../src/diagnostics/diagnostic.ts';

const TEXT = '人员编号,医疗费总额,参保地\nP0001,18600.50,临沂市\nP0002,1.00,镕镕㐀\n';
const gbk = (text: string) => iconv.encode(text, 'gb18030');
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const UTF8: TextEncoding = { encoding: 'utf-8', unsure: false, mark: false, utf16: false };
const GB18030: TextEncoding = { ...UTF8, encoding: 'gb18030' };
const ASCII: TextEncoding = { ...UTF8, unsure: true };
const MARKED: TextEncoding = { ...UTF8, mark: true };
const UTF16: TextEncoding = { ...UTF8, utf16: true };

describe('the encoding is found', () => {
  test.each<[string, Buffer, TextEncoding]>([
    ['UTF-8', Buffer.from(TEXT), UTF8],
    ['UTF-8 with a mark', Buffer.concat([MARK, Buffer.from(TEXT)]), MARKED],
    ['ASCII with a mark is UTF-8 for sure', Buffer.concat([MARK, Buffer.from('a,b\n')]), MARKED],
    ['a mark and nothing else', MARK, MARKED],
    ['emoji at the end', Buffer.from('a,😀'), UTF8],
    ['GBK', gbk(TEXT), GB18030],
    ['GB18030 with four-byte characters', gbk('㐀㐁,a\n'), GB18030],
    ['GBK of one character', gbk('男\n'), GB18030],
    ['ASCII says nothing yet', Buffer.from('a,b\n1,2\n'), ASCII],
    ['nothing at all', Buffer.alloc(0), ASCII],
    ['UTF-16LE by its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), UTF16],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xff, 0x62]), GB18030],
    [
      'a UTF-8 file with one broken character is no UTF-8',
      Buffer.concat([Buffer.from('人\xff'), gbk('男')]),
      GB18030,
    ],
    ['surrogates in UTF-8 are no UTF-8', Buffer.from([0xed, 0xa0, 0x80, 0x61]), GB18030],
  ])('%s', (_, sample, expected) => expect(detectEncoding(sample)).toEqual(expected));

  test('UTF-8 is UTF-8 wherever the sample is cut, inside a character too', () => {
    const bytes = Buffer.from('ä人😀é龙𠀀,');
    // Up to the first whole character there is nothing to go by.
    for (let end = 2; end <= bytes.length; end++)
      expect([end, detectEncoding(bytes.subarray(0, end)).encoding]).toEqual([end, 'utf-8']);
  });

  test('GBK is GBK wherever the sample is cut', () => {
    const bytes = gbk(TEXT);
    for (let end = 2; end <= bytes.length; end++)
      expect([end, detectEncoding(bytes.subarray(0, end)).encoding]).toEqual([end, 'gb18030']);
  });

  test.each<[string, Encoding | 'utf-16le', TextEncoding]>([
    ['GBK named UTF-8', 'utf-8', UTF8],
    ['GBK named GBK', 'gb18030', GB18030],
    ['GBK named UTF-16', 'utf-16le', UTF16],
  ])('what is named wins: %s', (_, named, expected) =>
    expect(detectEncoding(gbk(TEXT), named)).toEqual(expected),
  );

  test('a mark is seen though the encoding is named', () => {
    expect(detectEncoding(Buffer.concat([MARK, Buffer.from('a')]), 'utf-8')).toEqual(MARKED);
  });

  test('big-endian UTF-16 is refused, with what to do', () => {
    const bytes = Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16();
    try {
      detectEncoding(bytes);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BaoxiaoError);
      const [problem] = (error as BaoxiaoError).diagnostics;
      expect(problem).toMatchObject({ code: 'ENCODING', hint: { en: expect.stringContaining('UTF-8') } });
    }
  });

  test.each([
    ['utf-8', 'utf-8'],
    ['UTF8', 'utf-8'],
    ['utf_8', 'utf-8'],
    ['gbk', 'gb18030'],
    ['GB 18030', 'gb18030'],
    ['GB2312', 'gb18030'],
    ['cp936', 'gb18030'],
    ['UTF-16', 'utf-16le'],
    ['utf-16le', 'utf-16le'],
    ['latin1', undefined],
    ['utf-16be', undefined],
    ['', undefined],
  ])('the name %j: %s', (name, encoding) => expect(encodingNamed(name)).toBe(encoding));
});

describe('values are decoded', () => {
  const decoded = (bytes: Buffer, encoding: Pick<TextEncoding, 'encoding' | 'unsure'>) =>
    decodeText(Buffer.concat([Buffer.from('人'), bytes, Buffer.from('人')]), 3, 3 + bytes.length, encoding);

  test.each<[string, Buffer, TextEncoding, string]>([
    ['UTF-8', Buffer.from('临沂😀'), UTF8, '临沂😀'],
    ['GB18030', gbk('临沂㐀'), GB18030, '临沂㐀'],
    ['UTF-8 after ASCII', Buffer.from('临沂'), ASCII, '临沂'],
    ['GBK after ASCII', gbk('临沂'), ASCII, '临沂'],
    ['GBK in a file that is UTF-8 for sure', Buffer.from([0xc4, 0x30]), UTF8, '\ufffd0'],
    ['half a character', Buffer.from('人').subarray(0, 2), UTF8, '\ufffd'],
    ['half a character of GBK', gbk('人').subarray(0, 1), GB18030, '\ufffd'],
    ['a mark amid the file is a character', MARK, UTF8, '\ufeff'],
    ['a mark after ASCII is a character', MARK, ASCII, '\ufeff'],
    ['nothing', Buffer.alloc(0), UTF8, ''],
    ['NUL', Buffer.from('a\0b'), GB18030, 'a\0b'],
  ])('%s', (_, bytes, encoding, text) => expect(decoded(bytes, encoding)).toBe(text));

  test('from memory that threads share, one after the other', () => {
    const shared = Buffer.from(new SharedArrayBuffer(64));
    for (const text of ['临沂', '泉州', '成都']) {
      for (const [bytes, encoding] of [
        [gbk(text), GB18030],
        [gbk(text), ASCII],
        [Buffer.from(text), UTF8],
        [Buffer.from(text), ASCII],
      ] as const) {
        shared.set(bytes, 5);
        expect(decodeText(shared, 5, 5 + bytes.length, encoding)).toBe(text);
      }
    }
  });

  test('a failed attempt leaves nothing behind for the next value', () => {
    expect(decoded(gbk('临').subarray(0, 1), ASCII)).toBe('\ufffd');
    expect(decoded(Buffer.from('沂'), ASCII)).toBe('沂');
  });
});

describe('text is encoded', () => {
  test('GB18030: every Han character of the BMP comes back, and so do signs and kana', async () => {
    const encode = await encoderOf('gb18030');
    const ranges = [
      [0x20, 0x7e],
      [0x3000, 0x303f],
      [0x3041, 0x30fe],
      [0x3400, 0x4dbf],
      [0x4e00, 0x9fff],
      [0xff01, 0xff5e],
    ] as const;
    const lost: string[] = [];
    for (const [from, to] of ranges) {
      const characters = Array.from({ length: to - from + 1 }, (_, index) =>
        String.fromCharCode(from + index),
      );
      for (const character of characters) {
        const bytes = encode(character);
        if (decodeText(bytes, 0, bytes.length, GB18030) !== character)
          lost.push(character.codePointAt(0)?.toString(16) ?? '');
      }
      const bytes = encode(characters.join(''));
      expect(decodeText(bytes, 0, bytes.length, GB18030)).toBe(characters.join(''));
    }
    expect(lost).toEqual([]);
  });

  test('GB18030: no byte of a character is a sign that separates values or rows', async () => {
    const encode = await encoderOf('gb18030');
    const signs = new Set([...Buffer.from('",;\t\r\n')]);
    for (let code = 0x80; code < 0xd800; code++) {
      const bytes = encode(String.fromCharCode(code));
      if (bytes.some((byte) => signs.has(byte))) expect([code.toString(16), bytes]).toBe('no such sign');
    }
  });

  test.each<[Encoding | 'utf-16le', string, readonly number[]]>([
    ['gb18030', '医', [0xd2, 0xbd]],
    ['gb18030', '€', [0xa2, 0xe3]],
    ['gb18030', '㐀', [0x81, 0x39, 0xee, 0x39]],
    ['utf-8', '医', [0xe5, 0x8c, 0xbb]],
    ['utf-16le', '医', [0x3b, 0x53]],
  ])('%s %s', async (encoding, text, bytes) => expect([...(await encoderOf(encoding))(text)]).toEqual(bytes));

  test('text of any kind comes back from GB18030 and UTF-8', async () => {
    for (const encoding of ['gb18030', 'utf-8'] as const) {
      const encode = await encoderOf(encoding);
      const common = fc.stringMatching(/^[\x20-\x7e\u4e00-\u9fff，。（）￥😀𠀀]{0,20}$/u);
      fc.assert(
        fc.property(common, (text) => {
          const bytes = encode(text);
          expect(decodeText(bytes, 0, bytes.length, { encoding, unsure: false })).toBe(text);
        }),
        { numRuns: 1000 },
      );
    }
  });
});
