import { closeSync, readFileSync, writeFileSync } from 'node:fs';
import { type Diagnostic, fail } from '../diagnostics/diagnostic.ts';
import { Replacement } from '../files/replacement.ts';

/** Claims are typed by hand or written by a form; anything larger is another file. */
const MAX_CLAIM_BYTES = 5_000_000;

/**
 * A text file, or standard input for `-`.
 * @throws BaoxiaoError when it cannot be read, in plain words
 */
export function readText(path: string): string {
  try {
    const text = decode(readFileSync(path === '-' ? 0 : path));
    if (text.length > MAX_CLAIM_BYTES)
      fail({
        code: 'FILE_TOO_LARGE',
        message: { zh: `文件 ${path} 过大`, en: `the file ${path} is too large` },
      });
    return text;
  } catch (error) {
    const known = fileProblem(error, path);
    return known ? fail(known) : rethrow(error);
  }
}

/** Folders without a policy: a mistyped name must not look like nothing to report. */
export function noPolicyFiles(paths: readonly string[]): never {
  return fail({
    code: 'NO_POLICY_FILES',
    message: {
      zh: `${paths.join('、')} 里没有政策文件`,
      en: `there are no policy files in ${paths.join(', ')}`,
    },
    hint: {
      zh: '政策文件放在 <代码>-<拼音>/<险种>.yaml',
      en: 'policy files lie at <code>-<pinyin>/<scheme>.yaml',
    },
  });
}

/**
 * A policy or a file of cases, which is UTF-8: what else it may be is told when it is read as YAML.
 * @throws BaoxiaoError when it cannot be read, in plain words
 */
export function readRules(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const known = fileProblem(error, path);
    return known ? fail(known) : rethrow(error);
  }
}

/** UTF-8, or what Chinese systems write where it is not: GB18030 (GBK); UTF-16 where it says so itself. */
function decode(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * Writes a file whole or not at all.
 * @throws BaoxiaoError when it cannot be written, in plain words
 */
export function writeText(named: string, text: string): void {
  const file = new Replacement(named);
  try {
    writeDraft(file, text);
    file.commit();
  } catch (error) {
    file.discard();
    const known = fileProblem(error, file.path);
    if (known) fail(known);
    throw error;
  }
}

/** Writes the whole content of a file that does not have its name yet. */
export function writeDraft(file: Replacement, content: string | Buffer): void {
  const handle = file.open();
  try {
    writeFileSync(handle, content);
  } finally {
    closeSync(handle);
  }
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  ENOENT: ['没有这个文件或文件夹', 'there is no such file or folder'],
  EACCES: ['没有权限', 'permission denied'],
  EPERM: ['没有权限', 'permission denied'],
  EISDIR: ['这是文件夹', 'it is a folder'],
  ENOTDIR: ['路径中有一段不是文件夹', 'a part of the path is not a folder'],
  EFBIG: ['文件太大，磁盘或系统不允许', 'the file is too large for the disk or the system'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
  EROFS: ['磁盘只读', 'the disk is read-only'],
};

/** A file error in plain words; undefined when it is another kind of error. */
export function fileProblem(error: unknown, path?: string): Diagnostic | undefined {
  const { code, path: own } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  if (!reason) return undefined;
  const name = path ?? own ?? '';
  return {
    code: 'FILE',
    severity: 'error',
    message: { zh: `${name}：${reason[0]}`, en: `${name}: ${reason[1]}` },
    value: name,
  };
}

function rethrow(error: unknown): never {
  throw error;
}
