// Runs the Spark recipe on a cluster of two workers and holds it against `baoxiao batch`, row by row; then again with one
// executor killed while it settles. npm run test:spark -- [--rows N] [--tasks N] [--profile] [--keep] | --missing
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../bench/median.mjs';
import { writeClaims } from './spark/claims.mjs';
import {
  clusterEnvironment,
  killOneExecutor,
  spentByExecutors,
  startCluster,
  WORKERS,
} from './spark/cluster.mjs';
import { compare } from './spark/compare.mjs';
import { findEnvironment, installSpark, must } from './spark/environment.mjs';
import { copyPy, pack, settlePy, settleSql, submit } from './spark/job.mjs';
import { jvmShares, programShares } from './spark/profile.mjs';
import { readEach, readEvents, readSpent } from './spark/spent-in-spark.mjs';
import { tell } from './spark/tell.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const here = (name) => path.join(root, 'scripts', 'spark', name);
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    // Few: each starts the program anew. Two for each core, so that there is work left when an executor is killed.
    tasks: { type: 'string', default: '4' },
    profile: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    // Only says what this machine lacks, if anything; then ends with 1.
    missing: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const tasks = Number(values.tasks);
if (!(Number.isSafeInteger(rows) && rows >= 1000 && Number.isSafeInteger(tasks) && tasks >= WORKERS)) {
  console.error(`--rows: a whole number from 1000 on; --tasks: from ${WORKERS} on`);
  process.exit(2);
}

/** What a claim needs at least; how many columns there are makes no difference to a start. */
const COLUMNS = 'setl_time,insuplc_admdvs,insutype,med_type,medfee_sumamt';

/** Makes the claims, as CSV for the batch and as Parquet for Spark. */
async function prepare(spark, scratch) {
  const file = (name) => path.join(scratch, name);
  must(process.execPath, [
    path.join(root, 'bench', 'batch', 'generate.mjs'),
    file('generated.csv'),
    String(rows),
  ]);
  const made = await writeClaims(file('generated.csv'), file('claims.csv'));
  rmSync(file('generated.csv'));
  python(spark, scratch, ['write', file('claims.csv'), file('claims.parquet')]);
  return made;
}

const python = (spark, scratch, args) =>
  must(spark.python, [here('parquet.py'), ...args], { env: clusterEnvironment(spark, scratch) });

function batch(scratch) {
  const spent = path.join(scratch, 'spent-batch');
  mkdirSync(spent);
  const file = (name) => path.join(scratch, name);
  const start = process.hrtime.bigint();
  const args = ['batch', file('claims.csv'), '-o', file('batch.csv'), '--rejects', file('rejects.csv')];
  const command = [path.join(root, 'bin', 'baoxiao.js'), ...args, '--workers', String(WORKERS)];
  try {
    must(
      process.execPath,
      ['--import', here('spent.mjs'), ...command, '--policies', path.join(root, 'bench/batch/policies')],
      {
        env: { ...process.env, BAOXIAO_SPENT: spent },
      },
    );
  } catch (error) {
    // 1: some rows were rejected, as they should be.
    if (!/\nended with 1\n/.test(error.message)) throw error;
  }
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, ...readSpent(spent) };
}

/**
 * One run of a job.
 * @param how its script; `kill`: kill an executor while it settles; `jvm`: options
 */
async function run(name, place, how) {
  const { spark, cluster, scratch, shipped } = place;
  const at = (part) => path.join(scratch, name, part);
  for (const part of ['events', 'spent']) mkdirSync(at(part), { recursive: true });
  const before = await spentByExecutors(cluster);
  const job = submit(spark, cluster, scratch, {
    script: how.script,
    jvm: how.jvm,
    shipped,
    tasks,
    input: path.join(scratch, 'claims.parquet'),
    output: at('settled.parquet'),
    events: at('events'),
    log: at('submit.log'),
    node: `--import=${here('spent.mjs')}`,
    spent: at('spent'),
  });
  const killed = how.kill ? await killOneExecutor(cluster, job.running) : undefined;
  const ended = await job.ended;
  const cpu = (await spentByExecutors(cluster)) - before;
  const found = { ...ended, cpu, ...readEvents(at('events')), program: readSpent(at('spent')) };
  if (how.kill && (killed === undefined || found.failed === 0))
    throw new Error(`no executor was killed in the middle: process ${killed}, failed tasks ${found.failed}`);
  return found;
}

