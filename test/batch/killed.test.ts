import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { COMMAND, generate, scriptEnv } from './support/command.ts';
import { Folder } from './support/folder.ts';
import { BENCH_POLICIES } from './support/policies.ts';
import { randomFrom, shuffled } from './support/sample.ts';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Larger files, more moments: `BAOXIAO_TEST_ROWS=300000 BAOXIAO_TEST_KILLS=50 npx vitest run test/batch/killed.test.ts` */
const ROWS = Number(process.env.BAOXIAO_TEST_ROWS ?? 25_000);
const KILLS = Number(process.env.BAOXIAO_TEST_KILLS ?? 10);
/** One of them with threads, one without. */
const WORKERS: Readonly<Record<string, string>> = { together: '2', apart: '0' };
const OLD = 'what was there before\n';
const ENDS = ['.csv', '.rejects.csv', '.json'] as const;

const folder = new Folder();
afterAll(() => folder.remove());

const [header = '', ...lines] = readFileSync(generate(folder.file('made.csv'), ROWS, 31), 'utf8')
  .trimEnd()
  .split('\n');
// Some rows are refused, so that there is something in each of the files.
const damaged = lines.map((line, index) => (index % 5000 === 4999 ? `${line},x` : line));
folder.write('together.csv', `${[header, ...damaged].join('\n')}\n`);
folder.write('apart.csv', `${[header, ...scattered(damaged)].join('\n')}\n`);

function scattered(from: readonly string[]): string[] {
  const rows = from.map((line) => {
    const [, person = '', date = ''] = line.split(',', 3);
    return { line, person, date };
  });
  return shuffled(rows, 9).map(({ line = '' }) => line);
}

/** A run in a folder of its own. */
function start(name: string, into: Folder) {
  const args = ['batch', folder.file(`${name}.csv`), '-o', into.file('out.csv')];
  const more = [
    '--summary',
    into.file('out.json'),
    '--policies',
    BENCH_POLICIES,
    '--workers',
    WORKERS[name] ?? '0',
  ];
  const child = spawn(process.execPath, [COMMAND, ...args, ...more], { env: scriptEnv(), stdio: 'ignore' });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ?? code));
  });
  return { child, ended };
}

function contents(of: Folder): Record<string, string> {
  return Object.fromEntries(ENDS.map((end) => [end, readFileSync(of.file(`out${end}`), 'latin1')]));
}

function putOld(into: Folder): void {
  for (const end of ENDS) writeFileSync(into.file(`out${end}`), OLD);
}

/** Waits for what a run does, without waiting for any length of time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(['together', 'apart'])('rows of a person %s', (name) => {
  const own = new Folder();
  afterAll(() => own.remove());

  it(`killed at ${KILLS} moments, each file is the old one or the whole new one`, async () => {
    const before = performance.now();
    expect(await start(name, own).ended).toBe(1);
    const length = performance.now() - before;
    const whole = contents(own);
    expect(whole['.rejects.csv']?.split('\n').length).toBeGreaterThan(ROWS / 5000);
    const random = randomFrom(name.length);
    let cut = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      putOld(own);
      const { child, ended } = start(name, own);
      // In the first fifth of its time a run has hardly begun to write.
      const timer = setTimeout(() => child.kill('SIGKILL'), length * (0.2 + 0.8 * random()));
      if ((await ended) === 'SIGKILL') cut++;
      clearTimeout(timer);
      for (const [end, text] of Object.entries(contents(own))) {
        if (text !== OLD && text !== whole[end]) expect.fail(`out${end} is neither old nor new`);
      }
    }
    expect(cut).toBeGreaterThan(0);
    // What the killed runs have left has their numbers in its names; the next run takes it away.
    expect(await start(name, own).ended).toBe(1);
    expect(contents(own)).toEqual(whole);
    expect(readdirSync(own.path).sort()).toEqual(ENDS.map((end) => `out${end}`).sort());
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it with 130, and nothing is left behind',
    async (signal) => {
      putOld(own);
      const { child, ended } = start(name, own);
      const draft = `out.csv.${child.pid}.${name === 'apart' ? 'parts' : 'partial'}`;
      await until(() => existsSync(own.file(draft)) || child.exitCode !== null);
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(new Set(Object.values(contents(own)))).toEqual(new Set([OLD]));
      expect(readdirSync(own.path).sort()).toEqual(ENDS.map((end) => `out${end}`).sort());
    },
  );
});

describe('a run that reads standard input', () => {
  it('leaves nothing in the folder for temporary files when it is interrupted', async () => {
    const own = Folder.ofTest();
    const env = { ...scriptEnv(), TMPDIR: own.path };
    const args = ['batch', '-', '-o', own.file('out.csv'), '--policies', BENCH_POLICIES];
    const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    const ended = new Promise((resolve) => {
      child.on('exit', resolve);
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${header}\n${lines[0]}\n`);
    await until(() => readdirSync(own.path).length > 0 || child.exitCode !== null);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(own.path)).toEqual([]);
  });
});
