import { parentPort } from 'node:worker_threads';
import { BaoxiaoError } from '../diagnostics/diagnostic.ts';
import type { Job, ThreadLane } from './lane.ts';

/** What is asked of a worker. Memory is shared; only its descriptions are sent. */
export type Ask =
  | { readonly kind: 'settle'; readonly job: SharedJob }
  | { readonly kind: 'counted' }
  | { readonly kind: 'reset' };

export interface SharedJob extends Omit<Job, 'bytes'> {
  readonly input: SharedArrayBuffer;
  readonly output: SharedArrayBuffer;
}

/** Errors keep what a user should read; others keep their words. */
export type Answer =
  | { readonly kind: 'failed'; readonly error: unknown; readonly diagnostics?: BaoxiaoError['diagnostics'] }
  | { readonly kind: 'done'; readonly value: unknown };

/** Answers what the main thread asks of this one; does nothing where this is the main thread. */
export function serve(open: () => ThreadLane<unknown>): void {
  const port = parentPort;
  if (!port) return;
  const lane = open();
  // One block at a time: a block may wait for policies to be read, and the next must not come in between.
  let turn: Promise<unknown> = Promise.resolve();
  port.on('message', (ask: Ask) => {
    turn = turn
      .then(() => answer(lane, ask))
      .then(
        (value) => port.postMessage({ kind: 'done', value } satisfies Answer),
        (error: unknown) =>
          port.postMessage({
            kind: 'failed',
            error,
            ...(error instanceof BaoxiaoError && { diagnostics: error.diagnostics }),
          } satisfies Answer),
      );
  });
}

async function answer(lane: ThreadLane<unknown>, ask: Ask): Promise<unknown> {
  if (ask.kind === 'counted') return lane.counted();
  if (ask.kind === 'reset') return lane.reset();
  const { input, output, ...job } = ask.job;
  const { out, ...done } = await lane.settle({ ...job, bytes: Buffer.from(input) }, Buffer.from(output));
  return {
    ...done,
    rejects: Buffer.from(done.rejects),
    ends: job.ends ? done.ends.slice() : new Int32Array(0),
    // The memory that came with the block, or larger memory where the results did not fit.
    output: out.buffer,
    length: out.length,
  };
}
