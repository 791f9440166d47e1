import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Terminal, type TerminalOptions } from '../support/pty.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
// Beside node_modules, so that what is not bundled is found.
const HARNESS = join(ROOT, 'node_modules', '.cache', `baoxiao-harness-${process.pid}.mjs`);

/** Terminals and folders for the tests of one file, put away after each test. */
export function counter() {
  const open: Terminal[] = [];
  const folders: string[] = [];
  beforeAll(async () => {
    await build({
      entryPoints: [fileURLToPath(new URL('harness.ts', import.meta.url))],
      outfile: HARNESS,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'silent',
    });
  });
  afterAll(() => rmSync(HARNESS, { force: true }));
  afterEach(() => {
    for (const terminal of open.splice(0)) terminal.kill();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'baoxiao-'));
    folders.push(path);
    return path;
  };
  const start = (program: string, args: readonly string[], options: TerminalOptions): Terminal => {
    const env = { BAOXIAO_CONFIG_DIR: join(folder(), 'settings'), ...options.env };
    const terminal = new Terminal(program, args, { ...options, env });
    open.push(terminal);
    return terminal;
  };
  const policies = fileURLToPath(new URL('../questions/policies', import.meta.url));
  return {
    folder,
    /** The interactive estimate over the policies of the tests. */
    sit: (options: TerminalOptions = {}): Terminal =>
      start(process.execPath, [HARNESS], { ...options, env: { TEST_POLICIES: policies, ...options.env } }),
    /** The command as it is shipped. */
    baoxiao: (args: readonly string[], options: TerminalOptions = {}): Terminal =>
      start(process.execPath, [join(ROOT, 'bin', 'baoxiao.js'), ...args], options),
    /** The same in a shell that says afterwards how it left the terminal. */
    shell: (options: TerminalOptions = {}): Terminal =>
      start('sh', ['-c', `"${process.execPath}" "${HARNESS}"; echo "code=$?"; stty -a`], {
        ...options,
        env: { TEST_POLICIES: policies, ...options.env },
      }),
  };
}
