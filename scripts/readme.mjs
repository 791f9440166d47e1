// Puts real output into the READMEs: a block after `<!-- run: COMMAND -->` is what that command prints today, one after
// `<!-- run: COMMAND && show FILE -->` the file that it writes. Commands run in a scratch folder with a copy of fixtures and
// policies, and a draft of the policies in which one figure is another: the one that the READMEs speak of.
//   node scripts/readme.mjs           writes them anew
//   node scripts/readme.mjs --check   exits 1 and names the block when one is out of date
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const FILES = [
  { file: 'README.md', lang: 'en' },
  { file: 'README.zh-CN.md', lang: 'zh' },
];
const BLOCK = /<!-- run: (.+?) -->\n```(\w*)\n([\s\S]*?)```/g;

let stale = 0;
for (const { file, lang } of FILES) {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const fresh = text.replace(BLOCK, (_block, command, kind, old) => {
    const output = run(command, lang);
    if (output !== old) {
      stale++;
      if (check) console.error(`${file}: out of date: ${command}`);
    }
    return `<!-- run: ${command} -->\n\`\`\`${kind}\n${output}\`\`\``;
  });
  if (!check) writeFileSync(path, fresh);
}
if (check && stale > 0) {
  console.error('run: node scripts/readme.mjs');
  process.exitCode = 1;
}

/** What the command prints on stdout and stderr, or the file it writes, in the README's language and without colour. */
function run(command, lang) {
  const [line, shown] = command.split(' && show ');
  const words = line.match(/'[^']*'|\S+/g).map((word) => word.replace(/^'|'$/g, ''));
  if (words.shift() !== 'baoxiao') throw new Error(`only baoxiao is run: ${command}`);
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-readme-'));
  try {
    cpSync(join(root, 'fixtures'), join(folder, 'fixtures'), { recursive: true });
    if (/\bdraft\b/.test(line)) makeDraft(folder);
    const result = spawnSync(process.execPath, [join(root, 'bin', 'baoxiao.js'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', BAOXIAO_LANG: lang },
    });
    if (shown !== undefined) return readFileSync(join(folder, shown), 'utf8');
    return `${result.stdout}${result.stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `draft`: the policies with 700 in the place of Linyi's deductible of 600. */
function makeDraft(folder) {
  for (const name of ['policies', 'draft'])
    cpSync(join(root, 'policies'), join(folder, name), { recursive: true });
  const file = join(folder, 'draft', '371300-linyi', 'employee.yaml');
  const text = readFileSync(file, 'utf8');
  const changed = text.replace('3: 600', '3: 700');
  if (changed === text) throw new Error(`${file} has no deductible of 600`);
  writeFileSync(file, changed);
}
