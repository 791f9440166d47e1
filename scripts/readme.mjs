// Puts real output into the READMEs: a block after `<!-- run: COMMAND -->` is what that command prints today.
//   node scripts/readme.mjs           writes them anew
//   node scripts/readme.mjs --check   exits 1 and names the block when one is out of date
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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
  const fresh = text.replace(BLOCK, (block, command, kind, old) => {
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

/** What the command prints on stdout and stderr, in the README's language and without colour. */
function run(command, lang) {
  const words = command.match(/'[^']*'|\S+/g).map((word) => word.replace(/^'|'$/g, ''));
  if (words.shift() !== 'baoxiao') throw new Error(`only baoxiao is run: ${command}`);
  const result = spawnSync(process.execPath, [join(root, 'bin', 'baoxiao.js'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', BAOXIAO_LANG: lang },
  });
  return `${result.stdout}${result.stderr}`;
}
