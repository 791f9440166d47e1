// Uses the Linux executable in an empty folder, with nothing on the PATH, beside the package, and compares all they say and
// write; looks into the Windows one. Run: npm run executables && node scripts/executables-audit.mjs
// With --time instead: how long whole processes of both take.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFiles } from './executables/bundle.mjs';
import { commandLines, materials } from './executables/command-lines.mjs';
import { windowsFacts } from './executables/inspect.mjs';
import { SideBySide } from './executables/side-by-side.mjs';
import { TARGETS } from './executables/targets.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const built = TARGETS.map(({ id, output }) => path.join(root, 'executables', id, output));
const [linux, windows] = built;
const problems = [];
let checks = 0;

function check(ok, what, detail) {
  checks += 1;
  console.log(`  ${ok ? 'ok    ' : 'FAILED'}  ${what}`);
  if (ok) return;
  problems.push(what);
  if (detail) console.log(detail.trimEnd().replace(/^/gm, '          '));
}

/** The executable alone in a folder, as it is on a PC that it was copied to. */
function install(temp) {
  const folder = path.join(temp, 'empty');
  mkdirSync(folder);
  const file = path.join(folder, path.basename(linux));
  copyFileSync(linux, file);
  return file;
}

async function compare(sides) {
  const [installed] = sides.sides;
  const list = JSON.parse(sides.run(installed, ['policy', 'list', '--format', 'json']).out);
  const ids = list.policies.map(({ id }) => id);
  for (const [name, lines, wanted] of commandLines(root, ids)) {
    const found = [];
    for (const line of lines) {
      const difference = await sides.difference(line.split(' ').filter(Boolean), wanted);
      if (difference !== undefined) found.push(`baoxiao ${line}: ${difference}`);
    }
    check(found.length === 0, `${name} (${lines.length})`, found.join('\n'));
  }
}

function inspectWindows() {
  for (const [fact, holds, detail] of windowsFacts(windows, packageFiles(root))) check(holds, fact, detail);
}

/** Medians of whole processes, taken in turn. */
function time(sides) {
  const stay = 'estimate --claim claims/f03-linyi-employee.yaml';
  for (const line of ['--version', stay]) {
    const taken = sides.sides.map(() => []);
    for (let round = 0; round < 31; round++) {
      for (const [index, side] of sides.sides.entries()) {
        const start = process.hrtime.bigint();
        sides.run(side, line.split(' '));
        taken[index].push(Number(process.hrtime.bigint() - start) / 1e6);
      }
    }
    const medians = taken.map((times) => times.sort((a, b) => a - b)[15].toFixed(1));
    console.log(
      `  baoxiao ${line}: package (Node ${process.version}) ${medians[0]} ms, executable ${medians[1]} ms`,
    );
  }
}

async function audit(sides) {
  console.log('beside the package, in an empty folder, without a PATH');
  await compare(sides);
  console.log('inside the one for Windows');
  inspectWindows();
  for (const file of built) {
    for (const name of ['LICENSE', 'THIRD-PARTY.txt'])
      check(existsSync(path.join(path.dirname(file), name)), `${name} lies beside ${path.basename(file)}`);
  }
  console.log('sizes');
  for (const file of built) console.log(`  ${path.relative(root, file)}: ${statSync(file).size} bytes`);
}

const missing = [...built, path.join(root, 'dist/cli.js')].filter((file) => !existsSync(file));
if (missing.length > 0) {
  console.error(`executables audit: ${missing.join(', ')} missing; run npm run executables first`);
  process.exit(2);
}
const temp = mkdtempSync(path.join(os.tmpdir(), 'baoxiao-executables-'));
try {
  const sides = new SideBySide(temp, root, install(temp));
  await materials(root, sides, temp);
  if (process.argv.includes('--time')) time(sides);
  else await audit(sides);
} finally {
  rmSync(temp, { recursive: true, force: true });
}
for (const problem of problems) console.error(`  - ${problem}`);
if (checks > 0) console.log(`executables audit: ${checks - problems.length} of ${checks} checks passed`);
if (problems.length > 0) process.exitCode = 1;
