// What a job has spent: Spark's own record of its tasks, and what each process of the program has left.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const sum = (list, of) => list.reduce((all, item) => all + of(item), 0);

/**
 * @param folder where Spark has written its events
 * @returns seconds of tasks, and of the CPU in the JVMs, for the two stages: reading and parting by person, then settling
 * and writing; tasks that failed and executors that were lost
 */
export function readEvents(folder) {
  const events = readdirSync(folder)
    .filter((name) => name.startsWith('app-'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line));
  const ended = events.filter(({ Event }) => Event === 'SparkListenerTaskEnd');
  const good = ended.filter((task) => task['Task End Reason'].Reason === 'Success');
  const written = (task) => task['Task Metrics']?.['Output Metrics']['Records Written'] ?? 0;
  const shuffled = (task) => task['Task Metrics']?.['Shuffle Write Metrics']['Shuffle Records Written'] ?? 0;
  const settling = good.filter((task) => written(task) > 0);
  const end = Math.max(...settling.map((task) => task['Task Info']['Finish Time']));
  const parting = good.filter((task) => shuffled(task) > 0 && task['Task Info']['Launch Time'] < end);
  const start = Math.min(...parting.map((task) => task['Task Info']['Launch Time']));
  return {
    seconds: (end - start) / 1000,
    parting: stage(parting),
    settling: stage(settling),
    repeated: sum(parting, shuffled) - sum(settling, written),
    failed: ended.length - good.length,
    lost: events.filter(({ Event }) => Event === 'SparkListenerExecutorRemoved').length,
  };
}

function stage(tasks) {
  const metric = (name) => sum(tasks, (task) => task['Task Metrics'][name]);
  return {
    tasks: tasks.length,
    seconds: metric('Executor Run Time') / 1e3,
    cpu: metric('Executor CPU Time') / 1e9,
    collecting: metric('JVM GC Time') / 1e3,
    shuffleBytes: sum(
      tasks,
      (task) => task['Task Metrics']['Shuffle Write Metrics']['Shuffle Bytes Written'],
    ),
    shuffling: sum(
      tasks,
      (task) =>
        task['Task Metrics']['Shuffle Write Metrics']['Shuffle Write Time'] / 1e9 +
        task['Task Metrics']['Shuffle Read Metrics']['Fetch Wait Time'] / 1e3,
    ),
  };
}

/** What each process of the program has spent. */
export const readEach = (folder) =>
  readdirSync(folder).map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')));

/** What all of them together have. */
export function readSpent(folder) {
  const all = readEach(folder);
  return {
    processes: all.length,
    seconds: sum(all, (one) => one.seconds),
    cpu: sum(all, (one) => one.cpu),
    peak: Math.max(0, ...all.map((one) => one.peakMegabytes)),
  };
}
