// Writes the man pages from the declarations of the command line, and their list in package.json.
//   node scripts/man.mjs           writes them anew
//   node scripts/man.mjs --check   exits 1 and names those that are out of date
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromSource } from './from-source.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const folder = join(root, 'man');
const manifestFile = join(root, 'package.json');
const { manPages } = await import(await fromSource('src/cli/man/pages.ts'));
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
const pages = manPages(manifest.version);

mkdirSync(folder, { recursive: true });
const old = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const listed = [...pages.keys()].map((name) => `./man/${name}`);
const stale = [...new Set([...old.keys(), ...pages.keys()])].filter(
  (name) => old.get(name) !== pages.get(name),
);
const relisted = JSON.stringify(manifest.man) !== JSON.stringify(listed);
if (check) {
  for (const name of stale) console.error(`man/${name} is out of date`);
  if (relisted) console.error('"man" in package.json is not the list of the pages');
  if (stale.length > 0 || relisted) {
    console.error('run: node scripts/man.mjs');
    process.exitCode = 1;
  }
} else {
  for (const name of stale) {
    if (pages.has(name)) writeFileSync(join(folder, name), pages.get(name));
    else rmSync(join(folder, name));
  }
  if (relisted) writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, man: listed }, null, 2)}\n`);
}
