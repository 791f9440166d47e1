import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../diagnostics/diagnostic.ts';
import { isSpecial } from '../files/replacement.ts';

/** The files that a batch run reads and writes, as named. */
export interface Paths {
  /** `-`: standard input or output. */
  readonly input: string;
  readonly output: string;
  readonly rejects: string;
  readonly summary?: string;
  readonly opening?: string;
  readonly closing?: string;
}

/**
 * The files of a run, none of them in another's way.
 * @throws BaoxiaoError when one file is to be two things
 */
export function batchPaths(input: string, flags: Readonly<Record<string, unknown>>): Paths {
  const named = (flag: string): string | undefined => {
    const value = flags[flag];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const output = named('out') ?? '-';
  const summary = named('summary');
  const opening = named('opening');
  const closing = named('closing');
  const paths: Paths = {
    input,
    output,
    rejects: named('rejects') ?? rejectsBeside(output === '-' || isSpecial(output) ? input : output),
    ...(summary !== undefined && { summary }),
    ...(opening !== undefined && { opening }),
    ...(closing !== undefined && { closing }),
  };
  if (summary !== undefined) summaryKind(summary);
  for (const flag of ['rejects', 'closing', 'opening']) if (named(flag) === '-') noStream(flag);
  const key = /^hash:(.+)/.exec(named('mask') ?? '')?.[1];
  const map = named('map');
  checkApart({ ...paths, ...(map !== undefined && { map }), ...(key !== undefined && { mask: key }) });
  return paths;
}

/** `claims.csv` has its rejected rows in `claims.rejects.csv`. */
function rejectsBeside(path: string): string {
  if (path !== '-') return `${path.replace(/(\.(csv|tsv|txt|xlsx))?(\.gz)?$/i, '')}.rejects.csv`;
  return fail({
    code: 'MISSING_FLAG',
    message: {
      zh: '输入输出都是管道时，要用 --rejects 写明不能计算的行放在哪里',
      en: 'between pipes, say with --rejects where rows go that cannot be settled',
    },
  });
}

function noStream(flag: string): never {
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: `--${flag} 要写文件名，不能用 -`,
      en: `--${flag} takes the name of a file, not -`,
    },
    value: '-',
  });
}

/** The form of a summary by the ending of its name. */
export function summaryKind(path: string): 'json' | 'html' | 'txt' {
  const kind = /\.(json|html?|txt)$/i.exec(path)?.[1]?.toLowerCase();
  if (kind === 'json' || kind === 'txt') return kind;
  if (kind !== undefined) return 'html';
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: `--summary ${path}：后缀应是 .json、.html 或 .txt`,
      en: `--summary ${path}: it ends in .json, .html or .txt`,
    },
    value: path,
  });
}

function checkApart(paths: Readonly<Record<string, string | undefined>> | Paths): void {
  const seen = new Map<string, string>();
  for (const [what, path] of Object.entries(paths)) {
    if (path === undefined || path === '-') continue;
    const full = existsSync(path) ? realpathSync(path) : resolve(path);
    const before = seen.get(full);
    if (before !== undefined) {
      fail({
        code: 'SAME_FILE',
        message: {
          zh: `${path} 既是 ${before} 又是 ${what}`,
          en: `${path} is both ${before} and ${what}`,
        },
        hint: { zh: '换一个文件名', en: 'give one of them another name' },
        value: path,
      });
    }
    seen.set(full, what);
  }
}
