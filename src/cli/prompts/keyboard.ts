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
const CTRL_Z = '\u001a';
const ESCAPE = '\u001b';
/** A key the clerk cannot press by accident stands for a lone Esc, which readline would hold back for half a second. */
const BACK_KEY = '\u001b[24~';

// An escape sequence is one key; so is a pair of surrogates, and a character with what combines with it.
const KEY = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O[@-~]|[^\u001b[O])|\r\n|[\s\S]/gu;

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
  #prompt: { input: PassThrough; abort: AbortController } | undefined;
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

  /** Runs one prompt on the keys that come. */
  async ask<Value>(
    output: NodeJS.WritableStream,
    prompt: (context: PromptContext) => Promise<Value>,
  ): Promise<Value> {
    this.check();
    const input = new PassThrough();
    const abort = new AbortController();
    this.#prompt = { input, abort };
    try {
      const answer = prompt({ input, output, clearPromptOnDone: true, signal: abort.signal });
      void this.#pump();
      return await answer;
    } catch (error) {
      this.check();
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
      if (key === CTRL_Z) continue;
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
      this.#prompt.input.write(this.#keys.shift());
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#pumping = false;
  }
}

/** Whether a key means: back to the question before. */
export function isBack({ name }: { readonly name?: string }): boolean {
  return name === 'f12';
}
