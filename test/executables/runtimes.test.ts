import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { fetchRuntime, fileOf } from '../../scripts/executables/runtimes.mjs';
// @ts-expect-error a script without types
import { VERSION } from '../../scripts/executables/targets.mjs';

const CACHE = mkdtempSync(join(tmpdir(), 'baoxiao-runtimes-'));
afterAll(() => rmSync(CACHE, { recursive: true, force: true }));

/** A package as npm packs it, of files with a name and a text. */
function packed(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const head = Buffer.alloc(512);
    head.write(`package/${name}`);
    head.write(text.length.toString(8).padStart(11, '0'), 124);
    const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    body.write(text);
    return [head, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('the package of a runtime', () => {
  const bytes = packed({ LICENSE: 'free', 'bin/node': 'x'.repeat(700) });
  const file = join(CACHE, `some-node-${VERSION}.tgz`);
  const sum = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

  it('is taken from the cache where it has the sum that is written down', () => {
    writeFileSync(file, bytes);
    const tar = fetchRuntime({ package: 'some-node', integrity: sum }, CACHE);
    expect(fileOf(tar, 'bin/node').toString()).toBe('x'.repeat(700));
    expect(fileOf(tar, 'LICENSE').toString()).toBe('free');
    expect(() => fileOf(tar, 'bin/other')).toThrow('the package has no bin/other');
  });

  it('is refused and thrown away where it is another', () => {
    writeFileSync(file, packed({ 'bin/node': 'something else' }));
    expect(() => fetchRuntime({ package: 'some-node', integrity: sum }, CACHE)).toThrow(
      'not what was expected',
    );
    expect(existsSync(file)).toBe(false);
  });
});
