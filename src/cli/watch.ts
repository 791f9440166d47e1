import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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
  const watching = new Watching(places);
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
          running = running.then(begin).catch(reject);
        }, SETTLED);
      };
      // What changes while the watchers are set up anew is seen by the run that follows.
      const begin = (): Promise<void> => {
        watching.open(again, reject);
        return once();
      };
      running = Promise.resolve().then(begin).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    watching.close();
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A folder with those in it, or one file. */
interface Place {
  readonly folder: string;
  readonly file?: string;
}

/**
 * Watchers of folders, each by itself: an editor that saves by putting a new file in the place of the old one leaves a
 * watcher of that file, and on some systems one of a whole tree, with the file that is gone.
 */
class Watching {
  readonly #places: readonly Place[];
  readonly #watchers: FSWatcher[] = [];

  /** @throws an error of the file system where a place is not there */
  constructor(places: readonly string[]) {
    this.#places = places.map((place) =>
      statSync(place).isFile() ? { folder: dirname(place), file: basename(place) } : { folder: place },
    );
  }

  /** Begins anew, with the folders there are now. */
  open(changed: () => void, failed: (error: Error) => void): void {
    this.close();
    for (const { folder, file } of this.#places) {
      for (const inner of file === undefined ? foldersIn(folder) : [folder]) {
        const watcher = watch(inner, (_, name) => {
          if (name === null || (file === undefined ? matters(inner, name) : name === file)) changed();
        });
        this.#watchers.push(watcher.on('error', failed));
      }
    }
  }

  close(): void {
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }
}

function foldersIn(folder: string): string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'),
  );
  return [folder, ...inner.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

/** A file of policies or cases, or a new folder for some. */
function matters(folder: string, name: string): boolean {
  if (/\.ya?ml$/.test(name)) return true;
  return statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
}
