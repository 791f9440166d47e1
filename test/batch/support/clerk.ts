import type { LineTotals, YearToDate } from '../../../src/claim/claim.ts';
import type { Draft } from '../../../src/claim/draft.ts';
import { readDraft } from '../../../src/claim/read.ts';
import { type Estimate, type EstimateOptions, estimateDraft, prepare } from '../../../src/engine/estimate.ts';
import { OUT, PER_LINE } from '../../../src/engine/plan.ts';
import type { Part } from '../../../src/engine/resolve-input.ts';
import { type Settlement, settlementOf } from '../../../src/engine/settlement.ts';
import { claimOfRow } from './counter.ts';
import type { Row } from './csv.ts';

/** One settlement as a clerk files it. */
interface Filed {
  readonly id: string;
  readonly date: string;
  readonly policy: string;
  readonly care: string;
  /** The stay it belongs to, and the day on which that was counted as an admission. */
  readonly stay: number;
  readonly since: string;
  readonly estimate: Estimate;
  readonly lines: readonly { policy: string; id: string; hospital: boolean; totals: Required<Sums> }[];
}

type Sums = Pick<LineTotals, 'base' | 'deductible' | 'paid'>;

/**
 * Settles the claims of one person from a file of dated settlements: whatever a year holds is added up anew from it, by the
 * days from which and up to which it runs. A reversal takes a settlement out of the file. Shares nothing with the batch
 * but the engine.
 */
export class Clerk {
  readonly #options: EstimateOptions;
  readonly #filed: Filed[] = [];
  #stays = 0;

  constructor(options: EstimateOptions) {
    this.#options = options;
  }

  /** The amounts of a row's settlement in fen; of a reversal, with their signs turned. */
  async settle(row: Row): Promise<Settlement> {
    const { reverses = '' } = row;
    if (reverses !== '') return this.#takeBack(reverses);
    const draft = readDraft(claimOfRow(row), ({ code }) => {
      throw new Error(code);
    });
    const before = row.transfer === 'true' ? await this.#lastOf(draft, row) : undefined;
    if (row.transfer === 'true' && !before) throw new Error('TRANSFER_WITHOUT_STAY');
    const estimate = await estimateDraft(
      { ...draft, yearToDate: await this.#before(draft, row, before?.stay) },
      this.#options,
    );
    const { amounts, out } = estimate.worked;
    this.#filed.push({
      id: row.id ?? '',
      date: row.date ?? '',
      policy: estimate.plan.policy.id,
      care: row.care ?? '',
      stay: before?.stay ?? ++this.#stays,
      since: before?.since ?? row.date ?? '',
      estimate,
      lines: estimate.plan.lines.map(({ policy, id, payer }, index) => {
        const at = OUT.first + index * PER_LINE.size;
        const totals = {
          base: out[at + PER_LINE.base] ?? 0,
          deductible: out[at + PER_LINE.deductible] ?? 0,
          paid: out[at + PER_LINE.paid] ?? 0,
        };
        return { policy: policy.id, id, hospital: payer.id === 'hospital', totals };
      }),
    });
    return settlementOf(amounts, out);
  }

  #takeBack(id: string): Settlement {
    const at = this.#filed.findIndex((one) => one.id === id);
    const [filed] = this.#filed.splice(at, 1);
    if (!filed) throw new Error(`nothing filed under ${id}`);
    const { settlement } = filed.estimate;
    const turned = Object.entries(settlement).map(([name, fen]) => [name, fen === 0 ? 0 : -fen]);
    return Object.fromEntries(turned) as Settlement;
  }

  /** The last settlement of the same kind of care under the same policy. */
  async #lastOf(draft: Draft, { care }: Row): Promise<Filed | undefined> {
    const { located } = await prepare(draft, this.#options, true, () => undefined);
    return this.#filed.findLast((filed) => filed.policy === located?.basic.policy.id && filed.care === care);
  }

  async #before(draft: Draft, { date = '', care = '' }: Row, stay = 0): Promise<YearToDate> {
    const { located } = await prepare(draft, this.#options, true, () => undefined);
    if (!located) throw new Error('a row without a policy');
    const parts = [located.basic, ...located.supplements];
    const lines = parts.flatMap(({ policy, version }) =>
      version.lines.map((line): [string, LineTotals] => {
        const totals = this.#of(version.yearFrom, date).flatMap((filed) =>
          filed.lines.filter((one) => one.policy === policy.id && one.id === line.id),
        );
        const taken = this.#filed
          .filter((filed) => filed.stay === stay)
          .flatMap((filed) => filed.lines.filter((one) => one.policy === policy.id && one.id === line.id))
          .reduce((sum, one) => sum + one.totals.deductible, 0);
        const going = stay > 0 ? { stayDeductible: taken } : {};
        return [line.id, { ...added(totals.map((one) => one.totals)), ...going }];
      }),
    );
    const { policy, version } = located.basic;
    // A stay over several hospitals is one admission, of the year in which it began.
    const visits = new Set(
      this.#filed
        .filter((filed) => filed.policy === policy.id && filed.care === care)
        .filter(({ since }) => firstDay(since, version.yearFrom) === firstDay(date, version.yearFrom))
        .map((filed) => filed.stay),
    );
    return {
      admissions: visits.size,
      payers: new Map(),
      lines: new Map(lines),
      caps: new Map(parts.flatMap((part) => this.#capsOf(part, date))),
    };
  }

  /** What all payers have paid in the years of a policy that caps it. */
  #capsOf({ version }: Part, date: string): [string, number][] {
    const caps = version.caps.filter(({ lines, per }) => lines === 'all' && per === 'year');
    const paid = this.#of(version.yearFrom, date)
      .flatMap(({ lines }) => lines)
      .filter(({ hospital }) => !hospital)
      .reduce((sum, { totals }) => sum + totals.paid, 0);
    return caps.map(({ id }) => [id, paid]);
  }

  /** The settlements of the year around a day; of the versions, those whose years begin on the same day of the year. */
  #of(yearFrom: string, date: string): Filed[] {
    return this.#filed.filter((filed) => firstDay(filed.date, yearFrom) === firstDay(date, yearFrom));
  }
}

/** The first day of the year around a day. */
function firstDay(day: string, yearFrom: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= yearFrom ? year : year - 1}-${yearFrom}`;
}

function added(all: readonly Sums[]): Required<Sums> {
  const sum = (part: keyof Sums): number => all.reduce((total, one) => total + (one[part] ?? 0), 0);
  return { base: sum('base'), deductible: sum('deductible'), paid: sum('paid') };
}
