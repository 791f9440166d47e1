import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from '../support/pty.ts';

/** There only after `npm run executables`; the other tests do not need it. */
const BUILT = fileURLToPath(new URL('../../executables/linux-x64/baoxiao', import.meta.url));

describe.skipIf(!existsSync(BUILT))('the executable at a counter (npm run executables)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'baoxiao-executable-'));
    copyFileSync(BUILT, join(folder, 'baoxiao'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('asks its questions without Node, and takes the counter’s settings', async () => {
    const settings = join(folder, 'settings');
    mkdirSync(settings);
    const counter = { region: '371300', insurance: 'employee', care: 'inpatient', level: '3' };
    writeFileSync(join(settings, 'settings.json'), JSON.stringify(counter));
    const clerk = new Terminal(join(folder, 'baoxiao'), [], {
      cwd: folder,
      env: { PATH: folder, BAOXIAO_CONFIG_DIR: settings },
    });
    try {
      await clerk.shows('上次');
      clerk.type('\r');
      for (const question of ['? 险种', '? 医院等级', '? 医院类型']) {
        await clerk.shows(question);
        clerk.type('\r');
      }
      await clerk.shows('? 医疗费总额');
      clerk.type('120600\r\r\r\r');
      await clerk.shows('核对');
      clerk.type('\r');
      await clerk.shows('101,500.00');
      clerk.type('q');
      expect(await clerk.exits()).toBe(0);
    } finally {
      clerk.kill();
    }
  });
});
