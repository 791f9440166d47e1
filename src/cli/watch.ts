import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import { type Context, EXIT } from './context.ts';
import { printProblems } from './output.ts';

/** Editors write a file in several goes; a run waits until they are done. */
const SETTLED = 80;

/** Runs once, and again whenever a YAML file at one of the places changes, until it is interrupted. */
export async function watchAndRun(
  places: readonly string[],
  run: () => Promise<number>,
  context: Context,
): Promise<number> {
  const { io, lang } = context;
  const once = async (): Promise<void> => {
    try {
      await run();
    } catch (error) {
      // A file half edited is no reason to stop watching it.
      if (!(error instanceof BaoxiaoError)) throw error;
      await printProblems(error.diagnostics, context);
    }
    io.stderr.write(lang === 'zh' ? '等待改动，Ctrl-C 结束 …\n' : 'waiting for changes, Ctrl-C ends …\n');
  };
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      let running = Promise.resolve();
      stop = () => resolve(EXIT.interrupted);
      for (const signal of SIGNALS) process.once(signal, stop);
      const again = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          running = running.then(once).catch(reject);
        }, SETTLED);
      };
      for (const place of places) watchers.push(watchPlace(place, again).on('error', reject));
      running = once().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * A file is watched by its folder: an editor that saves by putting a new file in its place would leave a watcher of the
 * file itself with the old one.
 */
function watchPlace(place: string, changed: () => void): FSWatcher {
  const file = statSync(place).isFile() ? basename(place) : undefined;
  return watch(file === undefined ? place : dirname(place), { recursive: file === undefined }, (_, name) => {
    if (name === null || (file === undefined ? /\.ya?ml$/.test(name) : name === file)) changed();
  });
}
