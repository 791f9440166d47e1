/** The answers so far as lines above the prompt. Only those that changed are written again. */
export class AnswerLines {
  readonly #stdout: NodeJS.WriteStream;
  #lines: readonly string[] = [];

  constructor(stdout: NodeJS.WriteStream) {
    this.#stdout = stdout;
  }

  show(lines: readonly string[]): void {
    let same = 0;
    while (same < lines.length && lines[same] === this.#lines[same]) same += 1;
    const gone = this.#lines.length - same;
    const { rows } = this.#stdout;
    // What has scrolled away cannot be written over.
    if (gone > 0) this.#stdout.write(`\u001b[${Math.min(gone, (rows || 24) - 1)}A\u001b[J`);
    for (const line of lines.slice(same)) this.#stdout.write(`${line}\n`);
    this.#lines = lines;
  }

  /** Leaves on the screen what is there. */
  forget(): void {
    this.#lines = [];
  }
}
