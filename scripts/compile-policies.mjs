// Keeps a checked copy of every shipped policy beside the program, so that a one-shot estimate need not load the YAML
// reader and the grammar. A copy holds the text it was made from and is used only while the file still reads so.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const loader = join(root, 'dist', `.compile-policies-${process.pid}.mjs`);

await build({
  entryPoints: [join(root, 'src', 'policy', 'load.ts')],
  outfile: loader,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
const { loadPolicy, loadTable } = await import(pathToFileURL(loader).href);
rmSync(loader);

let count = 0;
for (const entry of readdirSync(join(root, 'policies'), { recursive: true })) {
  if (!entry.endsWith('.yaml') || entry.endsWith('.cases.yaml')) continue;
  const name = entry.replaceAll('\\', '/');
  const text = readFileSync(join(root, 'policies', entry), 'utf8');
  const target = join(root, 'dist', 'policies', `${name}.json`);
  mkdirSync(dirname(target), { recursive: true });
  try {
    // Tables stay apart: the user's own win over them, which is decided when a policy that names one is read.
    const copy = name.startsWith('parameters/')
      ? { table: loadTable(text, `policies/${name}`) }
      : { policy: loadPolicy(text, `policies/${name}`) };
    writeFileSync(target, JSON.stringify({ text, ...copy }));
  } catch (error) {
    // A policy with problems is not compiled; the program reports them when it is used, and the tests before that.
    for (const { code, place, message } of error.diagnostics ?? []) {
      console.error(`${place?.file}:${place?.line}:${place?.column} ${code} ${message.en}`);
    }
    if (!error.diagnostics) throw error;
    process.exitCode = 1;
  }
  count++;
}
console.log(`compiled ${count} policies`);
