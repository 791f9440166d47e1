// Makes a module of src usable from a script, which Node cannot read as it stands.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Bundles a TypeScript module for the time that this process lives.
 * @param entry its path from the root of the project
 * @returns the address to import it from, here or in a worker
 */
export async function fromSource(entry) {
  // Inside the project, so that the packages are found from there.
  const scratch = mkdtempSync(path.join(root, 'node_modules', '.from-source-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const outfile = path.join(scratch, `${path.basename(entry, '.ts')}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return pathToFileURL(outfile).href;
}
