import type { Break, Edge, Judged } from '../../curve/breaks.ts';
import { reasonsAt } from '../../curve/causes.ts';
import type { Cliff, Drop } from '../../curve/cliffs.ts';
import type { Curve } from '../../curve/curve.ts';
import { type Fraction, showFraction } from '../../curve/fraction.ts';
import { personOf } from '../../curve/judge.ts';
import type { LevelInversion } from '../../curve/levels.ts';
import { effectiveRate, roundBills } from '../../curve/rates.ts';
import type { CurvePayer, Shares } from '../../curve/shares.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { Plan } from '../../engine/plan.ts';
import { payersOf, printSettlement, settlementOf } from '../../engine/settlement.ts';
import { formatYuan } from '../../money/fen.ts';
import type { Json, JsonObject } from '../claim-json.ts';
import { noticeJson, payerJson } from '../json.ts';
import { say } from '../say.ts';
import { defaultEnd } from './chart.ts';
import { plainExact } from './numbers.ts';
import type { CurveReport } from './view.ts';

/** Changes when a field changes its meaning or goes away; new fields do not count. */
export const CURVE_FORMAT_VERSION = 1;

/** A curve as data: places on the bill as whole fen and as exact fractions of a yuan, slopes as exact fractions. */
export function curveJson(report: CurveReport, lang: Lang): JsonObject {
  const { answer, inversions, notices } = report;
  const { low, high, claim } = answer;
  const { plan } = low;
  const facts = [...claim.facts].map(([key, fact]): [string, Json] => [
    key,
    Array.isArray(fact) ? [...fact] : (fact as string | number),
  ]);
  return {
    format_version: CURVE_FORMAT_VERSION,
    policy: { id: plan.policy.id, title: say(plan.policy.title, lang), version: plan.version.from },
    policies: plan.policies.map(({ policy, version }) => ({ id: policy.id, version: version.from })),
    circumstances: Object.fromEntries(facts),
    covered: plan.covered,
    curve: oneCurve(low, report.to, lang),
    ...(high && { curve_high: oneCurve(high, report.to, lang) }),
    inversions: inversions.map((one) => inversionJson(one)),
    notices: notices.map((notice) => noticeJson(notice, lang)),
  };
}

export function oneCurve(curve: Curve, to: number | undefined, lang: Lang): JsonObject {
  const { plan, sweep, payers, breaks } = curve;
  return {
    payers: payers.map(({ id, label }) => ({ id, label: say(label, lang) })),
    breaks: breaks.map((one) => breakJson(one, curve, lang)),
    rates: roundBills(sweep, [], to ?? defaultEnd([curve])).map(rateJson),
    cliffs: curve.cliffs.map((cliff) => cliffJson(cliff, plan, lang)),
    drops: curve.drops.map((drop) => dropJson(drop, plan, lang)),
  };
}

function breakJson(one: Break, { plan, payers }: Curve, lang: Lang): JsonObject {
  const { kind, bill, before, after, shown, edge, steps } = one;
  return {
    kind,
    bill: formatYuan(shown.fen),
    exact: plainExact(bill),
    ...(shown.settled && {
      settlement: printSettlement(settlementOf(shown.settled.amounts, shown.settled.out)),
      payers: payersOf(plan, shown.settled.out).map((payer) => payerJson(payer, lang)),
    }),
    rate: effectiveRate(shown) ?? null,
    before: slopesJson(before, payers),
    after: slopesJson(after, payers),
    causes: reasonsAt(plan, one).map(({ text, key, place }) => ({
      text: say(text, lang),
      ...(key !== undefined && { key }),
      ...(place && { file: place.file, line: place.line }),
    })),
    ...(edge && edgeJson(edge)),
    ...(steps.length > 0 && { steps: steps.map((step) => edgeJson(step.edge)) }),
  };
}

/** Of one more fen, what each pays: exact fractions. */
function slopesJson(shares: Shares | undefined, payers: readonly CurvePayer[]): Json {
  if (!shares) return null;
  const others = payers.map(({ id }, place): [string, string] => [
    id,
    showFraction(shares.payers[place]?.slope ?? shares.person.slope),
  ]);
  return { person: showFraction(shares.person.slope), payers: Object.fromEntries(others) };
}

function edgeJson([last, first]: Edge): JsonObject {
  const side = (judged: Judged): JsonObject => ({
    bill: formatYuan(judged.fen),
    psn_part_amt: judged.settled ? formatYuan(personOf(judged.settled)) : null,
  });
  return { last_before: side(last), first_after: side(first) };
}

function rateJson(judged: Judged): JsonObject {
  return {
    bill: formatYuan(judged.fen),
    psn_part_amt: judged.settled ? formatYuan(personOf(judged.settled)) : null,
    rate: effectiveRate(judged) ?? null,
  };
}

export function cliffJson(cliff: Cliff, plan: Plan, lang: Lang): JsonObject {
  const { kind, from, to, person, falls, causes, edge, reasons } = cliff;
  // At a jump an amount; on a stretch a share of each further fen.
  const change = (value: Fraction): string => (kind === 'jump' ? plainExact(value) : showFraction(value));
  return {
    kind,
    from: plainExact(from),
    to: plainExact(to),
    person: change(person),
    falls: falls.map(({ payer, by }) => ({ payer: payer.id, by: change(by) })),
    causes: reasonsAt(plan, { kind: 'jump', causes }).map(({ text, key, place }) => ({
      text: say(text, lang),
      ...(key !== undefined && { key }),
      ...(place && { file: place.file, line: place.line }),
    })),
    ...(edge && edgeJson(edge)),
    explained: reasons !== undefined,
    ...(reasons && { reasons: reasons.map((reason) => say(reason, lang)) }),
  };
}

export function dropJson({ bill, by, causes, edge }: Drop, plan: Plan, lang: Lang): JsonObject {
  return {
    bill: plainExact(bill),
    by: plainExact(by),
    causes: reasonsAt(plan, { kind: 'jump', causes }).map(({ text }) => say(text, lang)),
    ...(edge && edgeJson(edge)),
  };
}

export function inversionJson({ lower, higher, bound, from, to, most, at }: LevelInversion): JsonObject {
  return {
    lower: [...lower],
    higher: [...higher],
    bound,
    from: plainExact(from),
    to: plainExact(to),
    most: plainExact(most),
    at: plainExact(at),
  };
}
