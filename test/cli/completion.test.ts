import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { delimiterOf, encodingOf } from '../../src/cli/claims-flags.ts';
import { type CommandWords, commandsOf } from '../../src/cli/completion/model.ts';
import { type Stock, stockOf } from '../../src/cli/completion/places.ts';
import { ENCODING_WORDS } from '../../src/cli/declare/claims-file-options.ts';
import { SHELLS } from '../../src/cli/declare/completion.ts';
import { offerOf } from '../../src/cli/declare/offer.ts';
import { declaredProgram } from '../../src/cli/declared.ts';
import { loadRegions } from '../../src/codes/regions.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { baoxiao } from '../support/cli.ts';
import { missing } from '../support/programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'baoxiao-completion-'));

function script(shell: string, ...more: string[]): string {
  const run = baoxiao(['completion', shell, '--lang', 'en', ...more]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

async function model(): Promise<{ commands: CommandWords[]; stock: Stock }> {
  const stock = stockOf(openLibrary(), await loadRegions(), 'en');
  return { commands: commandsOf(declaredProgram('en'), stock, 'en'), stock };
}

describe('the words of the program', () => {
  it('are all commands and options that are declared', async () => {
    const { commands } = await model();
    const paths = commands.map(({ path }) => path);
    for (const path of [
      '',
      'estimate',
      'batch',
      'policy',
      'policy curve',
      'policy new',
      'completion',
      'help',
    ])
      expect(paths).toContain(path);
    const program = declaredProgram('en');
    const all = [program, ...program.commands, ...program.commands.flatMap((inner) => inner.commands)];
    for (const command of all) {
      const path = command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
      const words = commands.find((one) => one.path === (command === program ? '' : path));
      const names = words?.options.flatMap((option) => option.names);
      for (const { long } of command.options) expect(names, path).toContain(long);
      expect(words?.arguments.length, path).toBe(command.registeredArguments.length);
    }
  });

  it('stand in the script of every shell', async () => {
    const { commands } = await model();
    const texts = SHELLS.map((shell) => script(shell));
    for (const text of texts) expect(text.length).toBeLessThan(64_000);
    // Behind `help pipe` stands nothing.
    for (const { path, options } of commands.filter((one) => one.commands.length + one.options.length > 0)) {
      for (const word of [
        path,
        ...options.flatMap(({ names }) => names.filter((name) => name.startsWith('--'))),
      ])
        for (const [at, text] of texts.entries()) {
          const found =
            text.includes(word) ||
            text.includes(` -l ${word.slice(2)} `) ||
            text.includes(path.replaceAll(' ', '_'));
          expect(found, `${SHELLS[at]}: ${path} ${word}`).toBe(true);
        }
    }
  });

  it('offer what the code tables, the library and the placeholders have', async () => {
    const { commands, stock } = await model();
    const taking = (path: string, name: string): unknown =>
      commands.find((one) => one.path === path)?.options.find(({ names }) => names.includes(name))?.value;
    expect(taking('estimate', '--delivery')).toEqual({
      name: 'WORD',
      needed: true,
      filling: [
        { word: 'vaginal', about: 'vaginal birth' },
        { word: 'caesarean', about: 'caesarean section' },
      ],
    });
    expect(taking('estimate', '--applied')).toMatchObject({ needed: false });
    expect(taking('batch', '--compare')).toBeUndefined();
    expect(taking('estimate', '--claim')).toMatchObject({ filling: 'file' });
    expect(taking('estimate', '--policies')).toMatchObject({ filling: 'folder' });
    expect(taking('estimate', '--total')).toMatchObject({ filling: 'any' });
    expect(taking('estimate', '--region')).toMatchObject({ filling: stock.places });
    expect(taking('check', '--policy')).toMatchObject({ filling: stock.policies });
    expect(stock.policies).toContainEqual({ word: '371300/employee', about: 'Linyi' });
    expect(stock.supplements.map(({ word }) => word)).toContain('zhaofubao');
  });

  it('name only places that mean themselves', async () => {
    const library = openLibrary();
    const regions = await loadRegions();
    const { places } = stockOf(library, regions, 'zh');
    expect(places.length).toBeGreaterThan(60);
    expect(places).toContainEqual({ word: '371300', about: '临沂市' });
    expect(places).toContainEqual({ word: 'linyi', about: '371300' });
    let code = '';
    for (const { word } of places) {
      if (/^\d/.test(word)) code = word;
      expect(regions.resolve(word, (other) => library.has(other), false)).toMatchObject({
        kind: 'one',
        region: { code },
      });
    }
  });

  it('have a place of their own wherever a command is offered', async () => {
    const paths = new Set((await model()).commands.map(({ path }) => path));
    for (const { path, commands } of (await model()).commands)
      for (const { word } of commands) expect(paths).toContain(`${path} ${word}`.trim());
  });

  it('are values that the commands take', () => {
    for (const { word } of ENCODING_WORDS) expect(encodingOf(word, '--encoding')).toBeDefined();
    const offered = (path: readonly string[], long: string): string[] => {
      let command = declaredProgram('en');
      for (const name of path) command = command.commands.find((inner) => inner.name() === name) ?? command;
      const option = command.options.find((one) => one.long === long);
      const offer = option && offerOf(option);
      if (offer === undefined || typeof offer === 'string') throw new Error(`${long} offers no words`);
      return offer.map(({ word }) => word);
    };
    for (const word of offered(['batch'], '--delimiter')) expect(delimiterOf(word)).toBeGreaterThan(0);
    for (const word of offered(['policy', 'list'], '--scheme'))
      expect(baoxiao(['policy', 'list', '--scheme', word]), word).toMatchObject({ code: 0 });
    for (const word of offered(['check'], '--reporter')) {
      const run = baoxiao(['check', 'policies/371300-linyi', '--name', '分段累进', '--reporter', word]);
      expect(run, word).toMatchObject({ code: 0, stderr: '' });
    }
  });
});

describe('a shell that the program does not know', () => {
  it('is refused with those that it knows', () => {
    const run = baoxiao(['completion', 'csh', '--lang', 'en']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(
      'the argument SHELL does not take “csh”; one of: bash, zsh, fish, powershell',
    );
    expect(baoxiao(['completion'])).toMatchObject({ code: 2, stdout: '' });
  });
});

/** A folder of policies whose names would run something, were they not quoted or left out. */
function hostile(): string {
  const own = join(folder, 'own');
  const place = join(own, "999901-it's $(touch ..hit) `touch ..hit` [a]:b\\");
  mkdirSync(place, { recursive: true });
  for (const name of ['employee', '$(touch ..hit)']) writeFileSync(join(place, `${name}.yaml`), '');
  return own;
}

describe('a script', () => {
  it('holds what the user’s own policies have, and nothing that a shell would run', () => {
    const own = hostile();
    for (const shell of SHELLS) {
      const text = script(shell, '--policies', own);
      expect(text).toContain('999901/employee');
      expect(text).not.toContain('999901/$(');
    }
  });

  it.skipIf(missing('bash'))('runs nothing in bash', () => {
    const path = join(folder, 'hostile.bash');
    writeFileSync(path, script('bash', '--policies', hostile()));
    const run = spawnSync(
      'bash',
      [
        '-c',
        `source "$1"; COMP_WORDS=(baoxiao estimate --region 9999); COMP_CWORD=3; _baoxiao; echo "\${COMPREPLY[*]}"`,
        'bash',
        path,
      ],
      { encoding: 'utf8', cwd: folder },
    );
    expect(run).toMatchObject({ stdout: '999901\n', stderr: '', status: 0 });
    expect(existsSync(join(folder, '..hit'))).toBe(false);
  });

  it('is plain ASCII for PowerShell, with the whole program as data', async () => {
    const text = baoxiao(['completion', 'powershell']).stdout;
    expect(text).toMatch(/^[\n -~]+$/);
    const data = JSON.parse(/^\$global:BaoxiaoWords = @'\n(.*)\n'@/m.exec(text)?.[1] ?? '') as {
      commands: Record<string, { options: { names: string[]; offer?: number | string }[] }>;
      words: [string, string][][];
    };
    const { commands } = await model();
    expect(Object.keys(data.commands)).toEqual(commands.map(({ path }) => `baoxiao ${path}`.trim()));
    for (const { path, options } of commands)
      for (const [at, { names, value }] of options.entries()) {
        const option = data.commands[`baoxiao ${path}`.trim()]?.options[at];
        expect(option?.names).toEqual(names);
        const words = typeof option?.offer === 'number' ? data.words[option.offer - 1] : undefined;
        const filling = typeof value?.filling === 'object' ? value.filling : undefined;
        expect(words?.map(([word]) => word)).toEqual(filling?.map(({ word }) => word));
      }
    expect(data.words.flat()).toContainEqual(['community', '社区/乡镇']);
  });

  it('speaks the language of the run', () => {
    expect(baoxiao(['completion', 'zsh']).stdout).toContain('医院等级');
    expect(script('zsh')).toContain('hospital level');
  });
});
