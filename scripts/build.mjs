// Builds dist/: the command (cli.js), the library (index.js), its type declarations, and the
// licence texts of everything that is bundled. Run: node scripts/build.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ENTRIES, licencesOf, RULE, SMALL } from './bundling.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');

function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}

function run(label, args) {
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.error) fail(`${label} could not be started: ${done.error.message}`);
  if (done.status !== 0) fail(`${label} failed (${done.signal ?? `exit code ${done.status}`})`);
}

/**
 * Keeps what the command always loads in one file. Cut by who shares it, it would come in as many small files as there
 * are commands, each of which costs a start; so whatever is loaded later counts as sharing all of it.
 */
function startInOneFile(entry) {
  return {
    name: 'start-in-one-file',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ kind, path: file, resolveDir }) =>
        kind === 'dynamic-import' ? { path: path.join(resolveDir, file), namespace: 'later' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'later' }, ({ path: file }) => ({
        contents: [`import ${JSON.stringify(entry)};`, `export * from ${JSON.stringify(file)};`].join('\n'),
        resolveDir: path.dirname(file),
      }));
    },
  };
}

function bundle(entryPoints, plugins = []) {
  return build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    // Flat on purpose: every output file sits directly in dist/, so a path made from
    // import.meta.url means the same thing whichever file the code lands in.
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    ...SMALL,
    // Loaded only when the questionnaire starts, or for workbooks and GBK; everything else is bundled for a quick start.
    external: ['inquirer', '@inquirer/*', 'iconv-lite', 'read-excel-file/*', 'write-excel-file/*'],
    // CommonJS packages inside an ESM bundle call require() for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins,
    metafile: true,
    logLevel: 'warning',
  });
}

function declarations() {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('typescript/package.json');
  const tsc = path.join(path.dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tsc);
  run('writing the type declarations', [tsc, '-p', 'tsconfig.build.json']);
  // The source imports './x.ts'; for users of older compilers the declarations say './x.js'.
  const types = path.join(dist, 'types');
  for (const name of readdirSync(types, { recursive: true })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = path.join(types, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(\bfrom |\bimport\(|^import )(['"])(\.[^'"]*)\.ts\2/gm, '$1$2$3.js$2'));
  }
  keepReachable(types);
}

/** The compiler writes a declaration for every file; only those that the library's own leads to are of use. */
function keepReachable(types) {
  const wanted = new Set();
  const want = (file) => {
    if (wanted.has(file)) return;
    wanted.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/(?:\bfrom |\bimport\(|^import )['"](\.[^'"]*)\.js['"]/gm))
      want(path.join(path.dirname(file), `${name}.d.ts`));
  };
  want(path.join(types, 'index.d.ts'));
  for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !wanted.has(file)) rmSync(file);
  }
}

for (const entry of Object.values(ENTRIES)) {
  if (!existsSync(path.join(root, entry))) fail(`${entry} is missing; it is one of the entry points`);
}
rmSync(dist, { recursive: true, force: true });
let result;
try {
  // Built apart: what two entry points share would be cut into many small files, each of which costs a start.
  const outputs = {};
  for (const entry of Object.entries(ENTRIES)) {
    const [name, file] = entry;
    const plugins = name === 'cli' ? [startInOneFile(path.join(root, file))] : [];
    const { metafile } = await bundle({ [name]: file }, plugins);
    Object.assign(outputs, metafile.outputs);
  }
  result = { metafile: { outputs } };
} catch (error) {
  // esbuild has already printed syntax and resolution errors with their places.
  fail(`bundling failed: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
}
declarations();
let licences = [];
try {
  licences = licencesOf(root, result.metafile);
} catch (error) {
  fail(error.message);
}
const head = 'The files in this folder contain code from the packages below, under these licences.\n';
writeFileSync(path.join(dist, 'THIRD_PARTY_LICENSES.txt'), [head, ...licences].join(RULE));
if (existsSync(path.join(root, 'scripts/compile-policies.mjs'))) {
  run('compiling the policies', ['scripts/compile-policies.mjs']);
}
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
console.log(
  `build: dist/ written (${Math.round(bytes / 1024)} KiB of code, ${licences.length} packages bundled)`,
);
