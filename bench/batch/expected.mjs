// What the estimator says of every claim of a file, one by one: node expected.mjs IN.csv OUT.csv
// For files of some ten thousand rows: it shows that batch, SQL and plain script are right and not only alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');
const [input, output] = process.argv.slice(2);
if (input === undefined || output === undefined) {
  console.error('usage: node expected.mjs IN.csv OUT.csv');
  process.exit(2);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'baoxiao-expected-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const outfile = path.join(scratch, 'expected.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['bench/batch/expected.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Some of the bundled packages still ask for modules the old way.
  banner: {
    js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
const { settleFile } = await import(pathToFileURL(outfile).href);
const rows = await settleFile(input, output, [path.join(here, 'policies'), path.join(root, 'policies')]);
console.log(`${rows} rows settled one by one in ${(performance.now() / 1000).toFixed(2)} s`);
