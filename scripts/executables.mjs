// Builds executables/: the program with its policies and a Node runtime in one file, for Linux and for Windows.
// Run: npm run executables (on Linux x64). See docs/EXECUTABLES.md.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'postject';
import { bundle, manifestOf, packageFiles } from './executables/bundle.mjs';
import { thirdParty } from './executables/licences.mjs';
import { unsigned } from './executables/pe.mjs';
import { fetchRuntime, fileOf } from './executables/runtimes.mjs';
import { FUSE, RESOURCE, TARGETS } from './executables/targets.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cache = path.join(root, 'node_modules', '.cache', 'baoxiao-executables');
const output = path.join(root, 'executables');
const mib = (bytes) => `${(bytes / 1048576).toFixed(1)} MiB`;

function run(program, args) {
  const done = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  if (done.status === 0) return;
  throw new Error(`${[program, ...args].join(' ')} failed: ${done.error?.message ?? done.stderr}`);
}

/** Has the runtime of this machine prepare what is put inside: the main script and, by name, the other files. */
function prepare(work, { main, assets, target, host }) {
  const config = path.join(work, `${target.id}.json`);
  const blob = path.join(work, `${target.id}.blob`);
  const settings = {
    main,
    output: blob,
    disableExperimentalSEAWarning: true,
    // Compiled code fits the system it was compiled on and no other.
    useCodeCache: target.platform === process.platform,
    assets,
  };
  writeFileSync(config, JSON.stringify(settings));
  run(host, ['--experimental-sea-config', config]);
  return readFileSync(blob);
}

/** Puts what was prepared into the runtime of a target. */
async function seal(target, runtime, blob) {
  const folder = path.join(output, target.id);
  const file = path.join(folder, target.output);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, target.platform === 'win32' ? unsigned(runtime) : runtime);
  await quietly(() => inject(file, RESOURCE, blob, { sentinelFuse: FUSE }));
  chmodSync(file, 0o755);
  return file;
}

/** Node's notes for debuggers have names that postject does not know, which it says of each; anything else is shown. */
async function quietly(work) {
  const { warn } = console;
  console.warn = (text) => /section name '\.note(\.\d+)?'$/.test(String(text).trim()) || warn(text);
  try {
    await work();
  } finally {
    console.warn = warn;
  }
}

/** Writes the files that are inside and not in the package, and names all of them. */
function filesInside(work, made, notices) {
  const own = {
    'package.json': JSON.stringify(manifestOf(root)),
    'THIRD-PARTY.txt': notices,
    LICENSE: readFileSync(path.join(root, 'LICENSE'), 'utf8'),
  };
  const assets = packageFiles(root);
  for (const thread of made.threads) assets[`dist/${thread}.js`] = path.join(work, `${thread}.js`);
  for (const [name, text] of Object.entries(own)) {
    assets[name] = path.join(work, name);
    writeFileSync(assets[name], text);
  }
  const list = path.join(work, 'files.json');
  writeFileSync(list, JSON.stringify(Object.keys(assets).sort()));
  return { ...assets, 'files.json': list };
}

async function make(work) {
  run(process.execPath, ['scripts/build.mjs']);
  const here = TARGETS.find(({ platform }) => platform === process.platform);
  const host = path.join(work, path.basename(here.runtime));
  const hostPackage = fetchRuntime(here, cache);
  writeFileSync(host, fileOf(hostPackage, here.runtime), { mode: 0o755 });
  const made = await bundle(root, work);
  const notices = thirdParty(root, made.metafile, fileOf(hostPackage, 'LICENSE').toString('utf8'));
  const assets = filesInside(work, made, notices);
  rmSync(output, { recursive: true, force: true });
  const sums = [];
  for (const target of TARGETS) {
    const runtime =
      target === here ? readFileSync(host) : fileOf(fetchRuntime(target, cache), target.runtime);
    const blob = prepare(work, { main: made.main, assets, target, host });
    const file = await seal(target, runtime, blob);
    for (const name of ['LICENSE', 'THIRD-PARTY.txt'])
      copyFileSync(assets[name], path.join(path.dirname(file), name));
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
    sums.push(`${sum}  ${target.id}/${target.output}\n`);
    console.log(
      `executables: ${path.relative(root, file)} written (${mib(statSync(file).size)}, of which ${mib(blob.length)} ours)`,
    );
  }
  writeFileSync(path.join(output, 'SHA256SUMS'), sums.join(''));
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('executables: built on Linux x64 only');
  process.exit(2);
}
mkdirSync(cache, { recursive: true });
const work = mkdtempSync(path.join(cache, 'work-'));
try {
  await make(work);
} catch (error) {
  console.error(`executables: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
