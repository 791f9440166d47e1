import { readFileSync, writeFileSync } from 'node:fs';
import type { LineTotals, YearToDate } from '../../src/claim/claim.ts';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, type EstimateOptions, estimateDraft } from '../../src/engine/estimate.ts';
import { OUT, PER_LINE, STATE } from '../../src/engine/plan.ts';
import { settle } from '../../src/engine/settle.ts';
import { printSettlement } from '../../src/engine/settlement.ts';
import { amountsOf, stateOf } from '../../src/engine/state.ts';
import { Library } from '../../src/policy/library.ts';
import { treeOf } from '../../src/source/tree.ts';

/** What one person's year holds under one policy: visits are counted by kind of care, lines over all care. */
interface Year {
  readonly visits: Map<string, number>;
  readonly lines: Map<string, LineTotals>;
}

/**
 * Settles a generated file claim by claim with the estimator, as a clerk would who carries the year's totals from one
 * claim to the next. Slow, and shares no code with the batch but the engine: what the batch must agree with.
 * @param roots policy folders, the first ones win
 * @returns rows written
 */
export async function settleFile(input: string, output: string, roots: readonly string[]): Promise<number> {
  const options: EstimateOptions = { library: new Library(roots) };
  // The generator writes neither quotes nor commas inside a field.
  const [header = '', ...lines] = readFileSync(input, 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  const place = (name: string): number => columns.indexOf(name);
  const [person, date] = [place('psn_no'), place('setl_time')];
  const rows = lines.map((line, index) => ({ index, line, fields: line.split(',') }));
  // Stable: claims of one day stay in the order of the file.
  rows.sort((a, b) => compare(a.fields[date], b.fields[date]));

  const years = new Map<string, Year>();
  const results: string[] = [];
  let names: string[] = [];
  for (const { index, line, fields } of rows) {
    const claim = Object.fromEntries(columns.map((column, at) => [column, fields[at]]));
    const key = [fields[person], fields[date]?.slice(0, 4), claim.insuplc_admdvs, claim.insutype].join(' ');
    const year = years.get(key) ?? { visits: new Map(), lines: new Map() };
    years.set(key, year);
    const estimate = await estimateOf(claim, year, options, `${input}:${index + 2}`);
    carry(estimate, String(claim.med_type), year);
    const settlement = printSettlement(estimate.settlement);
    names = Object.keys(settlement);
    const policy = estimate.plan.policy.id;
    const status = estimate.covered ? 'ok' : 'not_covered';
    results[index] = [line, ...Object.values(settlement), policy, status].join(',');
  }
  const added = [...names, 'policy', 'status'].map((name) => `est_${name}`);
  writeFileSync(output, `${[...columns, ...added].join(',')}\n${results.join('\n')}\n`);
  return results.length;
}

async function estimateOf(
  claim: Readonly<Record<string, string | undefined>>,
  year: Year,
  options: EstimateOptions,
  where: string,
): Promise<Estimate> {
  try {
    const draft = readDraft(treeOf(claim, where), (problem) => {
      throw new BaoxiaoError([{ severity: 'error', ...problem }]);
    });
    const admissions = year.visits.get(String(claim.med_type)) ?? 0;
    const yearToDate: YearToDate = { admissions, payers: new Map(), lines: year.lines };
    return await estimateDraft({ ...draft, yearToDate }, options);
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    throw new Error(`${where}: ${error.diagnostics.map(({ code, field }) => `${code} ${field}`).join(', ')}`);
  }
}

/** Adds a claim to the year. Only a covered claim counts. */
function carry({ plan, claim, covered }: Estimate, care: string, year: Year): void {
  if (!covered) return;
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  settle(plan, amountsOf(plan, claim), state, out, { code: 0, line: 0, band: 0 });
  for (const [index, { id }] of plan.lines.entries()) {
    const after = (before: number, now: number): number =>
      (state[index * STATE.size + before] ?? 0) + (out[OUT.first + index * PER_LINE.size + now] ?? 0);
    year.lines.set(id, {
      base: after(STATE.base, PER_LINE.base),
      deductible: after(STATE.deductible, PER_LINE.deductible),
      paid: after(STATE.paid, PER_LINE.paid),
    });
  }
  year.visits.set(care, (year.visits.get(care) ?? 0) + 1);
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
