// Proves that the cases beside the policies notice every single change of a policy:
// node scripts/mutate.mjs [part of a policy's id] [--at part of a place in it] [--every N].
// Exit 1 where a change goes unnoticed or the list of equivalent ones is wrong. What is changed: docs/MUTATION.md.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Which mutants: a number that is none, or an unknown option, is an error. */
function asked() {
  const options = { at: { type: 'string', default: '' }, every: { type: 'string', default: '1' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const every = Number(values.every);
  if (!Number.isInteger(every) || every < 1) throw new Error('--every takes a whole number from 1');
  if (positionals.length > 1) throw new Error('one part of a policy’s id, or none');
  return { only: positionals[0] ?? '', at: values.at, every };
}

async function main() {
  const { only, at, every } = asked();
  process.chdir(root);
  const start = Date.now();
  // Workers, which begin here as well, need no bundler.
  const { fromSource } = await import('./from-source.mjs');
  const built = await fromSource('src/regression/mutate/index.ts');
  const { judged, outcomeText, readEquivalents } = await import(built);
  const list = 'scripts/mutate-equivalent.yaml';
  const equivalents = readEquivalents(readFileSync(list, 'utf8'), list);
  const of = Math.min(4, availableParallelism());
  const shares = Array.from({ length: of }, (_, index) =>
    tried({ built, share: { only, at, index: index * every, of: of * every } }),
  );
  const outcome = judged(
    (await Promise.all(shares)).flat(),
    equivalents,
    only === '' && at === '' && every === 1,
  );
  if (outcome.policies.length === 0) throw new Error(`there is no policy whose id holds “${only}”`);
  process.stdout.write(outcomeText(outcome));
  console.error(`${((Date.now() - start) / 1000).toFixed(1)} s, ${of} threads`);
  const unnoticed = outcome.policies.some(({ survivors }) => survivors.length > 0);
  process.exitCode = unnoticed || outcome.faults.length > 0 ? 1 : 0;
}

function tried(data) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: data });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (isMainThread) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
} else {
  const { built, share } = workerData;
  const { mutateShare } = await import(built);
  parentPort.postMessage(await mutateShare(path.join(root, 'policies'), share));
}
