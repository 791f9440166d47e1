import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a script would: no terminal, Chinese unless said otherwise, its own settings folder. */
export function baoxiao(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string>; cwd?: string } = {},
): Run {
  const env: Record<string, string | undefined> = {
    ...process.env,
    LANG: 'C.UTF-8',
    LC_ALL: '',
    BAOXIAO_LANG: '',
    BAOXIAO_CONFIG_DIR: '/nonexistent',
    ...options.env,
  };
  delete env.FORCE_COLOR;
  const result = spawnSync(process.execPath, [`${ROOT}bin/baoxiao.js`, ...args], {
    encoding: 'utf8',
    cwd: options.cwd ?? ROOT,
    env: env as NodeJS.ProcessEnv,
    input: options.input ?? '',
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** The flags of a claim that settles: a level 3 stay in Linyi. */
export const LINYI = [
  '--region',
  '371300',
  '--insurance',
  'employee',
  '--care',
  'inpatient',
  '--level',
  '3',
  '--date',
  '2025-05-01',
] as const;

export function json(run: Run): Record<string, unknown> & { settlement: Record<string, string> } {
  return JSON.parse(run.stdout);
}
