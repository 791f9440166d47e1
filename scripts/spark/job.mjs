// Ships the program and runs integrations/spark/settle.py on the cluster, as docs/SPARK.md says.
import { spawn } from 'node:child_process';
import { copyFileSync, createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { clusterEnvironment } from './cluster.mjs';
import { must } from './environment.mjs';

/** The scripts that a job may run, with what only they understand. */
export const settlePy = (root, node = []) => [
  path.join(root, 'integrations', 'spark', 'settle.py'),
  ...[
    '--policies',
    'policies',
    '--program',
    ['./node', ...node, './baoxiao/package/bin/baoxiao.js'].join(' '),
  ],
];
export const settleSql = (root) => [
  path.join(root, 'scripts', 'spark', 'run_sql.py'),
  path.join(root, 'integrations', 'spark', 'settle.sql'),
];
export const copyPy = (root) => [path.join(root, 'scripts', 'spark', 'copy_claims.py')];

/** What the job ships: the package as npm packs it, the policies, and the Node that runs this. */
export function pack(root, scratch) {
  const folder = path.join(scratch, 'archives');
  mkdirSync(folder);
  const packed = must('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
  });
  const policies = path.join(root, 'bench', 'batch', 'policies');
  must('tar', ['-czf', path.join(folder, 'policies.tgz'), '.'], { cwd: policies });
  copyFileSync(process.execPath, path.join(folder, 'node'));
  const archive = (file, name) => `${path.join(folder, file)}#${name}`;
  return {
    archives: [
      archive(packed.trim().split('\n').at(-1), 'baoxiao'),
      archive('policies.tgz', 'policies'),
    ].join(','),
    files: path.join(folder, 'node'),
  };
}

/**
 * Runs the job.
 * @param job its script, its input and output, where it and Spark log, and options of Node and of the JVMs to look into it
 * @returns a promise of its wall time and of what it said, and whether it still runs
 */
export function submit(spark, cluster, scratch, job) {
  mkdirSync(job.events, { recursive: true });
  const settings = {
    'spark.eventLog.enabled': 'true',
    'spark.eventLog.dir': job.events,
    'spark.executor.memory': '1g',
    'spark.executor.cores': '1',
    'spark.ui.enabled': 'false',
    'spark.executorEnv.NODE_OPTIONS': job.node,
    'spark.executorEnv.BAOXIAO_SPENT': job.spent,
    ...(job.jvm && { 'spark.executor.extraJavaOptions': job.jvm }),
  };
  const args = [
    ...[
      '--master',
      cluster.address,
      '--driver-memory',
      '512m',
      '--archives',
      job.shipped.archives,
      '--files',
      job.shipped.files,
    ],
    ...Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
    ...job.script,
    ...['--input', job.input, '--output', job.output, '--partitions', String(job.tasks)],
  ];
  const start = process.hrtime.bigint();
  const child = spawn(path.join(spark.home, 'bin', 'spark-submit'), args, {
    env: clusterEnvironment(spark, scratch),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  child.stderr.pipe(createWriteStream(job.log));
  const ended = new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (code === 0) done({ wall: seconds, said: said.trim() });
      else
        failed(
          new Error(`spark-submit ended with ${code}\n${said}${readFileSync(job.log, 'utf8').slice(-6000)}`),
        );
    });
  });
  return { ended, running: () => child.exitCode === null && child.signalCode === null };
}
