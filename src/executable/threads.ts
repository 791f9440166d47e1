import { Worker as FileWorker, type WorkerOptions } from 'node:worker_threads';
import { embedded } from './assets.ts';

/** Stands in for `node:worker_threads` in a single executable, whose threads run scripts that are inside. */

export { parentPort, workerData } from 'node:worker_threads';

export class Worker extends FileWorker {
  constructor(script: string | URL, options: WorkerOptions = {}) {
    const name = embedded.nameOf(script);
    if (name === undefined) super(script, options);
    else super(embedded.bytes(name).toString('utf8'), { ...options, eval: true });
  }
}
