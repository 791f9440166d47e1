// A standalone cluster on this machine: a master and two workers with JVMs of their own, one core each.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const WORKERS = 2;
const PATIENCE = 60_000;
const POLL = 100;

/**
 * @param scratch for logs and what executors unpack
 * @returns its address, how to end it, and the processes in it
 */
export async function startCluster(spark, scratch) {
  const children = [];
  const start = (name, args) => {
    const log = path.join(scratch, `${name}.log`);
    const child = spawn(path.join(spark.home, 'bin', 'spark-class'), args, {
      env: clusterEnvironment(spark, scratch),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.pipe(createWriteStream(log));
    children.push(child);
    return { child, log };
  };
  const host = ['--host', '127.0.0.1', '--port', '0', '--webui-port', '0'];
  const stop = async () => {
    const ended = children.map(
      (child) => child.exitCode !== null || new Promise((done) => child.once('exit', done)),
    );
    for (const child of children) child.kill();
    await Promise.all(ended);
  };
  try {
    const master = start('master', ['org.apache.spark.deploy.master.Master', ...host]);
    const address = await logged(master, /(spark:\/\/127\.0\.0\.1:\d+)/);
    for (let number = 1; number <= WORKERS; number++) {
      const work = path.join(scratch, `worker-${number}`);
      mkdirSync(work);
      const size = ['--cores', '1', '--memory', '1500m', '--work-dir', work];
      const worker = start(`worker-${number}`, [
        'org.apache.spark.deploy.worker.Worker',
        ...host,
        ...size,
        address,
      ]);
      await logged(worker, /(Successfully registered with master)/);
    }
    return { address, stop, workers: children.slice(1).map((child) => child.pid) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nothing of npm or of this Node reaches the cluster: what a job needs, it has to ship. */
export function clusterEnvironment(spark, scratch) {
  const { JAVA_HOME, LANG } = process.env;
  return {
    ...(JAVA_HOME && { JAVA_HOME }),
    LANG: LANG ?? 'C.UTF-8',
    PATH: `${path.join(scratch, 'path')}:${JAVA_HOME ? `${JAVA_HOME}/bin:` : ''}/usr/bin:/bin`,
    HOME: scratch,
    SPARK_HOME: spark.home,
    SPARK_LOCAL_IP: '127.0.0.1',
    SPARK_LOCAL_DIRS: path.join(scratch, 'local'),
    SPARK_DAEMON_MEMORY: '256m',
    PYSPARK_PYTHON: spark.python,
  };
}

/** Waits until a process has written a line of its log. */
async function logged({ child, log }, pattern) {
  for (let waited = 0; waited < PATIENCE; waited += POLL) {
    let text = '';
    try {
      text = readFileSync(log, 'utf8');
    } catch {
      // Not there yet.
    }
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`${path.basename(log)}:\n${text.slice(-2000)}`);
    await pause(POLL);
  }
  throw new Error(`${path.basename(log)} does not say ${pattern} within ${PATIENCE / 1000} s`);
}

/** Every process there is: its parent and its command line. */
function processes() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, program, state, parent] = /\((.*)\) (\S) (\d+)/s.exec(stat) ?? [];
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      found.set(Number(name), {
        parent: Number(parent),
        unreaped: state === 'Z' && program === 'java',
        words,
      });
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

const isExecutor = (words = []) => words.some((word) => word.endsWith('CoarseGrainedExecutorBackend'));

/**
 * Kills an executor of the cluster (kill -9) as soon as `baoxiao pipe` runs in it.
 * @param running whether the job still runs
 * @returns the process that was killed, undefined where the job ended before
 */
export async function killOneExecutor({ workers }, running) {
  while (running()) {
    const all = processes();
    for (const { parent, words } of all.values()) {
      if (!words.includes('pipe') || !words.some((word) => word.endsWith('baoxiao.js'))) continue;
      // The program, perhaps under the shell that Spark starts it with, under the executor, under the worker.
      for (let id = parent; id > 1; id = all.get(id)?.parent ?? 0) {
        if (!isExecutor(all.get(id)?.words) || !workers.includes(all.get(id).parent)) continue;
        process.kill(id, 'SIGKILL');
        return id;
      }
    }
    await pause(10);
  }
  return undefined;
}

/** Clock ticks in a second, of every Linux there is. */
const TICKS = 100;

/**
 * CPU seconds of all executors so far that have ended, with all their threads and the processes that they started.
 * Waits for those that are just ending.
 */
export async function spentByExecutors({ workers }) {
  for (let waited = 0; waited < PATIENCE; waited += POLL) {
    // One that has ended has no command line any more, and counts only when the worker has waited for it.
    const left = [...processes().values()].filter(({ words, unreaped }) => isExecutor(words) || unreaped);
    if (!left.some(({ parent }) => workers.includes(parent))) break;
    await pause(POLL);
  }
  let ticks = 0;
  for (const worker of workers) {
    // Behind the name in brackets, from the third field on: the 16th and 17th are of the children that were waited for.
    const fields = readFileSync(`/proc/${worker}/stat`, 'utf8').split(') ').at(-1).split(' ');
    ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks / TICKS;
}
