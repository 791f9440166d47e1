// npm run bench: how fast it settles, against the decimal.js reading of the same policies in the same run, and how long a
// one-shot estimate takes, against `node -e 0`. Machines are noisy: medians and ratios are what counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const CLAIMS = 5000;
const ROUNDS = 7;
const STARTS = 21;

const folder = mkdtempSync(join(root, 'dist', 'bench-'));
try {
  const outfile = join(folder, 'settle.mjs');
  await build({
    entryPoints: [join(root, 'bench', 'settle.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}\n`);
  await settleSpeed(await import(pathToFileURL(outfile).href));
  startUp();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function settleSpeed(bench) {
  const works = await bench.prepareWork(join(root, 'policies'), CLAIMS);
  const claims = works.length * CLAIMS;
  const differing = bench.disagreements(works);
  if (differing > 0) throw new Error(`${differing} of ${claims} claims differ from the decimal.js reading`);
  bench.timeEngine(works, 20);
  const engine = [];
  const decimal = [];
  for (let round = 0; round < ROUNDS; round++) {
    engine.push((claims * 20) / bench.timeEngine(works, 20));
    decimal.push(claims / bench.timeDecimal(works));
  }
  const plans = bench.timePlans(works, 300);
  const ratio = median(engine.map((speed, index) => speed / decimal[index]));
  console.log(
    `settling, one core, whole breakdown, ${works.length} kinds of claim, ${claims} claims, equal to the fen`,
  );
  row('integer engine', `${millions(median(engine))} M claims/s`, 'goal 2 M');
  row('decimal.js reading', `${millions(median(decimal))} M claims/s`);
  row('ratio', `${ratio.toFixed(0)} times`, 'goal 50 times');
  row('making a plan', `${(plans.resolve * 1e6).toFixed(0)} µs`);
  row('settling and explaining one', `${(plans.explain * 1e6).toFixed(0)} µs`);
}

function startUp() {
  const cli = join(root, 'bin', 'baoxiao.js');
  if (!existsSync(join(root, 'dist', 'cli.js'))) throw new Error('dist is missing: npm run build');
  const flags =
    '--region 371300 --insurance employee --care inpatient --level 3 --date 2025-05-01 --total 120600'.split(
      ' ',
    );
  const kinds = {
    'node -e 0': ['-e', '0'],
    'estimate, from flags': [cli, 'estimate', ...flags],
    'estimate, from flags, JSON': [cli, 'estimate', ...flags, '--format', 'json'],
    'estimate, from a YAML claim': [
      cli,
      'estimate',
      '--claim',
      join(root, 'fixtures', 'claims', 'f03-linyi-employee.yaml'),
    ],
  };
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round < STARTS; round++) {
    for (const [kind, args] of Object.entries(kinds)) {
      const start = performance.now();
      const run = spawnSync(process.execPath, args, { stdio: 'ignore' });
      times[kind].push(performance.now() - start);
      if (run.status !== 0) throw new Error(`${kind} exited with ${run.status}`);
    }
  }
  console.log(`\none-shot start, ${STARTS} rounds in turn`);
  for (const kind of Object.keys(kinds)) {
    const ratio = median(times[kind].map((time, index) => time / times['node -e 0'][index]));
    row(
      kind,
      `${median(times[kind]).toFixed(0)} ms`,
      kind === 'node -e 0' ? '' : `${ratio.toFixed(2)} times node -e 0 (goal 2)`,
    );
  }
}

function row(label, value, remark = '') {
  console.log(`  ${label.padEnd(30)}${value.padStart(20)}   ${remark}`.trimEnd());
}

function millions(perSecond) {
  return (perSecond / 1e6).toFixed(2);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
