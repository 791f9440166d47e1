// Times the command, DuckDB and the plain script on one generated file, in turn, each in a process of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../median.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');
const ROWS = 2_000_000;
const LARGE_ROWS = 20_000_000;

/** Runs a script; seconds from start to end as seen from outside, and the peak memory that it prints. */
function run(args, cwd = here) {
  const start = process.hrtime.bigint();
  const done = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.status !== 0) throw new Error(`node ${args.join(' ')} exited with ${done.status}\n${done.stderr}`);
  const peak = /"peakMegabytes":(\d+)/.exec(`${done.stdout}\n${done.stderr}`)?.[1];
  return { seconds, peak: peak === undefined ? Number.NaN : Number(peak), output: done.stdout };
}

const batch = (input, output) =>
  run([
    '--import',
    path.join(here, 'peak.mjs'),
    path.join(root, 'bin', 'baoxiao.js'),
    'batch',
    input,
    '-o',
    output,
    '--policies',
    path.join(here, 'policies'),
  ]);

function install() {
  if (existsSync(path.join(here, 'node_modules', '@duckdb'))) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci'], { cwd: here, stdio: 'inherit' });
  if (done.status !== 0) throw new Error('npm ci in bench/batch failed');
}

/**
 * @param rounds of the command and DuckDB; the plain script, which is much slower, runs once
 * @param large whether the memory at twenty million rows is measured too
 */
export function measureBatch(rounds, large) {
  install();
  const scratch = mkdtempSync(path.join(tmpdir(), 'baoxiao-bench-'));
  const file = (name) => path.join(scratch, name);
  try {
    run(['generate.mjs', file('claims.csv'), String(ROWS)]);
    const size = statSync(file('claims.csv')).size;
    const ours = [];
    const duck = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(batch(file('claims.csv'), file('ours.csv')));
      duck.push(run(['duckdb.mjs', file('claims.csv'), file('duck.csv')]));
    }
    run(['compare.mjs', file('ours.csv'), file('duck.csv')]);
    rmSync(file('duck.csv'));
    const plain = run(['plain.mjs', file('claims.csv'), file('plain.csv')]);
    run(['compare.mjs', file('ours.csv'), file('plain.csv')]);
    rmSync(file('plain.csv'));
    const seconds = median(ours.map((one) => one.seconds));
    const figures = {
      rows: ROWS,
      megabytes: size / 1e6,
      seconds,
      perSecond: ROWS / seconds,
      peak: Math.max(...ours.map((one) => one.peak)),
      duckSeconds: median(duck.map((one) => one.seconds)),
      duckPeak: Math.max(...duck.map((one) => one.peak)),
      timesDuck: median(duck.map((one, round) => one.seconds / ours[round].seconds)),
      plainSeconds: plain.seconds,
      plainPeak: plain.peak,
      timesPlain: plain.seconds / seconds,
    };
    if (!large) return figures;
    rmSync(file('claims.csv'));
    run(['generate.mjs', file('large.csv'), String(LARGE_ROWS)]);
    const most = batch(file('large.csv'), file('ours.csv'));
    return {
      ...figures,
      largeRows: LARGE_ROWS,
      largePeak: most.peak,
      largePerSecond: LARGE_ROWS / most.seconds,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
