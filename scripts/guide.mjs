// Follows the guides as a reader would, in an empty folder, and puts what the commands print below them.
//   node scripts/guide.mjs           writes the outputs anew
//   node scripts/guide.mjs --check   exits 1 and names the block when one is out of date
// A ```sh block is run as it stands; the ```text block after it is what it prints. Before a block,
//   <!-- exit: 1 -->        says which exit code the commands must have (0 where nothing is said)
//   <!-- edit: PATH -->     makes the change that the ```diff block shows, as the reader would in an editor
//   <!-- append: PATH -->   puts the block at the end of a file
// On stdout: the time the machine took for each guide, the reader's not counted.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const GUIDES = [
  { file: 'docs/ADD-A-REGION.md', lang: 'en' },
  { file: 'docs/ADD-A-REGION.zh-CN.md', lang: 'zh' },
  { file: 'docs/PIPE.md', lang: 'en' },
];
/** What the day of the run is shown as, so that a guide does not change with the calendar. */
const SHOWN_DAY = '2025-06-01';
const BLOCK = /(?:<!-- (exit|edit|append): (.+?) -->\n)?```(\w+)\n([\s\S]*?)```/g;

let wrong = 0;
for (const { file, lang } of GUIDES) follow(file, lang);
if (wrong > 0) {
  if (check) console.error('run: node scripts/guide.mjs');
  process.exitCode = 1;
}

function follow(file, lang) {
  const folder = mkdtempSync(join(tmpdir(), 'baoxiao-guide-'));
  const started = performance.now();
  let commands = 0;
  try {
    const env = surroundings(folder, lang);
    const work = join(folder, 'work');
    mkdirSync(work);
    let printed;
    const text = readFileSync(join(root, file), 'utf8');
    const fresh = text.replace(BLOCK, (block, directive, value, kind, body) => {
      if (kind === 'text' && printed !== undefined) {
        const output = printed;
        printed = undefined;
        if (output !== body) report(file, `out of date: ${output.split('\n')[0]}`, check);
        return `\`\`\`text\n${output}\`\`\``;
      }
      printed = undefined;
      if (directive === 'edit') edit(join(work, value), body, file);
      else if (directive === 'append') appendFileSync(join(work, value), body);
      else if (kind === 'sh') {
        commands++;
        const run = spawnSync('sh', ['-e', '-c', body], { cwd: work, env, encoding: 'utf8' });
        const wanted = directive === 'exit' ? Number(value) : 0;
        printed = `${run.stdout}${run.stderr}`.replaceAll(today(), SHOWN_DAY);
        if (run.status !== wanted) report(file, `exit ${run.status}, not ${wanted}: ${body}${printed}`, true);
      }
      return block;
    });
    if (!check) writeFileSync(join(root, file), fresh);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${file}: ${commands} blocks of commands, ${seconds} s of machine time`);
}

/** Replaces the lines marked `-` by those marked `+`; unmarked ones are in both. They must stand in the file just once. */
function edit(path, diff, file) {
  const lines = diff.trimEnd().split('\n');
  const side = (mark) =>
    lines
      .filter((line) => line[0] !== mark)
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const text = readFileSync(path, 'utf8');
  const parts = text.split(side('+'));
  if (parts.length !== 2) report(file, `found ${parts.length - 1} times, not once:\n${side('+')}`, true);
  else write(path, parts.join(side('-')));
}

/** As the command has it: the day of the place it runs in. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function report(file, what, fatal) {
  if (!fatal) return;
  wrong++;
  console.error(`${file}: ${what}`);
}

/** The command under its name, no colour, the guide's language, and no settings of whoever runs this. */
function surroundings(folder, lang) {
  const bin = join(folder, 'bin');
  write(
    join(bin, 'baoxiao'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'bin', 'baoxiao.js')}" "$@"\n`,
    0o755,
  );
  return {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
    NO_COLOR: '1',
    BAOXIAO_LANG: lang,
    BAOXIAO_CONFIG_DIR: join(folder, 'settings'),
  };
}

function write(path, text, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}
