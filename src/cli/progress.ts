import { fstatSync } from 'node:fs';
import type { Progress } from '../batch/options.ts';
import type { Lang } from '../diagnostics/text.ts';
import { count } from '../report/batch/amounts.ts';
import type { Context } from './context.ts';

const BAR = 20;
const ON_TERMINAL = 100;
const IN_LOG = 60_000;
/** Milliseconds after which a speed says something. */
const SETTLED = 300;
const PHASES = {
  settle: { zh: '计算', en: 'settling' },
  part: { zh: '分组', en: 'sorting by person' },
  merge: { zh: '合并', en: 'putting together' },
} as const;

/** Says how far a run has come: a bar on a terminal, a line a minute in a log file, nothing into a pipe. */
export class ProgressLine {
  readonly #context: Context;
  readonly #kind: 'terminal' | 'log' | 'none';
  #phase = '';
  #began = Date.now();
  #said = Date.now();
  #shown = false;

  constructor(context: Context) {
    this.#context = context;
    const { stderr } = context.io;
    this.#kind = stderr.isTTY ? 'terminal' : isFile(stderr) ? 'log' : 'none';
  }

  show(progress: Progress): void {
    if (this.#kind === 'none') return;
    const now = Date.now();
    if (progress.phase !== this.#phase) {
      this.#phase = progress.phase;
      this.#began = now;
    }
    if (now - this.#said < (this.#kind === 'terminal' ? ON_TERMINAL : IN_LOG)) return;
    this.#said = now;
    const line = progressText(progress, now - this.#began, this.#context.lang);
    const { stderr } = this.#context.io;
    if (this.#kind === 'log') stderr.write(`${new Date(now).toISOString()} ${line}\n`);
    else {
      stderr.write(`\r\u001b[K${line}`);
      this.#shown = true;
    }
  }

  /** Takes the bar away; what follows stands in its place. */
  clear(): void {
    if (this.#shown) this.#context.io.stderr.write('\r\u001b[K');
    this.#shown = false;
  }
}

/** One line: phase, bar, rows, rows a second, time left. @param elapsed milliseconds since the phase began */
export function progressText({ phase, rows, share }: Progress, elapsed: number, lang: Lang): string {
  const speed = elapsed > SETTLED ? Math.round((rows * 1000) / elapsed) : 0;
  const bar =
    share === undefined
      ? ''
      : `[${'#'.repeat(Math.round(share * BAR)).padEnd(BAR, '-')}] ${String(Math.floor(share * 100)).padStart(3)}% `;
  const left = speed > 0 && share ? clock((elapsed * (1 - share)) / share / 1000) : '';
  const words =
    lang === 'zh'
      ? [`${count(rows)} 行`, speed > 0 && `每秒 ${count(speed)} 行`, left && `还要 ${left}`]
      : [`${count(rows)} rows`, speed > 0 && `${count(speed)} rows/s`, left && `${left} left`];
  const counts = words.filter((word) => word).join(lang === 'zh' ? '，' : ', ');
  return `${PHASES[phase][lang]} ${bar}${counts}`;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const minutes = Math.floor(whole / 60);
  return `${minutes}:${String(whole % 60).padStart(2, '0')}`;
}

function isFile(stream: NodeJS.WriteStream): boolean {
  try {
    return fstatSync((stream as NodeJS.WriteStream & { fd?: number }).fd ?? 2).isFile();
  } catch {
    return false;
  }
}
