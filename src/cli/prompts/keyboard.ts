import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** The streams a prompt works on. */
export interface PromptContext {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly clearPromptOnDone: boolean;
  readonly signal: AbortSignal;
}

/** Ctrl-C, or the terminal went away. Named like the prompts' own, so that whoever catches one catches both. */
export class InterruptedError extends Error {
  override readonly name = 'ExitPromptError';
}

const CTRL_C = '\u0003';
/** Ctrl-D would close a prompt for good and Ctrl-Z stop the program with the terminal in raw mode. */
const DROPPED = ['\u0004', '\u001a'];
const ESCAPE = '\u001b';
/** A key the clerk cannot press by accident stands for a lone Esc, which readline would hold back for half a second. */
const BACK_KEY = '\u001b[24~';

// An escape sequence is one key, and so is every character. Esc and a letter in a row are two: nothing here uses Alt.
const KEY = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|O[@-~])|\\r\\n|[^]`, 'gu');

/**
 * The keyboard of a whole session. Keeps the terminal in raw mode from the first prompt to the last and hands each
 * prompt one key at a time, so that a clerk who types ahead of the questions loses none: what one prompt does not take
 * waits for the next.
 */
export class Keyboard {
  readonly #stdin: NodeJS.ReadStream;
  readonly #decoder = new StringDecoder('utf8');
  readonly #onData = (chunk: Buffer | string): void => this.#take(chunk);
  readonly #onEnd = (): void => this.#interrupt();
  #keys: string[] = [];
  #prompt: { input: PassThrough; abort: AbortController; cancels: boolean } | undefined;
  #pumping = false;
  #interrupted = false;

  constructor(stdin: NodeJS.ReadStream) {
    this.#stdin = stdin;
  }

  open(): void {
    this.#raw(true);
    this.#stdin.on('data', this.#onData);
    this.#stdin.on('end', this.#onEnd);
    this.#stdin.on('close', this.#onEnd);
    this.#stdin.resume();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    this.#stdin.off('data', this.#onData);
    this.#stdin.off('end', this.#onEnd);
    this.#stdin.off('close', this.#onEnd);
    this.#raw(false);
    this.#stdin.pause();
  }

  /** @throws InterruptedError when Ctrl-C was pressed while no prompt was there to take it */
  check(): void {
    if (this.#interrupted) throw new InterruptedError('interrupted');
  }

  /** Forgets what was typed ahead: it was meant for questions that now do not come. */
  discard(): void {
    this.#keys = [];
  }

  /**
   * Runs one prompt on the keys that come.
   * @param cancelled given for a prompt that knows no Esc: the answer that Esc then means
   */
  async ask<Value>(
    output: NodeJS.WritableStream,
    prompt: (context: PromptContext) => Promise<Value>,
    cancelled?: Value,
  ): Promise<Value> {
    this.check();
    const input = new PassThrough();
    const abort = new AbortController();
    this.#prompt = { input, abort, cancels: cancelled !== undefined };
    try {
      const answer = prompt({ input, output, clearPromptOnDone: true, signal: abort.signal });
      void this.#pump();
      return await answer;
    } catch (error) {
      this.check();
      if (cancelled !== undefined && abort.signal.aborted) return cancelled;
      throw error;
    } finally {
      this.#prompt = undefined;
      input.destroy();
    }
  }

  #raw(on: boolean): void {
    if (this.#stdin.isTTY) this.#stdin.setRawMode(on);
  }

  #take(chunk: Buffer | string): void {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    if (text.includes(CTRL_C)) {
      this.#interrupt();
      return;
    }
    for (const [key] of text.matchAll(KEY)) {
      if (DROPPED.includes(key)) continue;
      this.#keys.push(key === ESCAPE ? BACK_KEY : key === '\r\n' || key === '\n' ? '\r' : key);
    }
    void this.#pump();
  }

  #interrupt(): void {
    this.#interrupted = true;
    this.#keys = [];
    this.#prompt?.abort.abort();
  }

  /** One key, then a turn of the event loop in which the prompt may finish and the next one begin. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#prompt && this.#keys.length > 0) {
      const key = this.#keys.shift();
      if (key === BACK_KEY && this.#prompt.cancels) this.#prompt.abort.abort();
      else this.#prompt.input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#pumping = false;
  }
}

/** Whether a key means: back to the question before. */
export function isBack({ name }: { readonly name?: string }): boolean {
  return name === 'f12';
}
