// Type-checks and runs every example of docs/LIBRARY.md as it is printed, and compares what it prints with the block below it.
//   node scripts/library-examples.mjs FOLDER     in a folder where `baoxiao` can be imported: exits 1 where one differs
//   node scripts/library-examples.mjs FOLDER --write    puts what they print into the page
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const page = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'LIBRARY.md');
const EXAMPLE = /```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g;
const [folder, mode] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node scripts/library-examples.mjs FOLDER [--write]');
  process.exit(2);
}

const text = readFileSync(page, 'utf8');
const examples = [...text.matchAll(EXAMPLE)].map(([, code, output], at) => ({
  name: `example-${at + 1}`,
  code,
  output,
}));
if (examples.length !== text.match(/```ts\n/g).length) fail('an example has no output below it');
for (const { name, code } of examples) writeFileSync(join(folder, `${name}.mts`), code);
typeCheck();
let next = 0;
const fresh = text.replace(EXAMPLE, (block) => {
  const { name, code, output } = examples[next++];
  const printed = run(name, code);
  if (printed !== output && mode !== '--write') fail(`${name} prints:\n${printed}and not:\n${output}`);
  return block.replace(/```text\n[\s\S]*```$/, () => `\`\`\`text\n${printed}\`\`\``);
});
if (mode === '--write') writeFileSync(page, fresh);

function typeCheck() {
  const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.tsc);
  const flags = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2023',
  ];
  const files = examples.map(({ name }) => `${name}.mts`);
  // Nothing but what the package brings along: a stranger may not have the types of Node.
  const done = spawnSync(process.execPath, [tsc, ...flags, '--types', '', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) fail(`${done.stdout}${done.stderr}`);
}

function run(name, code) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, transformSync(code, { loader: 'ts', target: 'node20' }).code);
  const done = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) fail(`${name} ends with ${done.status}:\n${done.stderr}`);
  return done.stdout;
}

function fail(why) {
  console.error(`docs/LIBRARY.md: ${why}`);
  process.exit(1);
}
