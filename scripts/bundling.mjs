// What the package and the executables have in common: where the code begins, how it is made small, whose code is inside.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ENTRIES = {
  cli: 'src/cli/main.ts',
  'batch-worker': 'src/batch/worker.ts',
  'difference-worker': 'src/difference/claims/worker.ts',
  index: 'src/index.ts',
};

/** How esbuild writes code that nobody reads. */
export const SMALL = {
  charset: 'utf8',
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  legalComments: 'none',
};

/** Between two licence texts. */
export const RULE = `\n${'-'.repeat(78)}\n\n`;

function packageFolder(input) {
  const parts = input.split('/');
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return undefined;
  const scoped = parts[at + 1].startsWith('@');
  return parts.slice(0, at + (scoped ? 3 : 2)).join('/');
}

/**
 * The licence texts of all packages whose code a build took in.
 * @param without what stands for the text of a package that comes without one, by its manifest
 */
export function licencesOf(root, metafile, without = refuse) {
  const folders = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const input of Object.keys(output.inputs)) {
      const folder = packageFolder(input);
      if (folder !== undefined) folders.add(folder);
    }
  }
  return [...folders].sort().map((folder) => {
    const full = path.join(root, folder);
    const manifest = JSON.parse(readFileSync(path.join(full, 'package.json'), 'utf8'));
    const files = readdirSync(full)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .sort();
    const texts = files.map((file) =>
      readFileSync(path.join(full, file), 'utf8').replace(/\r\n/g, '\n').trim(),
    );
    if (texts.length === 0) texts.push(without(manifest));
    const { name, version, license } = manifest;
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
}

function refuse({ name, version }) {
  throw new Error(`${name}@${version} is bundled but its package has no licence file`);
}
