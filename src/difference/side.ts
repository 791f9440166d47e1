import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail } from '../diagnostics/diagnostic.ts';
import type { Library } from '../policy/library.ts';
import type { Policy } from '../policy/policy.ts';
import { openFolders, shippedPolicies } from '../policy/shipped.ts';
import type { Pair } from './change.ts';
import { extract, revisionOf } from './git.ts';

/** One of the two libraries that are compared: what it is called, and where its files are. */
export interface Side {
  /** As the user named it: `policies`, `git:v1.2`. */
  readonly name: string;
  /** The folder that is read. */
  readonly root: string;
  /** What stands before the name of a file: `policies/`, `v1.2:policies/`. */
  readonly prefix: string;
}

/** Both sides, and the folder whose national rules hold where neither has any. */
export interface Sides extends Pair<Side> {
  readonly national?: string;
}

/**
 * Finds both sides. Each is a whole library: what it does not have is not there, so that a policy that was taken away is
 * seen. Only the national rules, which hold everywhere, come from the shipped ones where neither side has its own.
 * @param policies the folder of `--policies`, for revisions
 * @param temporary makes a folder that is taken away at the end
 * @throws BaoxiaoError in plain words where one of them is not there
 */
export function openSides(
  words: Pair<string>,
  policies: string | undefined,
  temporary: (name: string) => string,
): Sides {
  const sides = {
    old: openSide(words.old, policies, temporary('old')),
    new: openSide(words.new, policies, temporary('new')),
  };
  const has = ({ root }: Side): boolean => existsSync(join(root, 'national.yaml'));
  return { ...sides, ...(!has(sides.old) && !has(sides.new) && { national: shippedPolicies() }) };
}

function openSide(word: string, policies: string | undefined, temporary: string): Side {
  if (!/^git:/.test(word)) return folderSide(word);
  const revision = revisionOf(word, policies);
  // Called as it is in a checkout, so that problems in it are placed as people know them.
  const root = join(temporary, 'policies');
  extract(revision, root);
  const folder = revision.folder === '' ? '' : `${revision.folder}/`;
  return { name: word, root, prefix: `${revision.revision}:${folder}` };
}

function folderSide(word: string): Side {
  const found = existsSync(word) ? statSync(word) : undefined;
  if (!found?.isDirectory()) {
    fail({
      code: 'NO_POLICY_FOLDER',
      message: { zh: `没有政策文件夹 ${word}`, en: `there is no policy folder ${word}` },
      hint: {
        zh: '给出一个文件夹，或 git 版本，如 git:v1.2、git:HEAD~1',
        en: 'name a folder, or a git revision such as git:v1.2 or git:HEAD~1',
      },
      value: word,
    });
  }
  return { name: word, root: resolve(word), prefix: `${word.replace(/\/+$/, '')}/` };
}

/** The policies of one side. */
export function libraryOf(side: Pick<Side, 'root'>, national: string | undefined): Library {
  const library = openFolders([side.root]);
  if (national === undefined) return library;
  const shared = openFolders([national]);
  // The rest of the library is this side's own.
  return Object.assign(library, { national: () => shared.national() });
}

/** Both libraries, none of them empty. */
export async function librariesOf(sides: Sides): Promise<Pair<Library>> {
  const libraries = { old: libraryOf(sides.old, sides.national), new: libraryOf(sides.new, sides.national) };
  for (const side of ['old', 'new'] as const) {
    const own = existsSync(join(sides[side].root, 'national.yaml'));
    if (!own && libraries[side].codes().length === 0) noPolicies(sides[side]);
  }
  return libraries;
}

function noPolicies({ name, root }: Side): never {
  const inner = existsSync(join(root, 'policies')) ? join(name, 'policies') : undefined;
  return fail({
    code: 'NO_POLICY_FILES',
    message: { zh: `${name} 里没有政策文件`, en: `there are no policy files in ${name}` },
    hint: inner
      ? { zh: `是否想写 ${inner}`, en: `did you mean ${inner}?` }
      : {
          zh: '政策文件放在 <代码>-<拼音>/<险种>.yaml',
          en: 'policy files lie at <code>-<pinyin>/<scheme>.yaml',
        },
    value: name,
  });
}

/** The name of a policy's file within its side. */
export function fileIn({ root }: Pick<Side, 'root'>, { file }: Pick<Policy, 'file'>): string {
  const path = file.split('\\').join('/');
  const base = root.split('\\').join('/');
  if (path.startsWith(`${base}/`)) return path.slice(base.length + 1);
  return path.startsWith('policies/') ? path.slice('policies/'.length) : path;
}
