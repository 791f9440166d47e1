import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTableFile, TABLES } from './files.ts';
import { readKept, type Shelves } from './kept.ts';
import type { ParameterTable } from './table.ts';

/** The tables that policies share, in `parameters` beside the folders of places; one is read when a policy names it. */
export class Shelf {
  readonly #shelves: Shelves;
  readonly #tables = new Map<string, Promise<readonly ParameterTable[]>>();

  constructor(shelves: Shelves) {
    this.#shelves = shelves;
  }

  /** The folder that is looked in last. */
  get last(): string | undefined {
    return this.#shelves.roots.at(-1);
  }

  /** The names of all tables there are. */
  names(): string[] {
    const found = this.#folders().flatMap((folder) =>
      readdirSync(folder).filter((file) => isTableFile(join(folder, file))),
    );
    return [...new Set(found.map((file) => basename(file, '.yaml')))].sort();
  }

  /** The tables of a name, those of the user first. */
  get(name: string): Promise<readonly ParameterTable[]> {
    let reading = this.#tables.get(name);
    if (!reading) {
      reading = this.#read(name);
      this.#tables.set(name, reading);
    }
    return reading;
  }

  async #read(name: string): Promise<readonly ParameterTable[]> {
    const paths = this.#folders()
      .map((folder) => join(folder, `${name}.yaml`))
      .filter((path) => existsSync(path));
    return Promise.all(paths.map((path) => this.#one(path)));
  }

  async #one(path: string): Promise<ParameterTable> {
    const { text, file, copy } = readKept<{ table: ParameterTable }>(path, this.#shelves);
    return copy?.table ?? (await import('./load.ts')).loadTable(text, file);
  }

  #folders(): string[] {
    return this.#shelves.roots.map((root) => join(root, TABLES)).filter((folder) => existsSync(folder));
  }
}
