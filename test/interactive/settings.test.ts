import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadSettings, saveSettings, settingsFolder } from '../../src/cli/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baoxiao-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = (): Record<string, string> => ({ BAOXIAO_CONFIG_DIR: join(folder, 'deep', 'er') });
const file = (): string => join(folder, 'deep', 'er', 'settings.json');

test.each([
  ['linux', { HOME: '/home/u' }, '/home/u/.config/baoxiao'],
  ['linux', { HOME: '/home/u', XDG_CONFIG_HOME: '/x' }, '/x/baoxiao'],
  ['darwin', { HOME: '/Users/u', XDG_CONFIG_HOME: '/x' }, '/Users/u/Library/Application Support/baoxiao'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/baoxiao'],
  ['win32', { USERPROFILE: '/u' }, '/u/AppData/Roaming/baoxiao'],
  ['linux', { HOME: '/home/u', BAOXIAO_CONFIG_DIR: '/own' }, '/own'],
])('on %s with %j they are in %s', (platform, given, path) => {
  expect(settingsFolder(given, platform)).toBe(path);
});

test('what is saved is loaded; the file is the user’s alone and nothing else is left', () => {
  const settings = {
    region: '371300',
    insurance: 'employee',
    care: 'inpatient',
    level: '3',
    lang: 'en',
  } as const;
  expect(saveSettings(settings, env())).toBeUndefined();
  expect(loadSettings(env())).toEqual(settings);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deep', 'er'))).toEqual(['settings.json']);
});

test('only the words of the counter are kept, whatever is handed over', () => {
  const more = { region: '371300', age: '67', total: '12000', person: '张三', status: 'retired' };
  saveSettings(more, env());
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ region: '371300' });
});

describe('loading', () => {
  test('nothing remembered is no problem', () => {
    expect(loadSettings(env())).toEqual({});
  });

  test.each(['', '{', '[]', 'null', '"x"', '{"region":'.repeat(5000)])(
    '%j is ignored with a warning',
    (text) => {
      mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
      writeFileSync(file(), text);
      const { warning, ...rest } = loadSettings(env());
      expect(rest).toEqual({});
      expect(warning?.zh).toContain('settings.json');
      expect(warning?.en).toContain('settings.json');
    },
  );

  test('a folder in its place is ignored with a warning', () => {
    mkdirSync(file(), { recursive: true });
    expect(loadSettings(env()).warning).toBeDefined();
  });

  test('words of another form are left out', () => {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    const odd = {
      region: '../../etc',
      insurance: 'employee',
      care: 7,
      level: '3',
      lang: 'fr',
      __proto__: { a: 1 },
    };
    writeFileSync(file(), `\uFEFF${JSON.stringify(odd)}`);
    expect(loadSettings(env())).toEqual({ insurance: 'employee', level: '3' });
  });
});

test('a folder that cannot be written is said, not thrown', () => {
  writeFileSync(join(folder, 'deep'), '');
  expect(saveSettings({ region: '371300' }, env())?.en).toContain('settings were not kept');
});