/** One run that settles, compared with what the batch has. @param how as for `run`; `whole`: every column is wanted */
async function settle(name, place, how) {
  const found = await run(name, place, how);
  const { spark, scratch } = place;
  const at = (part) => path.join(scratch, name, part);
  python(spark, scratch, ['read', at('settled.parquet'), at('text'), 'setl_id']);
  const [scored, rejects] = ['batch.csv', 'rejects.csv'].map((file) => path.join(scratch, file));
  const equal = await compare(scored, rejects, at('text'), how.whole);
  console.log(`${name}: ${equal.settled} rows settled and ${equal.rejected} rejected, equal to the batch`);
  if (!values.keep) for (const part of ['settled.parquet', 'text']) rmSync(at(part), { recursive: true });
  return { ...found, equal };
}

/** The same once more under profilers, which slow it down. */
async function profiled(place) {
  const folder = path.join(place.scratch, 'profile');
  mkdirSync(folder);
  await settle('profiled', place, {
    script: settlePy(root, ['--cpu-prof', `--cpu-prof-dir=${folder}`]),
    jvm: `-XX:StartFlightRecording=settings=profile,filename=${folder}/{{EXECUTOR_ID}}.jfr`,
    whole: true,
  });
  return { jvm: jvmShares(folder), program: programShares(folder) };
}

/** What one start of the program costs: CPU seconds for no rows, the median of five. */
function startOf(scratch) {
  const spent = path.join(scratch, 'spent-start');
  mkdirSync(spent);
  const command = [path.join(root, 'bin', 'baoxiao.js'), 'pipe', '--columns', COLUMNS];
  for (let round = 0; round < 5; round++)
    must(process.execPath, ['--import', here('spent.mjs'), ...command], {
      env: { ...process.env, BAOXIAO_SPENT: spent },
      input: '',
    });
  return median(readEach(spent).map(({ cpu }) => cpu));
}

async function main() {
  const environment = findEnvironment(root);
  if (environment.missing !== undefined) {
    console.log(`${values.missing ? '' : 'not run: '}this test needs ${environment.missing}`);
    process.exitCode = values.missing ? 1 : 0;
    return;
  }
  if (values.missing) return;
  if (!existsSync(path.join(root, 'dist', 'cli.js')))
    must(process.execPath, [path.join(root, 'scripts', 'build.mjs')]);
  const spark = installSpark(environment);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'baoxiao-spark-'));
  let cluster;
  try {
    // On the path of the cluster: Python for the driver, and no Node.
    mkdirSync(path.join(scratch, 'path'));
    symlinkSync(spark.python, path.join(scratch, 'path', 'python3'));
    const made = await prepare(spark, scratch);
    const shipped = pack(root, scratch);
    const one = batch(scratch);
    const start = startOf(scratch);
    cluster = await startCluster(spark, scratch);
    const place = { spark, cluster, scratch, shipped };
    const copy = await run('copy', place, { script: copyPy(root) });
    const whole = await settle('whole', place, { script: settlePy(root), whole: true });
    const broken = await settle('broken', place, { script: settlePy(root), whole: true, kill: true });
    const narrow = await settle('sql', place, { script: settleSql(root), whole: false });
    const shares = values.profile ? await profiled(place) : undefined;
    const found = {
      spark: spark.version,
      java: environment.java,
      made,
      one,
      start,
      copy,
      whole,
      broken,
      narrow,
      shares,
    };
    tell({ ...found, cores: WORKERS, tasks });
    if (values.keep) writeFileSync(path.join(scratch, 'found.json'), JSON.stringify(found, null, 2));
  } finally {
    await cluster?.stop();
    if (values.keep) console.log(`kept: ${scratch}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

await main();
