import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress.ts';

test.each([
  ['zh', 0.25, 4000, '计算 [#####---------------]  25% 1,000,000 行，每秒 250,000 行，还要 0:12'],
  ['en', 0.25, 4000, 'settling [#####---------------]  25% 1,000,000 rows, 250,000 rows/s, 0:12 left'],
  // The size of what comes through a pipe is not known.
  ['zh', undefined, 4000, '计算 1,000,000 行，每秒 250,000 行'],
  // A first glance says nothing about speed yet.
  ['zh', 0.01, 100, '计算 [--------------------]   1% 1,000,000 行'],
] as const)('%s, %s done after %s ms', (lang, share, elapsed, expected) => {
  expect(progressText({ phase: 'settle', rows: 1_000_000, share }, elapsed, lang)).toBe(expected);
});
