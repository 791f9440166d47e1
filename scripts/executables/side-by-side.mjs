// Runs the same command line as the installed package and as the executable, and says whether anybody could tell them apart.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';

export class SideBySide {
  /**
   * @param folder an empty one: in it, two folders that become alike, one for each
   * @param root where the package lies
   * @param executable copied to a folder by itself
   */
  constructor(folder, root, executable) {
    this.sides = [
      {
        folder: path.join(folder, 'package'),
        command: [process.execPath, path.join(root, 'bin/baoxiao.js')],
        home: root,
      },
      { folder: path.join(folder, 'executable'), command: [executable], home: executable },
    ];
    for (const side of this.sides) mkdirSync(side.folder);
    const nothing = path.join(folder, 'nothing');
    mkdirSync(nothing);
    // No PATH, so that no Node and no git is found, and nothing that could be set on this machine.
    this.env = {
      PATH: nothing,
      HOME: nothing,
      BAOXIAO_CONFIG_DIR: nothing,
      LANG: 'C.UTF-8',
      TZ: 'Asia/Shanghai',
    };
  }

  /** Copies a file or folder to both. */
  give(from, to = path.basename(from)) {
    for (const side of this.sides) cpSync(from, path.join(side.folder, to), { recursive: true });
  }

  run(side, args, { input = '', ...env } = {}) {
    const [program, ...first] = side.command;
    const done = spawnSync(program, [...first, ...args], {
      cwd: side.folder,
      env: { ...this.env, ...env },
      input,
      maxBuffer: 1 << 28,
    });
    // Where a shipped policy lies is shown, and is the one thing that cannot be the same.
    const text = (bytes) => bytes?.toString('utf8').replaceAll(side.home, '(home)') ?? '';
    return { code: done.error?.message ?? done.status, out: text(done.stdout), err: text(done.stderr) };
  }

  /**
   * What differs, in words; undefined where nothing does.
   * @param expected the exit code that both must have
   * @param files that both must have written, byte for byte
   */
  async difference(args, { expected = 0, files = [], options } = {}) {
    const [one, other] = this.sides.map((side) => this.run(side, args, options));
    if (one.code !== expected || other.code !== expected)
      return `exit ${one.code} and ${other.code}, not ${expected}: ${shown(other.err) || shown(one.err)}`;
    if (one.out !== other.out) return firstDifference(one.out, other.out);
    if (one.err !== other.err) return `on stderr: ${firstDifference(one.err, other.err)}`;
    for (const file of files) {
      const texts = await Promise.all(this.sides.map((side) => content(path.join(side.folder, file))));
      if (texts.includes(undefined)) return `${file} was not written`;
      if (texts[0] !== texts[1]) return `${file}: ${firstDifference(...texts)}`;
    }
    return undefined;
  }
}

/** Every byte of a file; of a workbook, which says when it was written, the cells. */
async function content(file) {
  if (!existsSync(file)) return undefined;
  if (!file.endsWith('.xlsx')) return readFileSync(file, 'latin1');
  return (await readSheet(file)).map((row) => JSON.stringify(row)).join('\n');
}

function shown(text) {
  return text.trim().split('\n').slice(0, 3).join(' / ');
}

function firstDifference(one, other) {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `line ${at + 1}: “${lines[at]}” and “${others[at]}”`;
}
