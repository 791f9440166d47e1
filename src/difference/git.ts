import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Diagnostic, fail } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/suggest.ts';
import { isPolicyFile, isTableFile } from '../policy/files.ts';

/** A revision of a folder: `git:v1.2`, `git:HEAD~1:policies`. */
export interface Revision {
  readonly revision: string;
  /** Where it stands in the repository, with `/`; empty for the whole of it. */
  readonly folder: string;
  readonly repository: string;
}

/** A repository's text of a few megabytes; what is larger is no folder of policies. */
const MOST_BYTES = 256 << 20;
const DEFAULT_FOLDER = 'policies';

/**
 * What `git:REV` or `git:REV:FOLDER` names.
 * @param given the folder of `--policies`, which says where the repository is and what to take of it
 * @throws BaoxiaoError where there is no git, no repository or no such revision
 */
export function revisionOf(word: string, given: string | undefined): Revision {
  const [, revision = '', folder] = /^git:([^:]*)(?::(.*))?$/s.exec(word) ?? [];
  const here = given !== undefined && existsSync(given) ? given : '.';
  const repository = topOf(here);
  if (revision === '' || revision.startsWith('-')) noRevision(revision, repository);
  const verified = git(repository, [
    'rev-parse',
    '--quiet',
    '--verify',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (verified.status !== 0) noRevision(revision, repository);
  return { revision, folder: folderIn(repository, folder, given), repository };
}

/** FOLDER counts from the top of the repository, or from here where it begins with `./`. */
function folderIn(repository: string, folder: string | undefined, given: string | undefined): string {
  const named = folder ?? (given === undefined ? DEFAULT_FOLDER : undefined);
  if (named !== undefined && !/^\.\.?(\/|$)/.test(named)) return named.replace(/\/+$/, '');
  const path = named ?? (given as string);
  const full = existsSync(path) ? realpathSync(path) : join(realpathSync('.'), path);
  const inside = relative(repository, full).split(sep).join('/');
  return inside.startsWith('..') ? outside(path, repository) : inside;
}

/**
 * Writes the policies of a revision into a folder.
 * @returns how many files there are
 * @throws BaoxiaoError where the revision has no such folder, or no policies in it
 */
export function extract({ revision, folder, repository }: Revision, target: string): number {
  const listed = git(repository, ['ls-tree', '-r', '-z', '--full-tree', `${revision}:${folder}`]);
  if (listed.status !== 0) noFolder(revision, folder);
  const entries = [...listed.stdout.toString('utf8').matchAll(/(?:^|\0)100\d{3} blob ([0-9a-f]+)\t([^\0]+)/g)]
    .map(([, blob = '', path = '']) => ({ blob, path }))
    .filter(({ path }) => (isPolicyFile(path) || isTableFile(path)) && isPlain(path));
  if (entries.length === 0) noPolicies(revision, folder);
  const asked = entries.map(({ blob }) => `${blob}\n`).join('');
  const contents = git(repository, ['cat-file', '--batch'], asked);
  if (contents.status !== 0) broken(contents.stderr.toString('utf8'));
  let at = 0;
  for (const { path } of entries) {
    const lineEnd = contents.stdout.indexOf(10, at);
    const size = Number(contents.stdout.toString('latin1', at, lineEnd).split(' ')[2]);
    if (!Number.isInteger(size)) broken(path);
    const file = join(target, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents.stdout.subarray(lineEnd + 1, lineEnd + 1 + size));
    at = lineEnd + 1 + size + 1;
  }
  return entries.length;
}

/** A path that stays where it is put. */
function isPlain(path: string): boolean {
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}

function topOf(folder: string): string {
  const found = git(folder, ['rev-parse', '--show-toplevel']);
  if (found.status === 0) return realpathSync(found.stdout.toString('utf8').replace(/\r?\n$/, ''));
  const said = found.stderr.toString('utf8');
  // Git does not trust a repository of somebody else; what to do about it, it says itself.
  if (said.includes('dubious ownership')) broken(said);
  const name = folder === '.' ? process.cwd() : folder;
  return refuse(
    'NOT_A_REPOSITORY',
    `${name} 不在 git 仓库里`,
    `${name} is not in a git repository`,
    '在仓库里运行，或用 --policies 指明仓库里的政策文件夹',
    'run it inside the repository, or name its policy folder with --policies',
  );
}

interface Answer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** A hook is told where its repository is; which one is meant here, the folder says. */
const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, GIT_PREFIX: ____, ...OUTSIDE } = process.env;

/** Asks the git that is there, without a shell. */
function git(folder: string, args: readonly string[], input = ''): Answer {
  const answer = spawnSync('git', ['-C', folder, ...args], {
    input,
    maxBuffer: MOST_BYTES,
    env: { ...OUTSIDE, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    windowsHide: true,
  });
  const { code } = (answer.error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    refuse(
      'GIT_MISSING',
      '没有找到 git',
      'git is not there',
      '安装 git，或把旧版本的政策放进一个文件夹再比较',
      'install git, or put the old policies into a folder and compare that',
    );
  }
  if (answer.error) broken(answer.error.message);
  return answer;
}

function noRevision(revision: string, repository: string): never {
  const names = ['tags', 'heads'].flatMap((kind) => refsOf(repository, `refs/${kind}`));
  const near = nearest(revision, names);
  const some = near.length > 0 ? near : names.slice(0, 6);
  return refuse(
    'GIT_REVISION',
    `git 里没有版本“${revision}”`,
    `git knows no revision “${revision}”`,
    some.length > 0 ? `${near.length > 0 ? '是否想写' : '例如'}：${some.join('、')}` : '先提交一次',
    some.length > 0
      ? `${near.length > 0 ? 'did you mean' : 'for example'}: ${some.join(', ')}`
      : 'make a commit first',
    revision,
  );
}

/** Names of tags or branches, the newest first. */
function refsOf(repository: string, kind: string): string[] {
  const listed = git(repository, ['for-each-ref', '--sort=-creatordate', '--format=%(refname:short)', kind]);
  return listed.stdout
    .toString('utf8')
    .split('\n')
    .filter((name) => name !== '');
}

function noFolder(revision: string, folder: string): never {
  return refuse(
    'GIT_FOLDER',
    `版本 ${revision} 里没有文件夹“${folder}”`,
    `the revision ${revision} has no folder “${folder}”`,
    '写成“git:版本:文件夹”，从仓库最上层写起',
    'write git:REV:FOLDER, from the top of the repository',
    folder,
  );
}

function noPolicies(revision: string, folder: string): never {
  return refuse(
    'NO_POLICY_FILES',
    `版本 ${revision} 的“${folder}”里没有政策文件`,
    `there are no policy files in “${folder}” of the revision ${revision}`,
    '政策文件放在 <代码>-<拼音>/<险种>.yaml',
    'policy files lie at <code>-<pinyin>/<scheme>.yaml',
    folder,
  );
}

function outside(path: string, repository: string): never {
  return refuse(
    'GIT_FOLDER',
    `${path} 不在仓库 ${repository} 里`,
    `${path} is not inside the repository ${repository}`,
    '写成“git:版本:文件夹”',
    'write git:REV:FOLDER',
    path,
  );
}

function broken(detail: string): never {
  const line = detail.trim().split('\n')[0] ?? '';
  return refuse(
    'GIT_FAILED',
    `git 出错：${line}`,
    `git failed: ${line}`,
    '用 git fsck 检查仓库',
    'check the repository with git fsck',
  );
}

function refuse(code: string, zh: string, en: string, hintZh: string, hintEn: string, value?: string): never {
  const diagnostic: Omit<Diagnostic, 'severity'> = {
    code,
    message: { zh, en },
    hint: { zh: hintZh, en: hintEn },
    ...(value !== undefined && { value }),
  };
  return fail(diagnostic);
}
