import { type FSWatcher, watch } from 'node:fs';
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
  return new Promise<number>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const watchers: FSWatcher[] = [];
    const stop = (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      resolve(EXIT.interrupted);
    };
    const again = (name: string | null): void => {
      if (name !== null && !/\.ya?ml$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(once).catch(reject);
      }, SETTLED);
    };
    for (const place of places) {
      const watcher = watch(place, { recursive: true }, (_event, name) => again(name));
      watcher.on('error', reject);
      watchers.push(watcher);
    }
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    running = once().catch(reject);
  });
}
