import { ClosingYears } from './closing-years.ts';
import type { History, YearsBook } from './history.ts';
import { type LedgerText, readLine } from './ledger-lines.ts';
import { type OpeningLine, OpeningYears } from './opening-years.ts';
import type { Registry } from './registry.ts';

/** The years of the persons of one block, from an earlier run's ledger and for a later one's. */
export class LedgerBook implements YearsBook {
  readonly #openingYears: OpeningYears;
  readonly #closingYears: ClosingYears;
  readonly #opening: Map<string, OpeningLine[]>;
  readonly #closing: string[] | undefined;

  /**
   * @param opening lines of a ledger, with where they stand
   * @param closing whether the years are wanted back
   */
  constructor(registry: Registry, opening: readonly LedgerText[], closing: boolean) {
    this.#openingYears = new OpeningYears(registry);
    this.#closingYears = new ClosingYears(registry);
    this.#opening = new Map();
    for (const line of opening) {
      const read = { ...line, read: readLine(line) };
      const known = this.#opening.get(read.read.person);
      if (known) known.push(read);
      else this.#opening.set(read.read.person, [read]);
    }
    this.#closing = closing ? [] : undefined;
  }

  open(person: string, history: History): undefined {
    this.#openingYears.load(this.#opening.get(person) ?? [], history);
  }

  close(person: string, history: History): void {
    this.#opening.delete(person);
    this.#closing?.push(...this.#closingYears.linesOf(person, history));
  }

  /** The lines of everyone, those of persons without a claim in this run unchanged. */
  closing(): string {
    const untouched = [...this.#opening.values()].flat().map(({ read }) => JSON.stringify(read));
    const lines = [...(this.#closing ?? []), ...untouched];
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }
}
