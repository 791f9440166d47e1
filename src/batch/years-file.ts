import { fail } from '../diagnostics/diagnostic.ts';
import { STATE } from '../engine/plan.ts';
import { formatYuan } from '../money/fen.ts';
import type { Account, Registry, YearState } from './accounts.ts';
import { dayNumber, isoDate } from './csv/values.ts';
import type { History, Settled } from './history.ts';
import { RESULT } from './results.ts';
import type { YearsBook } from './settler.ts';

/** One line of a ledger: a year of a person under one policy. Amounts in yuan. */
interface YearLine {
  readonly person: string;
  readonly year: number;
  readonly policy: string;
  /** Settlements by kind of care. */
  readonly admissions: Readonly<Record<string, number>>;
  /** By line of the policy, as a claim's `year_to_date` takes it; `month` says which month `paid_month` is of. */
  readonly year_to_date: Readonly<Record<string, LineYear>>;
  /** Paid by line and disease, where a cap is counted so. */
  readonly diseases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Settlements of the year that a reversal may take back. */
  readonly settlements: readonly SettlementLine[];
}

interface LineYear {
  readonly base: string;
  readonly deductible: string;
  readonly paid: string;
  readonly paid_month: string;
  readonly month: string;
}

interface SettlementLine {
  readonly id: string;
  readonly date: string;
  readonly care: string;
  readonly covered: boolean;
  readonly disease?: string;
  readonly reversed?: boolean;
  /** The amounts of the bill and of the payers, in the order of RESULT, in fen. */
  readonly amounts: readonly number[];
  /** By line: base, deductible and paid, in fen. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

/** The years of the persons of one block, from an earlier run's ledger and for a later one's. */
export class LedgerBook implements YearsBook {
  readonly #registry: Registry;
  readonly #opening: Map<string, YearLine[]>;
  readonly #closing: string[] | undefined;

  /**
   * @param opening lines of a ledger, with where they stand
   * @param closing whether the years are wanted back
   */
  constructor(registry: Registry, opening: readonly LedgerText[], closing: boolean) {
    this.#registry = registry;
    this.#opening = new Map();
    for (const line of opening) {
      const read = readLine(line);
      const known = this.#opening.get(read.person);
      if (known) known.push(read);
      else this.#opening.set(read.person, [read]);
    }
    this.#closing = closing ? [] : undefined;
  }

