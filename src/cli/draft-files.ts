import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fold } from '../codes/fold.ts';
import type { RegionIndex } from '../codes/regions.ts';
import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DraftAnswers } from '../policy/draft/question.ts';
import { fileProblem, writeText } from './files.ts';

/** Where the files of a new policy go, inside the policy folder. */
export interface DraftPaths {
  readonly policy: string;
  readonly cases: string;
}

/** Where both files go, inside the policy folder: beside what is there for the place, or in `<code>-<pinyin>`. */
export function pathsOf(answers: DraftAnswers, dir: string, regions: RegionIndex): DraftPaths {
  const [code, scheme] = [answers.get('place') ?? '', answers.get('scheme') ?? ''];
  const pinyin = regions.byCode(code)?.pinyin ?? slug(answers.get('place_name_en') ?? '');
  const there = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  const own = there.find((entry) => entry.isDirectory() && /^\d{6}(?=-|$)/.exec(entry.name)?.[0] === code);
  const folder = own?.name ?? (pinyin === '' ? code : `${code}-${pinyin}`);
  return { policy: join(folder, `${scheme}.yaml`), cases: join(folder, `${scheme}.cases.yaml`) };
}

/** An English name as folders are called: small Latin letters. */
function slug(name: string): string {
  return fold(name).replace(/[^a-z]/g, '');
}

/** Files that would be overwritten. */
export function existing(answers: DraftAnswers, dir: string, regions: RegionIndex): Diagnostic[] {
  if (!answers.has('place') || !answers.has('scheme')) return [];
  return Object.values(pathsOf(answers, dir, regions))
    .map((path) => join(dir, path))
    .filter((path) => existsSync(path))
    .map((path) => ({
      code: 'FILE_EXISTS',
      severity: 'error',
      message: { zh: `${path} 已经存在`, en: `${path} exists` },
      hint: { zh: '改那份文件，或加 --force 覆盖', en: 'edit that file, or replace it with --force' },
      value: path,
    }));
}

/** Writes a file, with the folders it lies in. */
export function writeInto(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    const known = fileProblem(error, dirname(path));
    if (known) throw new BaoxiaoError([known]);
    throw error;
  }
  writeText(path, text);
}
