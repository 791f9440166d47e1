import type { YearToDate } from '../../src/claim/claim.ts';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, estimateDraft } from '../../src/engine/estimate.ts';
import { OUT, PER_LINE, STATE } from '../../src/engine/plan.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { type PayerShare, printSettlement, type Settlement } from '../../src/engine/settlement.ts';
import { amountsOf, stateOf } from '../../src/engine/state.ts';
import { formatYuan } from '../../src/money/fen.ts';
import type { Library } from '../../src/policy/library.ts';
import { entryOf, type MapTree, type Tree } from '../../src/source/tree.ts';
import { readYaml } from '../../src/source/yaml.ts';

/** A regression case of fixtures/cases: claims of one year with what must come out of each. */
export interface Case {
  readonly name: string;
  readonly because: string;
  readonly line: number;
  readonly assume: ReadonlyMap<string, string>;
  readonly claims: readonly MapTree[];
  /** One for each claim; the last may be the error instead. */
  readonly expect: readonly Expected[];
  readonly error?: { readonly code: string; readonly field?: string };
}

interface Expected {
  readonly low: MapTree;
  readonly high?: MapTree;
}

/** What a case did: what is wrong (nothing when it passed), and what it touched. */
export interface Outcome {
  readonly failures: readonly string[];
  readonly estimates: readonly Estimate[];
  readonly diagnostics: readonly Diagnostic[];
}

const KEYS = ['name', 'because', 'assume', 'claim', 'claims', 'expect', 'expect_high', 'expect_error'];

/** The cases of a file. Unknown and missing keys are errors: a case that checks nothing must not pass. */
export function readCases(text: string, file: string): Case[] {
  const tree = readYaml(text, file);
  if (tree.kind !== 'list') throw new Error(`${file}: a list of cases belongs here`);
  return tree.items.map((item) => readCase(item, file));
}

function readCase(tree: Tree, file: string): Case {
  const wrong = (what: string): never => {
    throw new Error(`${file}:${tree.place.line}: ${what}`);
  };
  if (tree.kind !== 'map') return wrong('a case is a map');
  for (const { key } of tree.entries) if (!KEYS.includes(key)) wrong(`there is no key “${key}” in a case`);
  const text = (key: string): string => {
    const value = entryOf(tree, key);
    return value?.kind === 'scalar' && !value.empty ? value.text : wrong(`“${key}” is missing`);
  };
  const maps = (key: string): MapTree[] => {
    const value = entryOf(tree, key);
    if (value === undefined) return [];
    return (value.kind === 'list' ? value.items : [value]).map((item) =>
      item.kind === 'map' && item.entries.length > 0 ? item : wrong(`“${key}” holds a map`),
    );
  };
  const claims = [...maps('claim'), ...maps('claims')];
  const lows = maps('expect');
  const highs = maps('expect_high');
  const error = errorOf(entryOf(tree, 'expect_error'), wrong);
  if (claims.length === 0) wrong('“claim” or “claims” is missing');
  if (lows.length + (error ? 1 : 0) !== claims.length) wrong('one `expect` for each claim');
  if (highs.length > 0 && highs.length !== lows.length) wrong('one `expect_high` for each `expect`');
  return {
    name: text('name'),
    because: text('because'),
    line: tree.place.line,
    assume: new Map(
      maps('assume').flatMap((map) =>
        map.entries.map(({ key, value }) => [key, value.kind === 'scalar' ? value.text : ''] as const),
      ),
    ),
    claims,
    expect: lows.map((low, index) => ({ low, ...(highs[index] && { high: highs[index] }) })),
    ...(error && { error }),
  };
}

/** `expect_error: CODE` or `expect_error: { code: CODE, field: pooled_fund.rate }`. */
function errorOf(tree: Tree | undefined, wrong: (what: string) => never): Case['error'] {
  if (tree === undefined) return undefined;
  if (tree.kind === 'scalar') return { code: tree.text };
  const read = (key: string): string | undefined => {
    const value = entryOf(tree, key);
    return value?.kind === 'scalar' ? value.text : undefined;
  };
  const code = read('code') ?? wrong('`expect_error` names a code');
  const field = read('field');
  return { code, ...(field !== undefined && { field }) };
}

