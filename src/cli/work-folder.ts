import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from './context.ts';

/** Files that only live as long as the run. */
export class WorkFolder {
  #path: string | undefined;

  file(name: string): string {
    this.#path ??= mkdtempSync(join(tmpdir(), 'baoxiao-'));
    return join(this.#path, name);
  }

  remove(): void {
    if (this.#path !== undefined) rmSync(this.#path, { recursive: true, force: true });
    this.#path = undefined;
  }
}

/** Ctrl-C, a stop from outside, a closed window. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes away what has been written when the run is interrupted. */
export class Interruption {
  readonly #discards: (() => void)[] = [];
  readonly #stop: () => void;

  constructor(work: WorkFolder) {
    this.#stop = () => {
      for (const discard of this.#discards) discard();
      work.remove();
      process.exit(EXIT.interrupted);
    };
    for (const signal of SIGNALS) process.on(signal, this.#stop);
  }

  discards(discard: () => void): void {
    this.#discards.push(discard);
  }

  over(): void {
    for (const signal of SIGNALS) process.off(signal, this.#stop);
  }
}
