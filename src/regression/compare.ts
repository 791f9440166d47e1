import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import type { Estimate } from '../engine/estimate.ts';
import { formatRatio, type PayerShare, type Settlement, type SettlementField } from '../engine/settlement.ts';
import type { Step } from '../engine/step.ts';
import { formatYuan } from '../money/fen.ts';
import type { Expected, ExpectedError } from './case.ts';
import { compareBases, compareExact, compareNotices } from './compare-grounds.ts';
import type { Expectation, ExpectedCover, Tolerance, Written } from './expectation.ts';
import { type Failure, failure } from './failure.ts';

export type { Failure } from './failure.ts';

/** Everything in which an estimate is not as expected. */
export function compareEstimate(estimate: Estimate, { low, high }: Expected, claim: number): Failure[] {
  const found = compareBound(estimate, low, estimate.settlement, estimate.payers, claim);
  const { settlementHigh, payersHigh, ranged } = estimate;
  if (high && settlementHigh) {
    const other = compareBound(estimate, high, settlementHigh, payersHigh ?? [], claim, true);
    return [...found, ...other];
  }
  if (high !== undefined || ranged) {
    const message = high
      ? {
          zh: '只有一个金额：用到的数值都是确定的',
          en: 'there is one bound only: every figure used is exact',
        }
      : {
          zh: '数值是范围，金额有两个：还要写 expect_high',
          en: 'a figure is a range, so there are two bounds: give `expect_high`, too',
        };
    const place = (high ?? low).place;
    found.push(failure('BOUNDS', claim, 'expect_high', high ? 'expect_high' : '', '', place, message));
  }
  return found;
}

function compareBound(
  estimate: Estimate,
  expected: Expectation,
  settlement: Settlement,
  payers: readonly PayerShare[],
  claim: number,
  high = false,
): Failure[] {
  const { tolerance } = expected;
  const steps = stepsBehind(estimate);
  const found: Failure[] = [];
  const { covered } = expected;
  if (covered && covered.value !== String(estimate.covered)) {
    const message = {
      zh: `应${covered.value === 'true' ? '' : '不'}予支付，却${estimate.covered ? '' : '不'}予支付`,
      en: `expected ${covered.value === 'true' ? 'covered' : 'not covered'}, is ${estimate.covered ? 'covered' : 'not covered'}`,
    };
    found.push(
      failure('COVERED', claim, 'covered', covered.value, String(estimate.covered), covered.place, message),
    );
  }
  for (const [field, wanted] of expected.amounts) {
    const got = settlement[field];
    const off =
      field === 'pool_prop_selfpay'
        ? ratio(field, wanted, got, claim)
        : amount(field, wanted, got, tolerance, claim);
    if (off) found.push({ ...off, steps: steps(field) });
  }
  for (const [id, wanted] of expected.payers) {
    const share = payers.find((payer) => payer.id === id);
    const off = share
      ? amount(`payers.${id}`, wanted, share.amount, tolerance, claim)
      : notThere(
          `payers.${id}`,
          wanted,
          payers.map((payer) => payer.id),
          claim,
        );
    if (off) found.push(off);
  }
  const lines = estimate.steps.filter((step) => step.line !== 'in_policy');
  for (const [id, wanted] of expected.lines) {
    const step = lines.find((one) => one.line === id);
    const off = step
      ? amount(`lines.${id}`, wanted, step.result, tolerance, claim)
      : notThere(
          `lines.${id}`,
          wanted,
          lines.map((one) => one.line),
          claim,
        );
    if (off) found.push({ ...off, steps: step ? [step] : [] });
  }
  // The steps explain the low bound only.
  if (!high) found.push(...compareExact(lines, expected, claim));
  found.push(...compareBases(estimate, expected, claim));
  const codes = estimate.notices.map((notice) => notice.code);
  found.push(...compareNotices(expected, codes, claim));
  return high ? found.map((one) => ({ ...one, high })) : found;
}

function amount(
  key: string,
  wanted: Written<number>,
  got: number,
  tolerance: Tolerance | undefined,
  claim: number,
): Failure | undefined {
  const difference = got - wanted.value;
  if (Math.abs(difference) <= (tolerance?.fen ?? 0)) return undefined;
  return { ...unequal(key, formatYuan(wanted.value), formatYuan(got), wanted, claim), difference };
}