/** Settles the claims of a case, carrying the year from one to the next. */
export async function runCase(test: Case, library: Library): Promise<Outcome> {
  const failures: string[] = [];
  const estimates: Estimate[] = [];
  const diagnostics: Diagnostic[] = [];
  let year: YearToDate | undefined;
  for (const [index, claim] of test.claims.entries()) {
    const expected = test.expect[index];
    const at = test.claims.length > 1 ? `claim ${index + 1}: ` : '';
    try {
      const problems = new Problems();
      const draft = readDraft(claim, (problem) => problems.error(problem));
      problems.throwIfFailed();
      const estimate = await estimateDraft(year ? { ...draft, yearToDate: year } : draft, {
        library,
        assumptions: test.assume,
      });
      estimates.push(estimate);
      year = carry(estimate);
      if (!expected) failures.push(`${at}expected the error ${test.error?.code}, but it settles`);
      else failures.push(...compare(estimate, expected).map((failure) => at + failure));
    } catch (error) {
      if (!(error instanceof BaoxiaoError)) throw error;
      diagnostics.push(...error.diagnostics);
      const found = error.diagnostics.map(({ code, field }) => (field ? `${code} (${field})` : code));
      if (expected) failures.push(`${at}refused: ${found.join(', ')}`);
      else if (!error.diagnostics.some((problem) => isExpected(problem, test.error)))
        failures.push(`${at}expected the error ${describe(test.error)}, found ${found.join(', ')}`);
      break;
    }
  }
  return { failures, estimates, diagnostics };
}

function isExpected({ code, field }: Diagnostic, wanted: Case['error']): boolean {
  return code === wanted?.code && (wanted.field === undefined || wanted.field === field);
}

function describe(error: Case['error']): string {
  return error?.field ? `${error.code} (${error.field})` : (error?.code ?? '');
}

function compare(estimate: Estimate, { low, high }: Expected): string[] {
  const failures = compareMap(low, estimate.settlement, estimate.payers, estimate);
  if (high === undefined) {
    if (estimate.settlementHigh) failures.push('there is a high bound, but no `expect_high`');
    return failures;
  }
  if (!estimate.settlementHigh) return [...failures, 'there is no high bound'];
  const higher = compareMap(high, estimate.settlementHigh, estimate.payersHigh ?? [], estimate);
  return [...failures, ...higher.map((failure) => `high: ${failure}`)];
}

function compareMap(
  expected: MapTree,
  settlement: Settlement,
  payers: readonly PayerShare[],
  estimate: Estimate,
): string[] {
  const printed: Record<string, string> = printSettlement(settlement);
  return expected.entries.flatMap(({ key, value }): string[] => {
    if (key === 'covered') return differs(key, textOf(value), String(estimate.covered));
    if (key === 'notices') {
      const codes = estimate.notices.map((notice) => notice.code);
      return wordsOf(value)
        .filter((code) => !codes.includes(code))
        .map((code) => `notices: ${code} is not among ${codes.join(', ')}`);
    }
    if (key === 'payers') {
      if (value.kind !== 'map') return ['payers: a map of id: amount belongs here'];
      return value.entries.flatMap((entry) => {
        const share = payers.find((payer) => payer.id === entry.key);
        const amount = share ? formatYuan(share.amount) : 'no such payer';
        return differs(`payers.${entry.key}`, textOf(entry.value), amount);
      });
    }
    const actual = printed[key];
    return actual === undefined ? [`there is no amount “${key}”`] : differs(key, textOf(value), actual);
  });
}

/** Equality of exact strings; no tolerance. */
function differs(what: string, expected: string, actual: string): string[] {
  return expected === actual ? [] : [`${what}: expected ${expected}, found ${actual}`];
}

function textOf(tree: Tree): string {
  return tree.kind === 'scalar' ? tree.text : '';
}

function wordsOf(tree: Tree): string[] {
  return tree.kind === 'list' ? tree.items.map(textOf) : [textOf(tree)];
}

/** The year after a claim, line by line; lines the claim had nothing to do with keep what they held. */
function carry({ plan, claim }: Estimate): YearToDate {
  const { yearToDate } = claim;
  if (!plan.covered) return yearToDate;
  const amounts = amountsOf(plan, claim);
  const state = stateOf(plan, yearToDate);
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  settle(plan, amounts, state, out, outcome);
  const sum = (index: number, before: number, now: number): number =>
    (state[index * STATE.size + before] ?? 0) + (out[OUT.first + index * PER_LINE.size + now] ?? 0);
  const lines = new Map(yearToDate.lines);
  for (const [index, { id }] of plan.lines.entries()) {
    lines.set(id, {
      base: sum(index, STATE.base, PER_LINE.base),
      deductible: sum(index, STATE.deductible, PER_LINE.deductible),
      paid: sum(index, STATE.paid, PER_LINE.paid),
    });
  }
  return { ...yearToDate, admissions: (yearToDate.admissions ?? 0) + 1, lines };
}
