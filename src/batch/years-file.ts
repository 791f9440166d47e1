import { fail } from '../diagnostics/diagnostic.ts';
import { STATE } from '../engine/plan.ts';
import { isDayOfYear } from '../grammar/days.ts';
import { formatYuan } from '../money/fen.ts';
import { CALENDAR_YEAR } from '../policy/policy.ts';
import type { YearState } from './accounts.ts';
import { dayNumber, isoDate } from './csv/values.ts';
import type { History, Settled } from './history.ts';
import { type Account, oneYear, type Registry } from './registry.ts';
import { RESULT } from './results.ts';
import type { YearsBook } from './settler.ts';
import { begunAt, yearKey, yearOfKey } from './year-key.ts';

/** One line of a ledger: a year of a person under one policy. Amounts in yuan. */
interface YearLine {
  readonly person: string;
  /** The calendar year in which it begins, and the day on which it does, as 07-01, where that is not 1 January. */
  readonly year: number;
  readonly year_from?: string;
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
  /** By line: base, deductible and paid, in fen. `policy:line` of another policy, `line@07-01` in years of another kind. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

/** The years of the persons of one block, from an earlier run's ledger and for a later one's. */
export class LedgerBook implements YearsBook {
  readonly #registry: Registry;
  readonly #opening: Map<string, OpeningLine[]>;
  readonly #closing: string[] | undefined;

  /**
   * @param opening lines of a ledger, with where they stand
   * @param closing whether the years are wanted back
   */
  constructor(registry: Registry, opening: readonly LedgerText[], closing: boolean) {
    this.#registry = registry;
    this.#opening = new Map();
    for (const line of opening) {
      const read = { ...line, read: readLine(line) };
      const known = this.#opening.get(read.read.person);
      if (known) known.push(read);
      else this.#opening.set(read.read.person, [read]);
    }
    this.#closing = closing ? [] : undefined;
  }

