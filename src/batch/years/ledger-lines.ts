import { fail } from '../../diagnostics/diagnostic.ts';
import { isDayOfYear } from '../../grammar/days.ts';
import { RESULT } from '../results.ts';

/** One line of a ledger: a year of a person under one policy. Amounts in yuan. */
export interface YearLine {
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
  /** Stays that began in the year, where the policy makes one stay of several hospitals. */
  readonly stays?: readonly StayLine[];
  /** Settlements of the year that a reversal may take back. */
  readonly settlements: readonly SettlementLine[];
}

export interface LineYear {
  readonly base: string;
  readonly deductible: string;
  readonly paid: string;
  readonly paid_month: string;
  readonly month: string;
}

export interface StayLine {
  readonly number: number;
  readonly care: string;
  readonly since: string;
  /** False where it was no admission of its own. */
  readonly counted?: boolean;
  readonly settlements: number;
  /** Deductible taken so far, by line as in a settlement, in fen. */
  readonly deductibles: Readonly<Record<string, number>>;
}

export interface SettlementLine {
  readonly id: string;
  readonly date: string;
  readonly care: string;
  readonly covered: boolean;
  readonly disease?: string;
  readonly reversed?: boolean;
  /** Number of its stay, and whether it went on with one. */
  readonly stay?: number;
  readonly transfer?: boolean;
  /** The amounts of the bill and of the payers, in the order of RESULT, in fen. */
  readonly amounts: readonly number[];
  /** By line: base, deductible and paid, in fen. `policy:line` of another policy, `line@07-01` in years of another kind. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
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

/** All lines of one person in one text, a JSON list; undefined where it is none. */
export function readLines(text: string): YearLine[] | undefined {
  try {
    const read = JSON.parse(text) as YearLine[];
    return Array.isArray(read) && read.every(isYearLine) ? read : undefined;
  } catch {
    return undefined;
  }
}

export function readLine({ text, file, line }: LedgerText): YearLine {
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
  stays,
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
    (stays ?? []).every(isStayLine) &&
    settlements.every(isSettlementLine)
  );
}

function isStayLine({ number, care, since, settlements, deductibles }: StayLine): boolean {
  return (
    typeof care === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(since) &&
    [number, settlements, ...Object.values(deductibles)].every(Number.isSafeInteger)
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
