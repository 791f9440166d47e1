import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds dist/ once before the tests, so that tests which run the command see today's source. */
export default function buildOnce(): void {
  if (process.env.BAOXIAO_SKIP_BUILD === '1') return;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const done = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    throw new Error(`node scripts/build.mjs failed (exit code ${done.status})\n${done.stdout}${done.stderr}`);
  }
}
