// Fetches the Node runtimes with npm and takes out of their packages what an executable needs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { VERSION } from './targets.mjs';

/** The package of a target's runtime, from the cache or the registry; checked against the sum that is written down here. */
export function fetchRuntime(target, cache) {
  const file = path.join(cache, `${target.package}-${VERSION}.tgz`);
  if (!existsSync(file)) download(`${target.package}@${VERSION}`, cache);
  const bytes = readFileSync(file);
  const sum = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (sum === target.integrity) return gunzipSync(bytes);
  rmSync(file);
  throw new Error(`${target.package}@${VERSION} is not what was expected: its sum is ${sum}`);
}

function download(name, cache) {
  mkdirSync(cache, { recursive: true });
  const done = spawnSync('npm', ['pack', name, '--pack-destination', cache, '--silent'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error(`npm pack ${name} failed (${done.error?.message ?? done.status})`);
}

/** One file of an unpacked package. */
export function fileOf(tar, name) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(textAt(tar, at + 124, 12), 8);
    if (textAt(tar, at, 100) === `package/${name}`) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the package has no ${name}`);
}

function textAt(tar, from, length) {
  return tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
}
