// Where the JVMs and the program spent their time: samples of Java Flight Recorder and of Node's profiler, as shares.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './environment.mjs';

/** What a sample of the JVM belongs to: the first of these that stands anywhere in its stack. */
const WORK = [
  ['writing Parquet', /org\.apache\.parquet\.(column|hadoop|io)\..*|ParquetWriteSupport|ParquetOutputWriter/],
  ['reading Parquet', /VectorizedParquetRecordReader|ParquetFileReader/],
  ['rows to text, to the program', /BaseScriptTransformationWriterThread|ScriptTransformationWriterThread/],
  ['text from the program to rows', /BaseScriptTransformationExec|SparkScriptTransformationExec/],
  ['sorting', /UnsafeExternalRowSorter|UnsafeInMemorySorter|TimSort|RadixSort/],
  ['shuffle', /ShuffleWriter|ShuffleBlockFetcherIterator|UnsafeRowSerializer|shuffle\./],
  ['columns: casts, cleaning of texts', /GeneratedIteratorFor|expressions\.Generated|catalyst\.expressions/],
  ['compiling and loading classes', /codegen|janino|ClassLoader|scala\.reflect|java\.lang\.invoke/],
];
/** Reading is part of whatever asks for rows, so it is looked for before what asks. */
const FIRST = ['reading Parquet', 'sorting', 'rows to text, to the program'];
const ORDERED = [...WORK].sort(([a], [b]) => Number(FIRST.includes(b)) - Number(FIRST.includes(a)));

/** Shares of the samples of all executors, largest first. */
export function jvmShares(folder) {
  const counts = new Map();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.jfr'))) {
    const text = must('jfr', [
      'print',
      '--events',
      'jdk.ExecutionSample',
      '--stack-depth',
      '64',
      path.join(folder, name),
    ]);
    for (const sample of text.split('jdk.ExecutionSample {').slice(1)) {
      const kind = ORDERED.find(([, pattern]) => pattern.test(sample))?.[0] ?? 'other';
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return shares(counts);
}

/** Shares of the program's time, all its processes together. */
export function programShares(folder) {
  const counts = new Map();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    const kinds = new Map(nodes.map(({ id, callFrame }) => [id, kindOf(callFrame)]));
    samples.forEach((id, index) => {
      const kind = kinds.get(id);
      counts.set(kind, (counts.get(kind) ?? 0) + timeDeltas[index]);
    });
  }
  return shares(counts);
}

function kindOf({ functionName, url }) {
  if (functionName === '(idle)') return 'waiting for the JVM';
  if (functionName === '(garbage collector)') return 'collecting';
  if (/baoxiao\/package/.test(url)) return 'its own code';
  return 'Node: start, reading, writing';
}

function shares(counts) {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => [kind, count / all]);
}
