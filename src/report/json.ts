import { wordOf } from '../claim/claim.ts';
import { fundOf } from '../codes/payers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import type { Notice } from '../engine/notices.ts';
import type { Part } from '../engine/resolve-input.ts';
import { type PayerShare, printSettlement } from '../engine/settlement.ts';
import type { Step, StepInput } from '../engine/step.ts';
import { formatYuan } from '../money/fen.ts';
import { policyYear } from '../policy/year.ts';
import { type ClaimJsonOptions, claimJson, type JsonObject } from './claim-json.ts';
import type * as data from './estimate-data.ts';
import { say, visible } from './say.ts';
import { type UsedSource, usedSources } from './sources.ts';

/** Changes when a field changes its meaning or goes away; new fields do not count. */
export const FORMAT_VERSION = 1;

export interface JsonOptions extends ClaimJsonOptions {
  readonly lang: Lang;
}

/** One estimate as data: the names of the national interface, every amount a string of yuan. */
export function settlementJson(estimate: Estimate, options: JsonOptions): data.EstimateResult {
  const { lang } = options;
  const { policies, settlement, settlementHigh, payersHigh } = estimate;
  const sources = usedSources(estimate);
  const date = wordOf(estimate.claim.facts, 'date') ?? '';
  const parts = policies.map((part) => policyJson(part, date, lang));
  const [policy] = parts;
  if (!policy) throw new Error('an estimate has a policy');
  const payer = (share: PayerShare): data.EstimatePayer => ({
    ...payerJson(share, lang),
    ...(options.codes && fundJson(share, estimate)),
  });
  return {
    format_version: FORMAT_VERSION,
    claim: claimJson(estimate.claim, options),
    policy,
    policies: parts,
    covered: estimate.covered,
    settlement: printSettlement(settlement),
    ...(settlementHigh && { settlement_high: printSettlement(settlementHigh) }),
    payers: estimate.payers.map(payer),
    ...(payersHigh && { payers_high: payersHigh.map(payer) }),
    steps: estimate.steps.map((step) => stepJson(step, lang)),
    notices: estimate.notices.map((notice) => noticeJson(notice, lang)),
    sources: sources.map((used) => sourceJson(used, lang)),
  };
}

function policyJson({ policy, version }: Part, date: string, lang: Lang): data.EstimatePolicy {
  const { from, to } = policyYear(policy, version, date);
  return { id: policy.id, title: say(policy.title, lang), version: version.from, year: { from, to } };
}

export function payerJson({ id, label, field, amount }: PayerShare, lang: Lang): data.EstimatePayer {
  return { id, label: say(label, lang), field, amount: formatYuan(amount) };
}

/** The national fund of a share; cash has none. */
function fundJson({ id, field }: PayerShare, { plan }: Estimate): JsonObject {
  const fund = fundOf(id, field, schemeOf(plan));
  return fund === undefined ? {} : { fund_pay_type: fund };
}

/** The scheme that a bill is settled by. */
export function schemeOf({ policy }: Pick<Estimate['plan'], 'policy'>): string {
  return policy.id.split('/')[1] ?? '';
}

export function noticeJson({ code, severity, message }: Notice, lang: Lang): data.EstimateNotice {
  return { code, severity, message: say(message, lang) };
}

export function problemJson(
  { code, severity, message, field, value, hint }: Diagnostic,
  lang: Lang,
): JsonObject {
  return {
    code,
    severity,
    message: say(message, lang),
    ...(field !== undefined && { field }),
    ...(value !== undefined && { value: visible(value) }),
    ...(hint && { hint: say(hint, lang) }),
  };
}

function stepJson(step: Step, lang: Lang): data.EstimateStep {
  return {
    line: step.line,
    policy: step.policy,
    payer: step.payer === '' ? null : step.payer,
    label: say(step.label, lang),
    rule: say(step.rule, lang),
    applied: step.applied,
    inputs: step.inputs.map((input) => inputJson(input, lang)),
    bands: bandsJson(step),
    exact: step.exact,
    rounding: say(step.rounding, lang),
    result: formatYuan(step.result),
    sources: step.sources,
    basis: step.basis,
  };
}

/** The rows of the band table; points on a part of the cost are a row of their own, so that the rows add up. */
function bandsJson({ bands, part }: Step): data.EstimateBand[] {
  const rows: data.EstimateBand[] = bands.map((band) => ({
    from: band.from,
    to: band.to ?? null,
    rate: band.rate,
    base: band.base,
    amount: band.amount,
    ...(band.basis && { basis: band.basis }),
  }));
  if (part)
    rows.push({
      from: '0.00',
      to: null,
      rate: part.rate,
      base: part.base,
      amount: part.amount,
      part: part.tag,
    });
  return rows;
}

function inputJson(input: StepInput, lang: Lang): data.EstimateInput {
  return {
    name: input.name,
    label: say(input.label, lang),
    value: plainAmount(say(input.value, lang)),
    ...(input.formula && { formula: say(input.formula, lang) }),
    ...(input.basis && { basis: input.basis }),
    ...(input.source !== undefined && { source: input.source }),
    ...(input.note && { note: say(input.note, lang) }),
  };
}

/** Steps group their amounts for reading; data has no separators. */
function plainAmount(value: string): string {
  return /^-?\d{1,3}(,\d{3})*\.\d\d$/.test(value) ? value.replaceAll(',', '') : value;
}

function sourceJson({ policy, id, source }: UsedSource, lang: Lang): data.EstimateSource {
  return {
    id,
    policy,
    title: say(source.title, lang),
    ...(source.publisher && { publisher: say(source.publisher, lang) }),
    ...(source.number && { number: say(source.number, lang) }),
    ...(source.date !== undefined && { date: source.date }),
    ...(source.url !== undefined && { url: visible(source.url) }),
    grade: source.grade,
  };
}