  open(person: string, history: History): void {
    for (const line of this.#opening.get(person) ?? []) {
      history.years.set(line.year, merged(history.years.get(line.year), this.#yearOf(line)));
      for (const settlement of line.settlements) history.add(this.#settledOf(line, settlement));
    }
  }

  close(person: string, history: History): void {
    this.#opening.delete(person);
    this.#closing?.push(...this.#linesOf(person, history));
  }

  /** The lines of everyone, those of persons without a claim in this run unchanged. */
  closing(): string {
    const untouched = [...this.#opening.values()].flat().map((line) => JSON.stringify(line));
    const lines = [...(this.#closing ?? []), ...untouched];
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  #yearOf({ policy, admissions, year_to_date, diseases }: YearLine): YearState {
    const paidByDisease = new Map<string, number>();
    for (const [line, byDisease] of Object.entries(diseases ?? {})) {
      for (const [disease, yuan] of Object.entries(byDisease))
        paidByDisease.set(`${this.#registry.line(policy, line)} ${disease}`, fen(yuan));
    }
    return {
      lines: Object.entries(year_to_date).map(([line, kept]) => ({
        line: this.#registry.line(policy, line),
        kept: [
          fen(kept.base),
          fen(kept.deductible),
          fen(kept.paid),
          fen(kept.paid_month),
          Number(kept.month.replace('-', '')),
        ],
      })),
      admissions: Object.entries(admissions).map(([care, count]) => ({
        care: this.#registry.care(policy, care),
        count,
      })),
      diseases: paidByDisease,
    };
  }

  #settledOf({ policy }: YearLine, line: SettlementLine): Settled {
    const ids = Object.keys(line.lines);
    const account: Account = {
      lines: Int32Array.from(ids, (id) => this.#registry.line(...splitLine(id, policy))),
      elsewhere: [],
      care: this.#registry.care(policy, line.care),
      byDisease: line.disease === undefined ? [] : ids.map((_, index) => index),
    };
    const date = dayNumber(line.date);
    return {
      id: line.id,
      date,
      posting: {
        account,
        month: Math.floor(date / 100),
        disease: line.disease ?? '',
        amounts: Float64Array.from(Object.values(line.lines).flat()),
        covered: line.covered,
      },
      results: Float64Array.from(line.amounts),
      covered: line.covered,
      policy,
      reversed: line.reversed === true,
      earlier: true,
    };
  }

  #linesOf(person: string, history: History): string[] {
    const { lines: names, cares } = this.#registry;
    const found = new Map<string, Mutable>();
    const entry = (year: number, policy: string): Mutable => {
      const key = `${year} ${policy}`;
      let line = found.get(key);
      if (!line) {
        line = { person, year, policy, admissions: {}, year_to_date: {}, diseases: {}, settlements: [] };
        found.set(key, line);
      }
      return line;
    };
    for (const [year, state] of [...history.years].sort(([a], [b]) => a - b)) {
      for (const { care, count } of state.admissions) {
        const { policy, care: name } = cares[care] as (typeof cares)[number];
        entry(year, policy).admissions[name] = count;
      }
      for (const { line, kept } of state.lines) {
        const { policy, line: id } = names[line] as (typeof names)[number];
        entry(year, policy).year_to_date[id] = keptLine(kept);
      }
      for (const [key, paid] of state.diseases) {
        const space = key.indexOf(' ');
        const { policy, line: id } = names[Number(key.slice(0, space))] as (typeof names)[number];
        const { diseases } = entry(year, policy);
        diseases[id] = { ...diseases[id], [key.slice(space + 1)]: formatYuan(paid) };
      }
    }
    for (const settled of history.settled.values())
      entry(Math.floor(settled.date / 10_000), settled.policy).settlements.push(
        this.#settlementLine(settled),
      );
    return [...found.values()].map(({ diseases, ...line }) =>
      JSON.stringify(Object.keys(diseases).length > 0 ? { ...line, diseases } : line),
    );
  }

  #settlementLine({ id, date, posting, results, covered, policy, reversed }: Settled): SettlementLine {
    const { lines: names, cares } = this.#registry;
    const { account, amounts, disease } = posting;
    const lines: Record<string, number[]> = {};
    for (const [index, line] of account.lines.entries()) {
      const name = names[line] as (typeof names)[number];
      // Lines of a supplement stand under their own policy.
      const key = name.policy === policy ? name.line : `${name.policy}:${name.line}`;
      // A payment given and a line of the policy may have one name: together they are what the year holds of it.
      const own = lines[key] ?? [0, 0, 0];
      lines[key] = own.map((fen, place) => fen + (amounts[index * 3 + place] ?? 0));
    }
    return {
      id,
      date: isoDate(date),
      care: cares[account.care]?.care ?? '',
      covered,
      ...(account.byDisease.length > 0 && { disease }),
      ...(reversed && { reversed }),
      amounts: [...results],
      lines,
    };
  }
}

type Mutable = {
  person: string;
  year: number;
  policy: string;
  admissions: Record<string, number>;
  year_to_date: Record<string, LineYear>;
  diseases: Record<string, Record<string, string>>;
  settlements: SettlementLine[];
};

function splitLine(id: string, policy: string): [policy: string, line: string] {
  const colon = id.indexOf(':');
  return colon < 0 ? [policy, id] : [id.slice(0, colon), id.slice(colon + 1)];
}

function keptLine(kept: readonly number[]): LineYear {
  const month = String(kept[4] ?? 0).padStart(6, '0');
  return {
    base: formatYuan(kept[STATE.base] ?? 0),
    deductible: formatYuan(kept[STATE.deductible] ?? 0),
    paid: formatYuan(kept[STATE.paid] ?? 0),
    paid_month: formatYuan(kept[STATE.paidMonth] ?? 0),
    month: `${month.slice(0, 4)}-${month.slice(4)}`,
  };
}

function merged(before: YearState | undefined, year: YearState): YearState {
  if (!before) return year;
  return {
    lines: [...before.lines, ...year.lines],
    admissions: [...before.admissions, ...year.admissions],
    diseases: new Map([...before.diseases, ...year.diseases]),
  };
}

/** A line of a ledger file and where it stands. */
export interface LedgerText {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** The person of a ledger line. It stands first as we write it, so that the rest is only read where it is settled. */
export function personOf(line: LedgerText): string {
  const [, first] = /^\{"person":("[^"\\]*")/.exec(line.text) ?? [];
  return first === undefined ? readLine(line).person : JSON.parse(first);
}

function readLine({ text, file, line }: LedgerText): YearLine {
  try {
    const read = JSON.parse(text) as YearLine;
    if (isYearLine(read)) return read;
  } catch {
    // Neither JSON nor anything like it.
  }
  return badLine({ file, line, column: 1 });
}

/** Throws or is false where something is missing. */
function isYearLine({
  person,
  year,
  policy,
  admissions,
  year_to_date,
  diseases,
  settlements,
}: YearLine): boolean {
  const lines = Object.values(year_to_date);
  return (
    typeof person === 'string' &&
    Number.isInteger(year) &&
    year >= 1000 &&
    year <= 9999 &&
    typeof policy === 'string' &&
    Object.values(admissions).every((count) => Number.isInteger(count) && count >= 0) &&
    lines.every(
      ({ base, deductible, paid, paid_month, month }) =>
        [base, deductible, paid, paid_month].every(isSum) && /^\d{4}-\d{2}$/.test(month),
    ) &&
    Object.values(diseases ?? {}).every((sums) => Object.values(sums).every(isSum)) &&
    settlements.every(isSettlementLine)
  );
}

function isSettlementLine({ id, date, care, amounts, lines }: SettlementLine): boolean {
  return (
    typeof id === 'string' &&
    typeof care === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    amounts.length === RESULT.size &&
    amounts.every(Number.isSafeInteger) &&
    Object.values<readonly number[]>(lines).every(
      (each) => each.length === 3 && each.every(Number.isSafeInteger),
    )
  );
}

/** A sum of a year, which may be larger than one amount can be. */
function isSum(text: unknown): boolean {
  return typeof text === 'string' && /^-?\d{1,13}\.\d{2}$/.test(text);
}

function badLine(place: { file: string; line: number; column: number }): never {
  return fail({
    code: 'BAD_LEDGER',
    message: { zh: '这一行不是台账的内容', en: 'this line is not of a ledger' },
    hint: {
      zh: '--opening 要用 --closing 写出的文件，不要手工修改',
      en: '--opening takes a file that --closing has written',
    },
    place,
  });
}

function fen(yuan: string): number {
  return Number(yuan.replace('.', ''));
}
