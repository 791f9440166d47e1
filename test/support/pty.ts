import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** Keys as a terminal sends them. */
export const KEY = {
  enter: '\r',
  esc: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  backspace: '\u007f',
  tab: '\t',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlU: '\u0015',
} as const;

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const DEADLINE = 15_000;

/** A program on a pseudo-terminal, with the screen as a person would see it. Waits for what it shows, never for a time. */
export class Terminal {
  /** Keys pressed by `press`; what `type` enters is not counted. */
  presses = 0;
  /** Everything written, with its control sequences. */
  output = '';
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  readonly #watchers = new Set<() => void>();
  readonly #exit: Promise<number>;
  #ended = false;

  constructor(program: string, args: readonly string[], options: TerminalOptions = {}) {
    const { columns: cols = 80, rows = 24, env = {}, cwd = process.cwd() } = options;
    this.#screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 500 });
    const clean: Record<string, string> = {};
    for (const [name, value] of Object.entries(process.env)) {
      const colour = ['NO_COLOR', 'FORCE_COLOR', 'COLORTERM', 'CI'].includes(name);
      if (value !== undefined && !colour) clean[name] = value;
    }
    this.#pty = spawn(program, [...args], {
      name: 'xterm-256color',
      cols,
      rows,
      cwd,
      env: { ...clean, LANG: 'zh_CN.UTF-8', LC_ALL: '', BAOXIAO_LANG: '', ...env },
    });
    this.#pty.onData((data) => {
      this.output += data;
      this.#screen.write(data, () => this.#look());
    });
    this.#exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        // What is still on its way to the screen is shown first.
        this.#screen.write('', () => {
          this.#ended = true;
          this.#look();
          // As a shell reports it.
          resolve(signal ? 128 + signal : exitCode);
        });
      });
    });
  }

  /** Keys that count: what the clerk presses beyond the amounts. */
  press(...keys: readonly string[]): void {
    this.presses += keys.length;
    for (const key of keys) this.#pty.write(key);
  }

  /** An amount, a name: entered, not counted. */
  type(text: string): void {
    this.#pty.write(text);
  }

  /** The lines on the screen, the blank ones at the end left out. */
  lines(): string[] {
    const { active } = this.#screen.buffer;
    const lines: string[] = [];
    for (let row = 0; row < this.#screen.rows; row++)
      lines.push(active.getLine(active.baseY + row)?.translateToString(true) ?? '');
    while (lines.at(-1) === '') lines.pop();
    return lines;
  }

  /** Everything shown since the start, what has scrolled away too. */
  history(): string {
    const { active } = this.#screen.buffer;
    const lines: string[] = [];
    for (let row = 0; row < active.length; row++)
      lines.push(active.getLine(row)?.translateToString(true) ?? '');
    return lines.join('\n');
  }

  /** Lines that did not fit and went on in the next. */
  wrapped(): string[] {
    const { active } = this.#screen.buffer;
    const found: string[] = [];
    for (let row = 0; row < active.length; row++) {
      const line = active.getLine(row);
      if (line?.isWrapped) found.push(line.translateToString(true));
    }
    return found;
  }

  get cursorShown(): boolean {
    return this.output.lastIndexOf('\u001b[?25h') >= this.output.lastIndexOf('\u001b[?25l');
  }

  /** Waits until the screen shows a text or matches; fails with the screen when it does not come. */
  shows(wanted: string | RegExp): Promise<void> {
    const seen = (): boolean => {
      const screen = this.lines().join('\n');
      return typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
    };
    return this.#until(seen, `“${wanted}” on the screen`);
  }

  /** Waits until a text is gone from the screen. */
  hides(unwanted: string): Promise<void> {
    return this.#until(() => !this.lines().join('\n').includes(unwanted), `no “${unwanted}” on the screen`);
  }

  /** The exit code. */
  async exits(): Promise<number> {
    await this.#until(() => this.#ended, 'the end of the program');
    return this.#exit;
  }

  kill(): void {
    if (!this.#ended) this.#pty.kill('SIGKILL');
  }

  #look(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #until(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (finish: () => void): void => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        finish();
      };
      const failed = (why: string): Error =>
        new Error(`${why}, waiting for ${what}:\n${this.lines().join('\n')}`);
      const check = (): void => {
        if (holds()) done(resolve);
        else if (this.#ended) done(() => reject(failed('the program ended')));
      };
      const timer = setTimeout(() => done(() => reject(failed('nothing more came'))), DEADLINE);
      this.#watchers.add(check);
      check();
    });
  }
}
