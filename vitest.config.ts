import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts'],
    pool: 'forks',
    // One core less, as by default, would be half of a machine with two.
    maxWorkers: '100%',
    testTimeout: 30_000,
    reporters: ['default'],
  },
});
