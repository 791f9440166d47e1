// Writes docs/POLICIES.md from the policy files: what each models, its sources, and what it leaves out.
//   node scripts/policies.mjs           writes it anew
//   node scripts/policies.mjs --check   exits 1 where it is out of date
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'docs', 'POLICIES.md');
// Inside the project, so that the packages are found from there.
const scratch = mkdtempSync(join(root, 'node_modules', '.policies-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const outfile = join(scratch, 'catalogue.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['src/report/policy/catalogue-main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { catalogue, openFolders } = await import(pathToFileURL(outfile).href);
const text = await catalogue(openFolders([join(root, 'policies')]));
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/POLICIES.md is out of date; run: node scripts/policies.mjs');
  process.exitCode = 1;
}
