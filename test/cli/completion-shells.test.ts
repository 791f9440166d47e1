import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHELLS } from '../../src/cli/declare/completion.ts';
import { baoxiao } from '../support/cli.ts';
import { missing } from '../support/programs.ts';
import { Terminal } from '../support/pty.ts';

const folder = mkdtempSync(join(tmpdir(), 'baoxiao-shells-'));
const work = join(folder, 'work');
for (const name of ['claims', 'policies']) mkdirSync(join(work, name), { recursive: true });
for (const name of ['claims.csv', 'my claim.yaml']) writeFileSync(join(work, name), '');

// Without one zsh asks what it should be like.
writeFileSync(join(folder, '.zshrc'), '');

const scripts = Object.fromEntries(
  SHELLS.map((shell) => {
    const path = join(folder, `baoxiao.${shell}`);
    expect(baoxiao(['completion', shell, '--lang', 'en', '-o', path])).toMatchObject({ code: 0, stdout: '' });
    return [shell, path];
  }),
);

/** Where nothing can follow, nothing is said. */
const ENDED = 'baoxiao help pipe x';

/** What a new shell makes of a line whose last word is being typed. */
const LINES: readonly (readonly [line: string, completed: string])[] = [
  ['baoxiao po', 'baoxiao policy'],
  ['baoxiao policy sch', 'baoxiao policy schema'],
  ['baoxiao estimate --compare le', 'baoxiao estimate --compare level'],
  ['baoxiao estimate --level=pro', 'baoxiao estimate --level=provincial'],
  ['baoxiao estimate --region 临', 'baoxiao estimate --region 临沂'],
  ['baoxiao estimate --applied=y', 'baoxiao estimate --applied=yes'],
  ['baoxiao estimate --paid poo', 'baoxiao estimate --paid pooled_fund='],
  ['baoxiao estimate --policies cl', 'baoxiao estimate --policies claims/'],
  ['baoxiao batch my', 'baoxiao batch my\\ claim.yaml'],
  ['baoxiao diff policies pol', 'baoxiao diff policies policies/'],
  ['baoxiao --lang en policy show 371300/e', 'baoxiao --lang en policy show 371300/employee'],
  ['baoxiao policy show 北', 'baoxiao policy show 北京'],
  ['baoxiao policy curve -f sv', 'baoxiao policy curve -f svg'],
  ['baoxiao check --name policy --rep', 'baoxiao check --name policy --reporter'],
  ['baoxiao help est', 'baoxiao help estimate'],
  ['baoxiao help policy cur', 'baoxiao help policy curve'],
  ['baoxiao policy help sho', 'baoxiao policy help show'],
  ['baoxiao completion fi', 'baoxiao completion fish'],
];

