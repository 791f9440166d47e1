import { spawnSync } from 'node:child_process';

/** Whether this machine has no such program. */
export function missing(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0;
}
