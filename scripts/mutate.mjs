// Proves that the cases beside the policies notice every single change of a policy: node scripts/mutate.mjs [part of a policy's id].
// Exit 1 where a change goes unnoticed or the list of equivalent ones is wrong. What is changed: docs/MUTATION.md.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
// Inside the project, so that the packages are found from there.
const scratch = mkdtempSync(path.join(root, 'node_modules', '.mutate-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const outfile = path.join(scratch, 'mutate.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['src/regression/mutate/index.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { mutate, outcomeText, readEquivalents } = await import(pathToFileURL(outfile).href);

const start = Date.now();
const list = 'scripts/mutate-equivalent.yaml';
const outcome = await mutate(
  path.join(root, 'policies'),
  readEquivalents(readFileSync(list, 'utf8'), list),
  process.argv[2],
);
process.stdout.write(outcomeText(outcome));
console.error(`${((Date.now() - start) / 1000).toFixed(1)} s`);
const unnoticed = outcome.policies.some(({ survivors }) => survivors.length > 0);
process.exitCode = unnoticed || outcome.faults.length > 0 ? 1 : 0;
