import { CALENDAR_YEAR, type Policy } from '../../policy/policy.ts';

/**
 * Numbers for the kinds of years, and for the lines and kinds of care whose years are kept, the same in every plan that
 * uses them. What one policy counts from January and another from July are two kinds of years beside each other.
 */
export class Registry {
  /** By kind of year, the day on which such years begin, as 701. */
  readonly starts: number[] = [];
  readonly lines: { readonly policy: string; readonly line: string; readonly year: number }[] = [];
  readonly cares: { readonly policy: string; readonly care: string; readonly year: number }[] = [];
  /** The kind of year of each line and kind of care, bare: asked for each claim. */
  readonly yearOfLine: number[] = [];
  readonly yearOfCare: number[] = [];
  readonly #yearOf = new Map<string, number>();
  readonly #lineOf = new Map<string, number>();
  readonly stays: { readonly policy: string; readonly care: string }[] = [];
  readonly #stayOf = new Map<string, number>();
  readonly #careOf = new Map<string, number>();
  /** By policy, the kinds of years of its versions. */
  readonly #policies = new Map<string, ReadonlySet<number>>();

  constructor() {
    this.year(CALENDAR_YEAR);
  }

  /** @param start the day on which such years begin, as 07-01 */
  year(start: string): number {
    return numbered(this.#yearOf, start, () => this.starts.push(Number(start.replace('-', ''))));
  }

  line(policy: string, line: string, year: number): number {
    return numbered(this.#lineOf, `${year} ${policy} ${line}`, () => {
      this.yearOfLine.push(year);
      return this.lines.push({ policy, line, year });
    });
  }

  /** A line by what a stay knows it by, whatever its year: a stay may go on in years of another kind. */
  lineOfStay(line: number): number {
    const { policy, line: id } = this.lines[line] as Registry['lines'][number];
    return this.line(policy, id, 0);
  }

  care(policy: string, care: string, year: number): number {
    return numbered(this.#careOf, `${year} ${policy} ${care}`, () => {
      this.yearOfCare.push(year);
      return this.cares.push({ policy, care, year });
    });
  }

  /** What the stays for a kind of care are known by, under a basic policy. */
  stay(policy: string, care: string): number {
    return numbered(this.#stayOf, `${policy} ${care}`, () => this.stays.push({ policy, care }));
  }

  /** Takes note of how a policy counts its years. */
  know({ id, versions }: Policy): void {
    this.#policies.set(id, new Set(versions.map(({ yearFrom }) => this.year(yearFrom))));
  }

  /** The kinds of years of a policy's versions, where the policy is known. */
  yearsOf(policy: string): ReadonlySet<number> | undefined {
    return this.#policies.get(policy);
  }
}

function numbered(numbers: Map<string, number>, key: string, add: () => number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = add() - 1;
  numbers.set(key, number);
  return number;
}
