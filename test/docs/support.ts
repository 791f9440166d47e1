import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Run } from '../support/cli.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** A repository with one policy in it, and commands on its PATH that need no network. */
export class Repository {
  readonly folder: string;
  readonly #bin: string;

  constructor(root: string) {
    this.folder = join(root, 'work');
    this.#bin = join(root, 'bin');
    mkdirSync(this.folder);
    mkdirSync(this.#bin);
    this.command('baoxiao', `exec "${process.execPath}" "${join(ROOT, 'bin', 'baoxiao.js')}" "$@"`);
    this.ok('git init --quiet --initial-branch=main .');
  }

  /** Puts a command on the PATH. */
  command(name: string, script: string): void {
    const path = join(this.#bin, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  recipe(name: string, to: string): void {
    cpSync(join(ROOT, 'docs', 'recipes', name), this.path(to));
    chmodSync(this.path(to), 0o755);
  }

  /** Runs a line, or several, as a shell would. */
  sh(script: string, env: Readonly<Record<string, string>> = {}): Run {
    const clean: NodeJS.ProcessEnv = {};
    for (const [name, value] of Object.entries(process.env))
      if (!name.startsWith('GIT_')) clean[name] = value;
    const run = spawnSync('sh', ['-e', '-c', script], {
      cwd: this.folder,
      encoding: 'utf8',
      env: {
        ...clean,
        PATH: `${this.#bin}:${process.env.PATH}`,
        HOME: this.folder,
        NO_COLOR: '1',
        BAOXIAO_LANG: 'en',
        BAOXIAO_CONFIG_DIR: join(this.folder, '.settings'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.org',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.org',
        ...env,
      },
    });
    return { code: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  /** The same, for what must succeed. */
  ok(script: string): string {
    const { code, stdout, stderr } = this.sh(script);
    if (code !== 0) throw new Error(`${script}: exit ${code}\n${stdout}${stderr}`);
    return stdout;
  }
}

/** Repositories for the tests of one file, put away after each test. */
export function repositories(): () => Repository {
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
  });
  return () => {
    const root = mkdtempSync(join(tmpdir(), 'baoxiao-'));
    roots.push(root);
    return new Repository(root);
  };
}

export const POLICY = 'policies/150600-eerduosi/resident.yaml';
export const CASES = 'policies/150600-eerduosi/resident.cases.yaml';

/** A policy with its cases, as `policy new` writes them. */
export const NEW_POLICY = `baoxiao policy new 150600/resident --from 2025-01-01 --checked 2025-06-01 \
  --source-title text --source-date 2024-12-20 --source-grade official --care inpatient \
  --deductible 'community|1=200,2=400,3|provincial=800' --deductible-per admission \
  --rate 'community|1=85%,2=70%,3|provincial=60%' --cap 150000 --cap-per year`;
