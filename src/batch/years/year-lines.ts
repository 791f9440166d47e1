import { fail } from '../../diagnostics/diagnostic.ts';
import { STATE } from '../../engine/plan.ts';
import { formatYuan } from '../../money/fen.ts';
import { CALENDAR_YEAR } from '../../policy/policy.ts';
import { dayNumber, isoDate } from '../csv/values.ts';
import { type Account, oneYear } from './account.ts';
import type { History, Settled } from './history.ts';
import type { LedgerText, LineYear, SettlementLine, StayLine, YearLine } from './ledger-lines.ts';
import type { Registry } from './registry.ts';
import type { Stay, Stays } from './stays.ts';
import { begunAt, yearKey, yearOfKey } from './year-key.ts';
import type { YearState } from './year-table.ts';

/** The years of a person as lines of a ledger: taken up from them, and put into them. */
export class YearLines {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /**
   * Puts what a person's lines hold into the history.
   * @throws BaoxiaoError where a line counts years that its policy does not know
   */
  load(lines: readonly OpeningLine[], history: History): void {
    for (const { read, file, line } of lines) {
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
      this.#lineNamed(name, policy, 0),
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
    const ids = Object.keys(line.lines);
    const lines = Int32Array.from(ids, (id) => this.#lineNamed(id, policy, year));
    const key = this.#registry.stay(policy, line.care);
    const stay = line.stay === undefined ? undefined : stays.numbered(key, line.stay);
    const account: Account = {
      lines,
      year: oneYear(lines, this.#registry),
      also: [],
      elsewhere: [],
      care: this.#registry.care(policy, line.care, year),
      stay: key,
      stayLines: [...lines].flatMap((one, index) => {
        const line = this.#registry.lineOfStay(one);
        return stay?.taken.has(line) ? [{ index, line }] : [];
      }),
      goesOn: line.transfer === true,
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
        ...(stay && { stay }),
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

  /** What a person's years hold, a line of JSON for each year and policy. */
  linesOf(person: string, history: History): string[] {
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
          stays: [],
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
    for (const [key, stay] of history.stays.entries()) {
      const { policy, care } = this.#registry.stays[key] as Registry['stays'][number];
      const year = this.#registry.yearOfCare[stay.care] ?? 0;
      const line = entry(yearKey(year, begunAt(stay.since, this.#registry.starts[year] ?? 0)), policy);
      line.stays.push(this.#stayLine(stay, care, policy));
    }
    return [...found.values()].map(({ diseases, stays, ...line }) =>
      JSON.stringify({
        ...line,
        ...(Object.keys(diseases).length > 0 && { diseases }),
        ...(stays.length > 0 && { stays }),
      }),
    );
  }

  #stayLine({ number, since, counted, settlements, taken }: Stay, care: string, policy: string): StayLine {
    const deductibles = [...taken].map(([line, fen]) => [this.#nameOf(line, policy, 0), fen]);
    return {
      ...{ number, care, since: isoDate(since), settlements },
      ...(!counted && { counted }),
      deductibles: Object.fromEntries(deductibles),
    };
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
      ...(posting.stay && { stay: posting.stay.number }),
      ...(account.goesOn && { transfer: true }),
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
  stays: StayLine[];
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

/** A line of a ledger that has been read, and where it stands. */
export interface OpeningLine extends Omit<LedgerText, 'text'> {
  readonly read: YearLine;
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
