import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { baoxiao, type Run } from '../../support/cli.ts';
import { ROOT } from './policies.ts';

/** `baoxiao batch` as a script runs it. */
export function batch(...args: string[]): Run {
  return baoxiao(['batch', ...args]);
}

/** The environment of a script: no terminal, Chinese. */
export function scriptEnv(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, LANG: 'C.UTF-8', LC_ALL: '', BAOXIAO_LANG: '', BAOXIAO_CONFIG_DIR: '/nonexistent' };
}

export const COMMAND = `${ROOT}bin/baoxiao.js`;

/** Makes up a file of claims with the generator of the bench, whose policies are BENCH_POLICIES. */
export function generate(path: string, rows: number, seed: number): string {
  const made = spawnSync(process.execPath, [`${ROOT}bench/batch/generate.mjs`, path, `${rows}`, `${seed}`]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
  return path;
}

export function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export interface Counts {
  readonly rows: Readonly<Record<'in' | 'settled' | 'not_covered' | 'rejected' | 'blank', number>>;
}
