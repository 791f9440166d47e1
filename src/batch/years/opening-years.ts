import { fail } from '../../diagnostics/diagnostic.ts';
import { CALENDAR_YEAR } from '../../policy/policy.ts';
import { dayNumber } from '../csv/values.ts';
import { type Account, oneYear } from './account.ts';
import type { History, Settled } from './history.ts';
import type { LedgerText, SettlementLine, StayLine, YearLine } from './ledger-lines.ts';
import { lineNamed } from './line-names.ts';
import type { Registry } from './registry.ts';
import type { Stay, Stays } from './stays.ts';
import { yearKey } from './year-key.ts';
import type { YearState } from './year-table.ts';

/** A line of a ledger that has been read, and where it stands. */
export interface OpeningLine extends Omit<LedgerText, 'text'> {
  readonly read: YearLine;
}

/** Takes the years of persons up from the lines of a ledger. */
export class OpeningYears {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /**
   * Puts what a person's lines hold into the history.
   * @throws BaoxiaoError where a line counts years that its policy does not know, or a year is there twice
   */
  load(lines: readonly OpeningLine[], history: History): void {
    for (const [at, { read, file, line }] of lines.entries()) {
      for (let before = 0; before < at; before++)
        if (isSameYear(read, lines[before]?.read)) yearTwice(read, { file, line, column: 1 });
      const year = this.#registry.year(read.year_from ?? CALENDAR_YEAR);
      if (this.#isOtherYear(read, year)) otherYear(read, { file, line, column: 1 });
      const key = yearKey(year, read.year);
      history.years.set(key, merged(history.years.get(key), this.#yearOf(read, year)));
      for (const stay of read.stays ?? []) this.#openStay(read, year, stay, history);
    }
    // A settlement may belong to a stay that began in another year.
    for (const { read } of lines) {
      const year = this.#registry.year(read.year_from ?? CALENDAR_YEAR);
      for (const settlement of read.settlements)
        history.add(this.#settledOf(read, year, settlement, history.stays));
    }
  }

  #openStay({ policy }: YearLine, year: number, stay: StayLine, { stays }: History): void {
    const { number, care, since, counted = true, settlements, deductibles } = stay;
    const taken = Object.entries(deductibles).map(([name, fen]): [number, number] => [
      lineNamed(this.#registry, name, policy, 0),
      fen,
    ]);
    stays.put(this.#registry.stay(policy, care), {
      ...{ number, since: dayNumber(since), counted, settlements },
      care: this.#registry.care(policy, care, year),
      taken: new Map(taken),
    });
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

  #settledOf({ policy }: YearLine, year: number, line: SettlementLine, stays: Stays): Settled {
    const key = this.#registry.stay(policy, line.care);
    const stay = line.stay === undefined ? undefined : stays.numbered(key, line.stay);
    const date = dayNumber(line.date);
    return {
      id: line.id,
      date,
      posting: {
        account: this.#accountOf(policy, year, line, stay),
        month: Math.floor(date / 100),
        disease: line.disease ?? '',
        amounts: Float64Array.from(Object.values(line.lines).flat()),
        covered: line.covered,
        ...(stay && { stay }),
      },
      results: Float64Array.from(line.amounts),
      covered: line.covered,
      policy,
      reversed: line.reversed === true,
      earlier: true,
    };
  }

  /** The account of a settlement, so far as taking it back needs it. */
  #accountOf(policy: string, year: number, line: SettlementLine, stay: Stay | undefined): Account {
    const ids = Object.keys(line.lines);
    const lines = Int32Array.from(ids, (id) => lineNamed(this.#registry, id, policy, year));
    return {
      lines,
      year: oneYear(lines, this.#registry),
      also: [],
      elsewhere: [],
      care: this.#registry.care(policy, line.care, year),
      stay: this.#registry.stay(policy, line.care),
      stayLines: [...lines].flatMap((one, index) => {
        const line = this.#registry.lineOfStay(one);
        return stay?.taken.has(line) ? [{ index, line }] : [];
      }),
      goesOn: line.transfer === true,
      byDisease: line.disease === undefined ? [] : ids.map((_, index) => index),
    };
  }
}

function merged(before: YearState | undefined, year: YearState): YearState {
  if (!before) return year;
  return {
    lines: [...before.lines, ...year.lines],
    admissions: [...before.admissions, ...year.admissions],
    diseases: new Map([...before.diseases, ...year.diseases]),
  };
}

/** A run leaves one line for each year of a policy; of two, one is older than the other, and nothing says which. */
function isSameYear(one: YearLine, other: YearLine | undefined): boolean {
  return one.policy === other?.policy && one.year === other.year && one.year_from === other.year_from;
}

function yearTwice({ policy, year }: YearLine, place: { file: string; line: number; column: number }): never {
  return fail({
    code: 'LEDGER_YEAR_TWICE',
    message: {
      zh: `台账里同一人 ${policy} 的 ${year} 年度有两份`,
      en: `the ledger has the year ${year} of ${policy} twice for one person`,
    },
    hint: {
      zh: '只留最后一次写出的那份',
      en: 'keep the one that was written last',
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