describe.skipIf(missing('bash'))('bash', () => {
  /** What the function answers for words cut as Readline cuts them. */
  function replies(...words: readonly string[]): string[] {
    const program = `set -u; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _baoxiao; printf '%s\\n' \${COMPREPLY[@]+"\${COMPREPLY[@]}"}`;
    const run = spawnSync(
      'bash',
      ['--norc', '-c', program, 'bash', scripts.bash ?? '', 'baoxiao', ...words],
      {
        encoding: 'utf8',
        cwd: work,
      },
    );
    expect(run).toMatchObject({ stderr: '', status: 0 });
    return run.stdout.split('\n').filter((line) => line !== '');
  }

  it.each([
    [
      ['policy', ''],
      ['list', 'show', 'schema', 'lint', 'curve', 'new', 'help'],
    ],
    [
      ['policy', 'l'],
      ['list', 'lint'],
    ],
    [['estimate', '--le'], ['--level']],
    // What the questions take, which run without a command.
    [['--pol'], ['--policies']],
    [['--policies', 'pol'], ['policies']],
    [
      ['estimate', '--level', ''],
      ['community', '1', '2', '3', 'provincial', 'other', 'unrated'],
    ],
    [
      ['estimate', '--level', '='],
      ['community', '1', '2', '3', 'provincial', 'other', 'unrated'],
    ],
    [['estimate', '--level', '=', 'pro'], ['provincial']],
    // Where = does not cut words.
    [['estimate', '--level=pro'], ['--level=provincial']],
    [
      ['estimate', '--level', '=', '3', '--compare', ''],
      ['level', 'filing', 'referral'],
    ],
    [['estimate', '--total', ''], []],
    [
      ['estimate', '--claim', 'cl'],
      ['claims', 'claims.csv'],
    ],
    [
      ['estimate', '--claim=cl'],
      ['--claim=claims', '--claim=claims.csv'],
    ],
    [['estimate', '--policies', 'cl'], ['claims']],
    [['estimate', '--paid', 'pooled_fund', '=', '1'], []],
    [['estimate', '--paid', '=', 'poo'], ['pooled_fund=']],
    [['estimate', '--level', '3', '--le'], []],
    [['estimate', '--part', 'a', '=', '1', '--par'], ['--part']],
    [['batch', '--compare', 'claims.'], ['claims.csv']],
    [['batch', '-', '-o', '-', '--rej'], ['--rejects']],
    [['batch', '--mask', 'h'], ['hash:']],
    [['batch', '--mask', '=', 'ha'], ['hash:']],
    // There already: an empty reply adds nothing.
    [['batch', '--mask', '=', 'hash', ':'], []],
    [['diff', 'git', ':', 'HEAD', 'pol'], ['policies']],
    [['check', '--policy', 'policy', 'claims.'], ['claims.csv']],
    [['--lang', 'en', 'policy', 'cu'], ['curve']],
    [['policy', 'show', '371300/employee', '371300/n'], ['371300/nrcms']],
    [
      ['help', 'e'],
      ['estimate', 'eligibility'],
    ],
  ])('completes %j with %j', (words, expected) => {
    // Names of files come in the order of the folder.
    expect(replies(...words).sort()).toEqual([...expected].sort());
  });

  it('offers every option of a command once', () => {
    const all = replies('estimate', '-');
    expect(all).toContain('--care-detail');
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(LINES)('on a terminal makes %s at TAB to %s', async (line, completed) => {
    const terminal = new Terminal('bash', ['--norc', '--noprofile', '-i'], {
      cwd: work,
      env: { PS1: 'ready> ', LC_ALL: 'C.UTF-8', INPUTRC: '/dev/null' },
    });
    await terminal.shows('ready>');
    terminal.type(`source ${scripts.bash}; PS1='ty''ped> '; clear\r`);
    await terminal.shows('typed>');
    terminal.type(`${line}\t`);
    await terminal.shows(`typed> ${completed}`);
    terminal.type('\u0015exit\r');
    expect(await terminal.exits()).toBe(0);
  });
});

describe.skipIf(missing('zsh'))('zsh', () => {
  it('completes the same lines', () => {
    const lines = [...LINES.map(([line]) => line), ENDED];
    const run = spawnSync('zsh', ['test/cli/completion.zsh', scripts.zsh ?? '', work, ...lines], {
      encoding: 'utf8',
      env: { ...process.env, ZDOTDIR: process.env.ZDOTDIR ?? folder, LC_ALL: 'C.UTF-8', TERM: 'dumb' },
    });
    // It writes an = after an option that takes a value, and a space after a word that is complete.
    const said = run.stdout.split('\n').map((line) => line.replace(/=?[ \r]*$/, ''));
    const expected = LINES.map(([, completed]) => completed.replace(/=$/, ''));
    expect(said.slice(0, -1)).toEqual([...expected, ENDED]);
  });
});

describe.skipIf(missing('fish'))('fish', () => {
  it.each(LINES)('makes %s to %s', (line, completed) => {
    const run = spawnSync(
      'fish',
      ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', scripts.fish ?? '', line],
      {
        encoding: 'utf8',
        cwd: work,
      },
    );
    const [word] = run.stdout.split(/[\t\n]/);
    expect(run).toMatchObject({ stderr: '', status: 0 });
    // Fish itself writes the backslash.
    expect(word).toBe(completed.slice(line.lastIndexOf(' ') + 1).replace('\\', ''));
  });
});