  open(person: string, history: History): void {
    for (const { read, file, line } of this.#opening.get(person) ?? []) {
      const year = this.#registry.year(read.year_from ?? CALENDAR_YEAR);
      if (this.#isOtherYear(read, year)) otherYear(read, { file, line, column: 1 });
      const key = yearKey(year, read.year);
      history.years.set(key, merged(history.years.get(key), this.#yearOf(read, year)));
      for (const settlement of read.settlements) history.add(this.#settledOf(read, year, settlement));
    }
  }

  close(person: string, history: History): void {
    this.#opening.delete(person);
    this.#closing?.push(...this.#linesOf(person, history));
  }

  /** The lines of everyone, those of persons without a claim in this run unchanged. */
  closing(): string {
    const untouched = [...this.#opening.values()].flat().map(({ read }) => JSON.stringify(read));
    const lines = [...(this.#closing ?? []), ...untouched];
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  /** Whether the policy counts no years of this kind: what they hold would be lost. Payments alone are another policy's. */
  #isOtherYear({ policy, year_to_date, settlements }: YearLine, year: number): boolean {
    const known = this.#registry.yearsOf(policy);
    if (known === undefined || known.has(year)) return false;
    return settlements.length > 0 || Object.values(year_to_date).some(({ base }) => fen(base) !== 0);
  }

  #yearOf({ policy, admissions, year_to_date, diseases }: YearLine, year: number): YearState {
    const paidByDisease = new Map<string, number>();
    for (const [line, byDisease] of Object.entries(diseases ?? {})) {
      for (const [disease, yuan] of Object.entries(byDisease))
        paidByDisease.set(`${this.#registry.line(policy, line, year)} ${disease}`, fen(yuan));
    }
    return {
      lines: Object.entries(year_to_date).map(([line, kept]) => ({
        line: this.#registry.line(policy, line, year),
        kept: [
          fen(kept.base),
          fen(kept.deductible),
          fen(kept.paid),
          fen(kept.paid_month),
          Number(kept.month.replace('-', '')),
        ],
      })),
      admissions: Object.entries(admissions).map(([care, count]) => ({
        care: this.#registry.care(policy, care, year),
        count,
      })),
      diseases: paidByDisease,
    };
  }

  #settledOf({ policy }: YearLine, year: number, line: SettlementLine): Settled {
    const ids = Object.keys(line.lines);
    const lines = Int32Array.from(ids, (id) => this.#lineNamed(id, policy, year));
    const account: Account = {
      lines,
      year: oneYear(lines, this.#registry),
      also: [],
      elsewhere: [],
      care: this.#registry.care(policy, line.care, year),
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

  /** A line by its name in the ledger. */
  #lineNamed(name: string, policy: string, year: number): number {
    const [, other, line = '', start] = /^(?:(.*):)?([^:@]*)(?:@(.*))?$/.exec(name) ?? [];
    const kind = start === undefined ? year : this.#registry.year(start);
    return this.#registry.line(other ?? policy, line, kind);
  }

  #nameOf(line: number, policy: string, year: number): string {
    const name = this.#registry.lines[line] as Registry['lines'][number];
    // Lines of a supplement stand under their own policy.
    const plain = name.policy === policy ? name.line : `${name.policy}:${name.line}`;
    return name.year === year ? plain : `${plain}@${this.#startOf(name.year)}`;
  }

  /** The day on which years of a kind begin, as 07-01. */
  #startOf(year: number): string {
    const text = String(this.#registry.starts[year]).padStart(4, '0');
    return `${text.slice(0, 2)}-${text.slice(2)}`;
  }

  #linesOf(person: string, history: History): string[] {
    const { lines: names, cares } = this.#registry;
    const found = new Map<string, Mutable>();
    const entry = (key: number, policy: string): Mutable => {
      const name = `${key} ${policy}`;
      let line = found.get(name);
      if (!line) {
        const [kind, year] = yearOfKey(key);
        const from = kind === 0 ? {} : { year_from: this.#startOf(kind) };
        line = {
          person,
          year,
          ...from,
          policy,
          admissions: {},
          year_to_date: {},
          diseases: {},
          settlements: [],
        };
        found.set(name, line);
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
    for (const settled of history.settled.values()) {
      const { year } = cares[settled.posting.account.care] as (typeof cares)[number];
      const key = yearKey(year, begunAt(settled.date, this.#registry.starts[year] ?? 0));
      entry(key, settled.policy).settlements.push(this.#settlementLine(settled, year));
    }
    return [...found.values()].map(({ diseases, ...line }) =>
      JSON.stringify(Object.keys(diseases).length > 0 ? { ...line, diseases } : line),
    );
  }

  #settlementLine(
    { id, date, posting, results, covered, policy, reversed }: Settled,
    year: number,
  ): SettlementLine {
    const { cares } = this.#registry;
    const { account, amounts, disease } = posting;
    const lines: Record<string, number[]> = {};
    for (const [index, line] of account.lines.entries()) {
      const key = this.#nameOf(line, policy, year);
      // A payment given and a line of the policy may have one name: together they are what the year holds of it.
      const own = lines[key] ?? [0, 0, 0];
      lines[key] = own.map((fen, place) => fen + (amounts[index * 3 + place] ?? 0));
    }
    for (const { index, line } of account.also) {
      const key = this.#nameOf(line, policy, year);
      lines[key] = [0, 0, (lines[key]?.[2] ?? 0) + (amounts[index * 3 + 2] ?? 0)];
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
  year_from?: string;
  policy: string;
  admissions: Record<string, number>;
  year_to_date: Record<string, LineYear>;
  diseases: Record<string, Record<string, string>>;
  settlements: SettlementLine[];
};

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

interface OpeningLine extends LedgerText {
  readonly read: YearLine;
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
  year_from,
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
    (year_from === undefined || isDayOfYear(year_from)) &&
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

function otherYear(
  { policy, year_from: start = CALENDAR_YEAR }: YearLine,
  place: { file: string; line: number; column: number },
): never {
  return fail({
    code: 'LEDGER_OTHER_YEAR',
    message: {
      zh: `台账里 ${policy} 的年度从 ${start} 起，政策里没有这样的年度，累计数用不上`,
      en: `the ledger counts ${policy} in years from ${start}, which the policy does not know`,
    },
    hint: {
      zh: '核对政策的 year_from；改过的话，要从年度第一天起重新结算',
      en: 'check `year_from` of the policy; where it was changed, settle again from the first day of the year',
    },
    place,
  });
}

function fen(yuan: string): number {
  return Number(yuan.replace('.', ''));
}
