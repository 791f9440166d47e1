import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('a reader who follows the guides sees what they show', () => {
  const run = spawnSync(process.execPath, ['scripts/guide.mjs', '--check'], { encoding: 'utf8' });
  // The time it took, for whoever reads the log.
  console.log(run.stdout.trim());
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});

test('both guides have the same commands and the same edits', () => {
  const [en, zh] = ['docs/ADD-A-REGION.md', 'docs/ADD-A-REGION.zh-CN.md'].map((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:<!-- (.+) -->\n)?```(\w+)\n/g)].map(
      ([, directive = '', kind = '']) => `${directive} ${kind}`,
    ),
  );
  expect(zh).toEqual(en);
});
