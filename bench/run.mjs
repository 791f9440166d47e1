// Measures what docs promise: node bench/run.mjs [rounds] [--large]. Prints one table; nothing here is a test, because times are
// those of one machine. Ratios are taken within a run, turn by turn, and are what can be compared between machines.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSource } from '../scripts/from-source.mjs';
import { measureBatch } from './batch/measure.mjs';
import { measureLibrary } from './library.mjs';
import { median } from './median.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const large = process.argv.includes('--large');
const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 9);
// Inside the project, so that the packages are found from there.
const scratch = mkdtempSync(path.join(root, 'node_modules', '.bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const rows = [];
const add = (what, measured, goal = '') => rows.push([what, measured, goal]);
const grouped = (number) => Math.round(number).toLocaleString('en-US');

async function engine() {
  const { measureEngine } = await import(await fromSource('bench/engine.ts'));
  const found = await measureEngine(root, rounds);
  const mixture = `${found.plans} plans, ${found.lines.toFixed(1)} lines each`;
  add(
    `settle, all amounts (${mixture})`,
    `${(found.claimsPerSecond / 1e6).toFixed(2)} M claims/s`,
    '>= 2 M claims/s',
  );
  add('  against decimal.js, same rules', `${found.timesDecimal.toFixed(0)} x`, '>= 50 x');
  add('  decimal.js alone', `${grouped(found.decimalPerSecond)} claims/s`);
  add('resolve, one plan', `${found.resolveMicroseconds.toFixed(0)} us`);
  add('explain, one claim', `${found.explainMicroseconds.toFixed(0)} us`);
  add('estimate, one claim, policies loaded', `${found.estimateMicroseconds.toFixed(0)} us`);
}

/** Wall time of one process, in milliseconds. */
function wall(args) {
  const start = process.hrtime.bigint();
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (done.status !== 0) throw new Error(`node ${args.join(' ')} exited with ${done.status}\n${done.stderr}`);
  return time;
}

function start() {
  const dist = path.join(root, 'dist', 'cli.js');
  if (!existsSync(dist)) {
    add('start of the command', 'not measured: npm run build first', '<= 2 x node');
    return;
  }
  const claim = path.join(scratch, 'claim.yaml');
  const fields = ['region: "371300"', 'insurance: employee', 'care: inpatient', 'hospital: { level: 3 }'];
  writeFileSync(claim, [...fields, 'date: 2025-05-01', 'expenses: { total: 120600 }', ''].join('\n'));
  const flags =
    '--region 371300 --insurance employee --care inpatient --level 3 --date 2025-05-01 --total 120600';
  const runs = {
    node: ['-e', '0'],
    flags: ['bin/baoxiao.js', 'estimate', ...flags.split(' ')],
    file: ['bin/baoxiao.js', 'estimate', '--claim', claim],
  };
  const times = { node: [], flags: [], file: [] };
  // In turn, so that a busy moment hits all of them.
  for (let round = -1; round < Math.max(9, rounds * 2); round++) {
    for (const [name, args] of Object.entries(runs)) {
      const time = wall(args);
      if (round >= 0) times[name].push(time);
    }
  }
  const ratio = (name) => median(times[name].map((time, round) => time / times.node[round])).toFixed(2);
  add('node -e 0', `${median(times.node).toFixed(0)} ms`);
  add(
    'baoxiao estimate, flags',
    `${median(times.flags).toFixed(0)} ms, ${ratio('flags')} x node`,
    '<= 2 x node',
  );
  add(
    'baoxiao estimate, claim in YAML',
    `${median(times.file).toFixed(0)} ms, ${ratio('file')} x node`,
    '<= 2 x node',
  );
}

function library() {
  if (!existsSync(path.join(root, 'dist', 'cli.js'))) return;
  const { counts, found } = measureLibrary(root, scratch, rounds, wall);
  for (const { name, few, many, ratio } of found) {
    add(
      `${name}, ${grouped(counts.few)} and ${grouped(counts.many)} policies`,
      `${few.toFixed(0)} and ${many.toFixed(0)} ms, ${ratio.toFixed(2)} x`,
      '<= 1.1 x',
    );
  }
}

function batch() {
  const found = measureBatch(Math.min(5, rounds), large);
  const of = `${grouped(found.rows)} rows, ${found.megabytes.toFixed(0)} MB`;
  add(`batch, ${of}`, `${found.seconds.toFixed(2)} s, ${(found.perSecond / 1e6).toFixed(2)} M rows/s`);
  add('  peak memory', `${found.peak} MB`, '< 300 MB');
  add(
    '  against DuckDB, same rules, two threads',
    `${found.timesDuck.toFixed(2)} x (${found.duckSeconds.toFixed(2)} s, ${found.duckPeak} MB)`,
    '>= 1.5 x',
  );
  add(
    '  against csv-parse and decimal.js',
    `${found.timesPlain.toFixed(1)} x (${found.plainSeconds.toFixed(1)} s, ${found.plainPeak} MB)`,
    '>= 15 x',
  );
  if (found.largeRows === undefined) return;
  add(
    `batch, ${grouped(found.largeRows)} rows`,
    `${found.largePeak} MB, ${(found.largePerSecond / 1e6).toFixed(2)} M rows/s`,
    '< 300 MB',
  );
}

await engine();
start();
library();
batch();

const [{ model = 'unknown' } = {}] = cpus();
console.log(
  `node ${process.version}, ${cpus().length} x ${model.trim()}, ${process.platform} ${process.arch}, medians of ${rounds} rounds\n`,
);
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
for (const [what, measured, goal] of rows)
  console.log(`${what.padEnd(widths[0])}  ${measured.padStart(widths[1])}${goal && `   goal ${goal}`}`);
