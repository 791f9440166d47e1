// Writes docs/POLICIES.md from the policy files: what each models, its sources, and what it leaves out.
//   node scripts/policies.mjs           writes it anew
//   node scripts/policies.mjs --check   exits 1 where it is out of date
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSource } from './from-source.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'docs', 'POLICIES.md');
const { catalogue, openFolders } = await import(await fromSource('src/report/policy/catalogue-main.ts'));
const text = await catalogue(openFolders([join(root, 'policies')]));
if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/POLICIES.md is out of date; run: node scripts/policies.mjs');
  process.exitCode = 1;
}
