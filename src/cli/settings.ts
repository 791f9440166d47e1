import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Lang, Text } from '../diagnostics/text.ts';

/**
 * What stays the same from one person to the next at one counter. Nothing of the person is ever kept: no amount, age,
 * group, disease or name.
 */
export interface CounterSettings {
  readonly region?: string;
  readonly insurance?: string;
  readonly care?: string;
  readonly level?: string;
  readonly lang?: Lang;
}

export interface LoadedSettings extends CounterSettings {
  /** Why the file was not used, to be said once. */
  readonly warning?: Text;
}

export type Env = Readonly<Record<string, string | undefined>>;

const FILE = 'settings.json';
/** Our file has five short words; anything larger is not ours. */
const MAX_BYTES = 10_000;

/** What each word may look like; anything else in the file is left out. */
const WORDS: Readonly<Record<keyof CounterSettings, RegExp>> = {
  region: /^\d{6}$/,
  insurance: /^[a-z][a-z_]{0,40}$/,
  care: /^[a-z][a-z_]{0,40}$/,
  level: /^[a-z0-9_]{1,20}$/,
  lang: /^(?:zh|en)$/,
};

/** The user's own folder for settings: BAOXIAO_CONFIG_DIR, else where the system keeps them. */
export function settingsFolder(env: Env = process.env, platform: string = process.platform): string {
  if (env.BAOXIAO_CONFIG_DIR) return env.BAOXIAO_CONFIG_DIR;
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'baoxiao');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'baoxiao');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'baoxiao');
}

/** The settings of this counter; none, with a warning, where the file cannot be used. */
export function loadSettings(env: Env = process.env): LoadedSettings {
  const path = join(settingsFolder(env), FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    // Nothing remembered yet.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return {};
    return { warning: ignored(path, '读不出来', 'it cannot be read') };
  }
  try {
    const read: unknown = text.length > MAX_BYTES ? undefined : JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return wordsOf(read);
  } catch {
    // Said below, as for any other content that is not ours.
  }
  return { warning: ignored(path, '内容不是设置', 'it does not hold settings') };
}

/**
 * Keeps the settings: whole or not at all, readable by the user alone.
 * @returns what went wrong; a counter without a writable folder still works
 */
export function saveSettings(settings: CounterSettings, env: Env = process.env): Text | undefined {
  const folder = settingsFolder(env);
  const path = join(folder, FILE);
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${JSON.stringify(wordsOf(settings), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
    return undefined;
  } catch {
    removeDraft(draft);
    return { zh: `设置没有保存：${path} 写不进去`, en: `settings were not kept: ${path} cannot be written` };
  }
}

function removeDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where the folder is none, nothing was written either.
  }
}

/** Only the known words, each of the right form. */
function wordsOf(read: object): CounterSettings {
  const entries = Object.entries(WORDS).flatMap(([name, form]) => {
    const value = (read as Record<string, unknown>)[name];
    return typeof value === 'string' && form.test(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as CounterSettings;
}

function ignored(path: string, zh: string, en: string): Text {
  return { zh: `没有用设置文件 ${path}：${zh}`, en: `the settings file ${path} was not used: ${en}` };
}
