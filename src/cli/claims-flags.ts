import { createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { encodingNamed } from '../batch/csv/encoding.ts';
import { type HouseMap, NO_MAP, readHouseMap } from '../batch/header/map.ts';
import { isXlsx, xlsxToCsv } from '../batch/io/xlsx.ts';
import type { MaskRule } from '../batch/mask.ts';
import type { BatchOptions } from '../batch/options.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import { readText } from './files.ts';
import type { WorkFolder } from './work-folder.ts';

/** What commands that read a file of claims have in common: where it is and how it is written. */

/** The file itself; standard input and workbooks as a file of the run, which nobody else may read. */
export async function claimsFile(input: string, work: WorkFolder): Promise<string> {
  if (input === '-') return spooled(work);
  if (!isXlsx(input)) return input;
  const plain = work.file('in.csv');
  await xlsxToCsv(input, plain);
  return plain;
}

/** How the file is called in messages. */
export function claimsName(input: string): string {
  return input === '-' ? 'stdin' : input;
}

export function houseMapOf(value: unknown): HouseMap {
  return typeof value === 'string' ? readHouseMap(readText(value), value) : NO_MAP;
}

async function spooled(work: WorkFolder): Promise<string> {
  const path = work.file('in.csv');
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return path;
}

export function encodingOf(value: unknown, flag: string): BatchOptions['encoding'] {
  if (typeof value !== 'string') return undefined;
  return (
    encodingNamed(value) ??
    fail({
      code: 'BAD_FLAG',
      message: { zh: `${flag} ${value}：没有这种编码`, en: `${flag} ${value}: there is no such encoding` },
      hint: { zh: '可用：utf-8、gbk（gb18030）、utf-16', en: 'one of: utf-8, gbk (gb18030), utf-16' },
      value,
    })
  );
}

const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

export function delimiterOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const sign = DELIMITER_WORDS[value.toLowerCase()] ?? value;
  const code = sign.charCodeAt(0);
  if (sign.length === 1 && code < 0x80 && !/["\r\n0-9A-Za-z.\-_/]/.test(sign)) return code;
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: `--delimiter ${value}：不能作分隔符`,
      en: `--delimiter ${value}: this cannot separate columns`,
    },
    hint: { zh: '可用：, tab ; |', en: 'one of: , tab ; |' },
    value,
  });
}

export function workersOf(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  const most = 64;
  if (/^\d{1,2}$/.test(text) && Number(text) <= most) return Number(text);
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: `--workers ${text}：应是 0 到 ${most} 的整数`,
      en: `--workers ${text}: a whole number from 0 to ${most}`,
    },
    value: text,
  });
}

/** `stars`, or `hash:KEYFILE`: a key does not belong on a command line, where everyone on the machine can read it. */
export function maskOf(value: unknown): MaskRule | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  if (text === 'stars') return { kind: 'stars' };
  if (text.startsWith('hash:') && text.length > 5) {
    const key = readFileSync(text.slice(5), 'utf8').trim();
    if (key.length >= 16) return { kind: 'hash', key };
    return fail({
      code: 'WEAK_KEY',
      message: {
        zh: `${text.slice(5)}：密钥少于 16 个字符`,
        en: `${text.slice(5)}: the key has fewer than 16 characters`,
      },
      hint: { zh: '例如 openssl rand -hex 32 > 密钥文件', en: 'for example openssl rand -hex 32 > KEYFILE' },
    });
  }
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: `--mask ${text}：应是 stars 或 hash:密钥文件`,
      en: `--mask ${text}: stars, or hash:KEYFILE`,
    },
    value: text,
  });
}
