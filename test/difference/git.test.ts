import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Folder } from '../batch/support/folder.ts';
import { baoxiao, type Run } from '../support/cli.ts';
import { edited, one, POLICY, written, XUGOU } from './support.ts';

/** A repository with two commits of `policies`: v1 and, with another deductible, the newest. */
function repository(): Folder {
  const folder = Folder.ofTest();
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder, POLICY, 'v1');
  git(folder, 'tag', 'v1');
  commit(folder, edited('3: 600', '3: 700'), 'v2');
  return folder;
}

function git({ path }: Folder, ...args: string[]): void {
  const author = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  const done = spawnSync('git', ['-C', path, ...author, ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

function commit(folder: Folder, text: string, message: string): void {
  folder.write(`policies/${XUGOU}`, text);
  folder.write('policies/999900-xugou/employee.cases.yaml', '- not: a policy\n');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', message);
}

function diff(folder: Folder, ...args: string[]): Run {
  return baoxiao(['diff', ...args, '--lang', 'en'], { cwd: folder.path });
}

it('compares two revisions, and a revision with a folder', () => {
  const folder = repository();
  const two = diff(folder, 'git:v1', 'git:HEAD');
  expect(two.code).toBe(1);
  expect(two.stdout).toContain('deductible (hospital level: level 3)  600.00 → 700.00');
  expect(two.stdout.replace(/\s+/g, ' ')).toContain(`v1:policies/${XUGOU}:17 → HEAD:policies/${XUGOU}:17`);
  expect(diff(folder, 'git:HEAD', 'policies').code).toBe(0);
  expect(diff(folder, 'git:HEAD~1', 'git:v1').code).toBe(0);
  const mixed = diff(folder, 'git:v1', 'policies');
  expect(mixed.code).toBe(1);
  expect(mixed.stdout.replace(/\s+/g, ' ')).toContain(`v1:policies/${XUGOU}:17 → policies/${XUGOU}:17`);
});

it('takes another folder, from the top of the repository or from here', () => {
  const folder = repository();
  folder.write(`region/north/${XUGOU}`, POLICY);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'a folder');
  const inner = join(folder.path, 'region');
  expect(diff(folder, 'git:HEAD:region/north', 'git:v1').code).toBe(0);
  const here = baoxiao(['diff', 'git:HEAD:./north', 'git:v1'], { cwd: inner });
  expect(here.code).toBe(0);
  // The folder of --policies says which repository it is, wherever the command runs.
  const outside = baoxiao(['diff', 'git:HEAD', 'git:HEAD', '--policies', join(inner, 'north')]);
  expect([outside.code, outside.stderr]).toEqual([0, '']);
});

it('sees a policy that a later revision has taken away', () => {
  const folder = repository();
  folder.write('policies/999900-xugou/resident.yaml', POLICY.replace('/employee', '/resident'));
  git(folder, 'rm', '--quiet', `policies/${XUGOU}`);
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'another policy');
  const run = diff(folder, 'git:v1', 'git:HEAD');
  expect(run.stdout).toContain('removed 1 version, from 2025-01-01');
  expect(run.stdout).toContain('added 1 version, from 2025-01-01');
});

it.each([
  ['a revision that is not there', ['git:v9', 'policies'], 'GIT_REVISION', 'v1'],
  ['an option in its place', ['git:--all', 'policies'], 'GIT_REVISION', ''],
  ['nothing', ['git:', 'policies'], 'GIT_REVISION', ''],
  ['a folder that is not in it', ['git:v1:rules', 'policies'], 'GIT_FOLDER', 'git:REV:FOLDER'],
  ['a folder without policies', ['git:v1:policies/999900-xugou', 'policies'], 'NO_POLICY_FILES', ''],
  ['no such folder', ['policies', 'polices'], 'NO_POLICY_FOLDER', 'git:v1.2'],
])('refuses %s in plain words', (_, args, code, hint) => {
  const run = diff(repository(), ...args);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(code);
  expect(run.stderr).toContain(hint);
  expect(run.stderr).not.toMatch(/ {4}at |fatal:/);
  expect(run.stdout).toBe('');
});

it('says where there is no repository, and no git', () => {
  const folder = Folder.ofTest();
  mkdirSync(folder.file('policies'));
  const none = diff(folder, 'git:v1', 'policies');
  expect([none.code, none.stderr.includes('NOT_A_REPOSITORY')]).toEqual([2, true]);
  const missing = baoxiao(['diff', 'git:v1', 'policies'], {
    cwd: repository().path,
    env: { PATH: '/nonexistent' },
  });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('GIT_MISSING');
  expect(missing.stderr).toContain('没有找到 git');
});

it('names the revision where a policy in it is wrong', () => {
  const folder = repository();
  commit(folder, POLICY.replace('rate: 85%', 'rate: 185%'), 'a slip');
  const run = diff(folder, 'git:v1', 'git:HEAD');
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('BAD_RATE');
  expect(run.stderr).toContain(`HEAD:policies/${XUGOU}:21`);
});

it('leaves nothing behind', () => {
  const folder = Folder.ofTest();
  mkdirSync(folder.file('tmp'));
  const { old, new: now } = written(folder, { old: one(), new: one(edited('3: 600', '3: 700')) });
  const repo = repository();
  baoxiao(['diff', 'git:v1', 'git:HEAD'], { cwd: repo.path, env: { TMPDIR: folder.file('tmp') } });
  baoxiao(['diff', old, now], { env: { TMPDIR: folder.file('tmp') } });
  expect(spawnSync('ls', ['-A', folder.file('tmp')], { encoding: 'utf8' }).stdout).toBe('');
});
