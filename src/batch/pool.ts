import { Worker } from 'node:worker_threads';
import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import { type Done, type Job, type Lane, OwnLane } from './lane.ts';
import type { BatchOptions } from './options.ts';
import type { Answer, Ask } from './serve.ts';
import type { Setup } from './setup.ts';

/** Files smaller than this are settled before another thread has started. */
const SMALL_BYTES = 3 << 20;

/** How many threads settle a file of so many bytes; 0 for this one. */
export function workersFor(
  { workers, cores }: Pick<BatchOptions, 'workers' | 'cores'>,
  bytes: number,
): number {
  return workers ?? (bytes < SMALL_BYTES ? 0 : cores);
}

/** As many lanes as asked for; one in this thread for 0. */
export function openLanes(count: number, setup: Setup): Lane[] {
  if (count === 0) return [new OwnLane(setup)];
  return openThreads(count, 'batch-worker', setup);
}

/**
 * Threads that settle blocks.
 * @param script the built file that a thread runs, beside this one
 */
export function openThreads<T>(count: number, script: string, setup: unknown): Lane<T>[] {
  return Array.from({ length: count }, () => new WorkerLane<T>(script, setup));
}

/** A thread that settles blocks. */
class WorkerLane<T> implements Lane<T> {
  readonly depth = 2;
  readonly #worker: Worker;
  readonly #waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  readonly #outputs: SharedArrayBuffer[] = [];

  constructor(script: string, setup: unknown) {
    this.#worker = new Worker(new URL(`./${script}.js`, import.meta.url), {
      workerData: setup,
      // Settling makes hardly any garbage; the room that V8 takes for it by default would double the memory of a run.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.on('message', (answer: Answer) => {
      const next = this.#waiting.shift();
      if (answer.kind === 'done') next?.resolve(answer.value);
      else next?.reject(answer.diagnostics ? new BaoxiaoError(answer.diagnostics) : answer.error);
    });
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  async settle({ bytes, ...job }: Job): Promise<Done> {
    const output = this.#outputs.pop() ?? new SharedArrayBuffer(bytes.length * 3);
    const input = bytes.buffer as unknown as SharedArrayBuffer;
    const done = (await this.#ask({ kind: 'settle', job: { ...job, input, output } })) as Omit<
      Done,
      'out' | 'rejects'
    > & { output: SharedArrayBuffer; length: number; rejects: Uint8Array };
    const { rejects } = done;
    return {
      ...done,
      out: Buffer.from(done.output, 0, done.length),
      rejects: Buffer.from(rejects.buffer, rejects.byteOffset, rejects.length),
      release: () => this.#outputs.push(done.output),
    };
  }

  async counted(): Promise<T> {
    return (await this.#ask({ kind: 'counted' })) as T;
  }

  async reset(): Promise<void> {
    await this.#ask({ kind: 'reset' });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(ask: Ask): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(ask);
    });
  }
}