/** A ratio is no amount: no yuan make up for a difference. */
function ratio(key: string, wanted: Written<number>, got: number, claim: number): Failure | undefined {
  if (got === wanted.value) return undefined;
  return unequal(key, formatRatio(wanted.value), formatRatio(got), wanted, claim);
}

function unequal(
  key: string,
  wanted: string,
  got: string,
  { place }: Written<number>,
  claim: number,
): Failure {
  const message = { zh: `应为 ${wanted}，得 ${got}`, en: `expected ${wanted}, got ${got}` };
  return failure('AMOUNT', claim, key, wanted, got, place, message);
}

function notThere(key: string, wanted: Written<number>, known: readonly string[], claim: number): Failure {
  const message = {
    zh: `没有这一项（有：${known.join('、')}）`,
    en: `there is no such thing (there is: ${known.join(', ')})`,
  };
  return failure('NOT_THERE', claim, key, formatYuan(wanted.value), '', wanted.place, message);
}

/** The steps that make an amount: those of its payer; of the person's part, all that pay. */
function stepsBehind(estimate: Estimate): (field: SettlementField) => readonly Step[] {
  const fields = new Map(estimate.plan.lines.map((line) => [line.id, line]));
  return (field) =>
    estimate.steps.filter((step) => {
      const line = fields.get(step.line);
      if (field === 'inscp_scp_amt') return step.line === 'in_policy';
      if (!line) return false;
      if (field === 'act_pay_dedc') return line.basic;
      if (field === 'pool_prop_selfpay') return line.payer.field === 'hifp_pay';
      return line.payer.field === field;
    });
}

/** Everything in which the answer about cover is not as expected. */
export function compareCover(result: EligibilityResult, expected: ExpectedCover): Failure[] {
  const answers = coverAnswers(result);
  const found = [...expected.answers].flatMap(([key, wanted]): Failure[] => {
    const got = answers[key] ?? 'none';
    if (wanted.value === got) return [];
    const message = { zh: `应为 ${wanted.value}，得 ${got}`, en: `expected ${wanted.value}, got ${got}` };
    return [failure('COVER', 0, key, wanted.value, got, wanted.place, message)];
  });
  const codes = result.notices.map((notice) => notice.code);
  return [...found, ...compareNotices(expected, codes, 0)];
}

/** What an answer about cover says, by the keys of a case. */
function coverAnswers({
  cover,
  life,
  rules,
}: EligibilityResult): Readonly<Record<string, string | undefined>> {
  return {
    covered_from: cover?.from,
    covered_from_earliest: cover?.earliest,
    covered_until: cover?.until,
    make_up: cover && String(cover.makeUp),
    lifetime: life && String(life.lifetime),
    years_missing: String(life?.yearsMissing ?? 0),
    shortfall: life?.shortfall,
    policy: rules[0]?.policy.id,
  };
}

/** A claim that should settle was refused. */
export function refused(diagnostics: readonly Diagnostic[], claim: number, place: Place): Failure {
  const codes = listOf(diagnostics);
  const message = { zh: `应能结算，却报错 ${codes}`, en: `it should settle but is refused: ${codes}` };
  return { ...failure('REFUSED', claim, 'expect', '', codes, place, message), diagnostics };
}

/** A claim that should be refused settles. */
export function settledAfterAll(error: ExpectedError, claim: number): Failure {
  const wanted = nameOf(error);
  const message = { zh: `应报错 ${wanted}，却能结算`, en: `it should be refused with ${wanted} but settles` };
  return failure('NOT_REFUSED', claim, 'expect_error', wanted, '', error.place, message);
}

/** It was refused, but for another reason. */
export function otherError(diagnostics: readonly Diagnostic[], error: ExpectedError, claim: number): Failure {
  const wanted = nameOf(error);
  const codes = listOf(diagnostics);
  const message = { zh: `应报错 ${wanted}，得 ${codes}`, en: `expected the error ${wanted}, got ${codes}` };
  return {
    ...failure('OTHER_ERROR', claim, 'expect_error', wanted, codes, error.place, message),
    diagnostics,
  };
}

function listOf(diagnostics: readonly Diagnostic[]): string {
  return [...new Set(diagnostics.map(nameOf))].join(', ');
}

function nameOf({ code, field }: { code: string; field?: string }): string {
  return field === undefined ? code : `${code} (${field})`;
}
