import { formatYuan } from '../../money/fen.ts';
import { isoDate } from '../csv/values.ts';
import type { History, Settled } from './history.ts';
import type { LineYear, SettlementLine, StayLine } from './ledger-lines.ts';
import { nameOf, startOf } from './line-names.ts';
import type { Registry } from './registry.ts';
import type { Stay } from './stays.ts';
import { begunAt, yearKey, yearOfKey } from './year-key.ts';
import { KEPT, type YearState } from './year-table.ts';

/** A line of a ledger as it fills up. */
type Filling = {
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

/** Puts what the years of persons hold into lines of a ledger. */
export class ClosingYears {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** A line of JSON for each year and policy. */
  linesOf(person: string, history: History): string[] {
    const found = new Map<string, Filling>();
    const line = (key: number, policy: string): Filling => {
      const name = `${key} ${policy}`;
      const known = found.get(name) ?? this.#emptyLine(person, key, policy);
      found.set(name, known);
      return known;
    };
    for (const [year, state] of [...history.years].sort(([a], [b]) => a - b))
      this.#putYear(state, (policy) => line(year, policy));
    const { cares, stays } = this.#registry;
    for (const settled of history.settled.values()) {
      const { year } = cares[settled.posting.account.care] as (typeof cares)[number];
      const to = line(this.#keyOf(year, settled.date), settled.policy);
      to.settlements.push(this.#settlementLine(settled, year));
    }
    for (const [key, stay] of history.stays.entries()) {
      const { policy, care } = stays[key] as (typeof stays)[number];
      const year = this.#registry.yearOfCare[stay.care] ?? 0;
      const to = line(this.#keyOf(year, stay.since), policy);
      to.stays.push(this.#stayLine(stay, care, policy));
    }
    return [...found.values()].map(textOf);
  }

  #emptyLine(person: string, key: number, policy: string): Filling {
    const [kind, year] = yearOfKey(key);
    return {
      person,
      year,
      ...(kind !== 0 && { year_from: startOf(this.#registry, kind) }),
      policy,
      admissions: {},
      year_to_date: {},
      diseases: {},
      stays: [],
      settlements: [],
    };
  }

  #putYear(state: YearState, lineOf: (policy: string) => Filling): void {
    const { lines: names, cares } = this.#registry;
    for (const { care, count } of state.admissions) {
      const { policy, care: name } = cares[care] as (typeof cares)[number];
      lineOf(policy).admissions[name] = count;
    }
    for (const { line, kept } of state.lines) {
      const { policy, line: id } = names[line] as (typeof names)[number];
      lineOf(policy).year_to_date[id] = keptLine(kept);
    }
    for (const [key, paid] of state.diseases) {
      const space = key.indexOf(' ');
      const { policy, line: id } = names[Number(key.slice(0, space))] as (typeof names)[number];
      const { diseases } = lineOf(policy);
      diseases[id] = { ...diseases[id], [key.slice(space + 1)]: formatYuan(paid) };
    }
  }

  /** The year of a kind around a day. */
  #keyOf(year: number, date: number): number {
    return yearKey(year, begunAt(date, this.#registry.starts[year] ?? 0));
  }

  #stayLine({ number, since, counted, settlements, taken }: Stay, care: string, policy: string): StayLine {
    const deductibles = [...taken].map(([line, fen]) => [nameOf(this.#registry, line, policy, 0), fen]);
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
      const key = nameOf(this.#registry, line, policy, year);
      // A payment given and a line of the policy may have one name: together they are what the year holds of it.
      const own = lines[key] ?? [0, 0, 0];
      lines[key] = own.map((fen, place) => fen + (amounts[index * 3 + place] ?? 0));
    }
    for (const { index, line } of account.also) {
      const key = nameOf(this.#registry, line, policy, year);
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

function textOf({ diseases, stays, ...line }: Filling): string {
  return JSON.stringify({
    ...line,
    ...(Object.keys(diseases).length > 0 && { diseases }),
    ...(stays.length > 0 && { stays }),
  });
}

function keptLine(kept: readonly number[]): LineYear {
  const month = String(kept[KEPT.month] ?? 0).padStart(6, '0');
  return {
    base: formatYuan(kept[KEPT.base] ?? 0),
    deductible: formatYuan(kept[KEPT.deductible] ?? 0),
    paid: formatYuan(kept[KEPT.paid] ?? 0),
    paid_month: formatYuan(kept[KEPT.paidMonth] ?? 0),
    month: `${month.slice(0, 4)}-${month.slice(4)}`,
  };
}
