// The program as scripts that run without files beside them, and what has to be inside with them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ENTRIES, SMALL } from '../bundling.mjs';

/** Where a script believes that it lies: in `dist` inside the executable, as in the package. */
const HERE = `const __here=require('node:url').pathToFileURL(process.execPath+require('node:path').sep+'dist/cli.js').href;`;

/** The program's own code reads files and starts threads through what looks inside first; packages it uses do not. */
function insideFirst(root) {
  const rooms = `${path.join(root, 'src')}${path.sep}`;
  const own = path.join(rooms, 'executable');
  const instead = {
    'node:fs': path.join(own, 'files.ts'),
    'node:worker_threads': path.join(own, 'threads.ts'),
  };
  return {
    name: 'inside-first',
    setup({ onResolve }) {
      onResolve({ filter: /^node:(fs|worker_threads)$/ }, ({ path: module, importer }) =>
        importer.startsWith(rooms) && !importer.startsWith(own) ? { path: instead[module] } : undefined,
      );
    },
  };
}

/** The main script and those of threads, each whole in one file. */
export async function bundle(root, folder) {
  const { cli: _, index: __, ...threads } = ENTRIES;
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/executable/main.ts', ...threads },
    outdir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    ...SMALL,
    // Node keeps such a script in half the memory, and has it sooner.
    charset: 'ascii',
    define: { 'import.meta.url': '__here' },
    banner: { js: HERE },
    plugins: [insideFirst(root)],
    metafile: true,
    logLevel: 'warning',
  });
  return { metafile, main: path.join(folder, 'main.js'), threads: Object.keys(threads) };
}

/** By its name inside, every file of the package that the program reads: the policies, their cases and checked copies. */
export function packageFiles(root) {
  const found = {};
  for (const top of ['policies', 'dist/policies']) {
    for (const entry of readdirSync(path.join(root, top), { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile()) found[path.relative(root, file).replaceAll('\\', '/')] = file;
    }
  }
  return found;
}

/** What remains of the package's own description; its scripts and tools are nobody's business there. */
export function manifestOf(root) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { name, version, license };
}
