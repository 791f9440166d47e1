import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Target } from '../../../src/batch/io/target.ts';
import { workFolder } from './files.ts';

const folder = workFolder();
let folders = 0;

/** A path in a folder of its own. */
function fresh(before?: string): string {
  const inside = join(folder, String(++folders));
  mkdirSync(inside);
  const path = join(inside, 'out.csv');
  if (before !== undefined) writeFileSync(path, before);
  return path;
}

const namesBeside = (path: string) => readdirSync(join(path, '..')).toSorted();

/** The number of a process that is no more. */
const gone = spawnSync(process.execPath, ['--version']).pid;

describe('a file being written', () => {
  test.each([undefined, 'old'])('has its name only when it is whole; before that: %j', async (before) => {
    const path = fresh(before);
    const now = () => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    const target = new Target(path, false);
    expect(now()).toBe(before);
    await target.write(Buffer.from('first '));
    await target.write(Buffer.alloc(0));
    await target.write(Buffer.from('second'));
    expect(now()).toBe(before);
    await target.finish();
    expect(now()).toBe(before);
    expect(readFileSync(target.draft, 'utf8')).toBe('first second');
    target.rename();
    expect(now()).toBe('first second');
    expect(namesBeside(path)).toEqual(['out.csv']);
  });

  test.each([undefined, 'old'])('that is given up leaves what was there: %j', async (before) => {
    for (const finished of [false, true]) {
      const path = fresh(before);
      const target = new Target(path, false);
      await target.write(Buffer.from('half'));
      if (finished) await target.finish();
      target.discard();
      target.discard();
      expect(namesBeside(path)).toEqual(before === undefined ? [] : ['out.csv']);
      if (before !== undefined) expect(readFileSync(path, 'utf8')).toBe(before);
    }
  });

  test('copies what it is given: the caller may use the memory again', async () => {
    for (const gzip of [false, true]) {
      const path = fresh();
      const target = new Target(path, gzip);
      const bytes = Buffer.alloc(400_000);
      for (const letter of 'abcdefghijkl') {
        bytes.fill(letter);
        await target.write(bytes);
      }
      bytes.fill('!');
      await target.finish();
      target.rename();
      const expected = [...'abcdefghijkl'].map((letter) => letter.repeat(400_000)).join('');
      const stored = readFileSync(path);
      expect((gzip ? gunzipSync(stored) : stored).toString() === expected).toBe(true);
    }
  });

  test.each([0, 1, 1000, (1 << 20) - 1, 1 << 20, 3_333_333, 9 << 20])(
    'compressed, %i bytes come back',
    async (size) => {
      const path = fresh();
      const bytes = Buffer.alloc(size, 'row of text\n');
      const target = new Target(path, true);
      for (let at = 0; at < size; at += 700_001) await target.write(bytes.subarray(at, at + 700_001));
      await target.finish();
      target.rename();
      const stored = readFileSync(path);
      expect((size === 0 && stored.length === 0 ? stored : gunzipSync(stored)).equals(bytes)).toBe(true);
    },
  );

  test('keeps to itself what the file before it kept to itself', () => {
    const path = fresh('old');
    chmodSync(path, 0o600);
    const target = new Target(path, false);
    expect(statSync(target.draft).mode & 0o777).toBe(0o600);
    target.rename();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('behind a link takes the place of what the link leads to', async () => {
    const path = fresh('old');
    const link = join(path, '..', 'link.csv');
    symlinkSync(path, link);
    const target = new Target(link, false);
    await target.write(Buffer.from('new'));
    await target.finish();
    target.rename();
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(namesBeside(path)).toEqual(['link.csv', 'out.csv']);
    expect(readFileSync(link, 'utf8')).toBe('new');
  });

  test('takes away what killed runs have left, and nothing else', () => {
    const path = fresh();
    const others = [
      `out.csv.${process.ppid}.partial`, // a run that goes on
      `out.csv.${gone}.partial.txt`,
      `out.csv.${gone}x.partial`,
      `other.csv.${gone}.partial`,
      'out.csv.partial',
      'out.csv.gz',
    ];
    for (const name of [...others, `out.csv.${gone}.partial`]) writeFileSync(join(path, '..', name), '');
    const target = new Target(path, false);
    target.discard();
    expect(namesBeside(path)).toEqual(others.toSorted());
  });

  test('cannot be a folder, nor stand in one that is not there', () => {
    const path = fresh();
    mkdirSync(path);
    expect(() => new Target(path, false)).toThrow('IS_A_FOLDER');
    expect(namesBeside(path)).toEqual(['out.csv']);
    expect(() => new Target(join(path, 'nowhere', 'out.csv'), false)).toThrow('ENOENT');
  });
});
