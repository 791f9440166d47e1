import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Change, Pair, Said } from '../../difference/change.ts';
import type {
  CaseDifference,
  ClaimsDifference,
  DifferenceClass,
  DifferenceSum,
  FlowSum,
  LargestChange,
  Reason,
} from '../../difference/claims/summary.ts';
import type { Difference } from '../../difference/difference.ts';
import type { Estimate } from '../../engine/estimate.ts';
import { formatYuan } from '../../money/fen.ts';
import { codeText } from '../batch/code-words.ts';
import type { Json } from '../claim-json.ts';
import { settlementJson } from '../json.ts';
import { say, visible } from '../say.ts';
import type {
  CaseData,
  ChangeData,
  ClaimsData,
  ClassData,
  DifferenceData,
  FlowData,
  LargestData,
  OutcomeData,
  PairData,
  ReasonData,
  SaidData,
  SumData,
  TotalData,
} from './json-shape.ts';
import { allTotals, payerTotals, type Total } from './totals.ts';
import { groupingName } from './words.ts';

/** A difference as JSON, with a newline at the end; the same difference gives the same text, byte for byte. */
export function differenceJson(difference: Difference, lang: Lang): string {
  return `${JSON.stringify(differenceData(difference, lang), null, 2)}\n`;
}

function differenceData(difference: Difference, lang: Lang): DifferenceData {
  const { sides, policies, nationalShipped, changes, claims } = difference;
  return {
    format_version: 1,
    old: visible(sides.old.name),
    new: visible(sides.new.name),
    policies,
    national_shipped: nationalShipped,
    changes: changes.map(changeData),
    ...(claims && { claims: claimsData(claims, lang) }),
  };
}

function changeData(change: Change): ChangeData {
  const { kind, about, policy, periods, benefit, what, circumstances, old, new: now } = change;
  return {
    kind,
    about,
    policy: policy.id,
    title: both(policy.title),
    periods: periods.map(({ from, to }) => ({ from, to: to ?? null })),
    line: benefit ? { id: benefit.id, label: both(benefit.label) } : null,
    what: both(what),
    circumstances: circumstances ? both(circumstances) : null,
    old: old ? saidData(old) : null,
    new: now ? saidData(now) : null,
  };
}

function saidData({ value, file, line, source, basis, note }: Said): SaidData {
  return {
    value: both(value),
    file: visible(file),
    line,
    source: source ? { id: source.id, title: both(source.title) } : null,
    basis: basis ?? null,
    note: note ? both(note) : null,
  };
}

function both(text: Text): Text {
  return { zh: say(text, 'zh'), en: say(text, 'en') };
}

function claimsData(claims: ClaimsDifference, lang: Lang): ClaimsData {
  const { source, persons, classes, groupings, flows, largest, cases, questions } = claims;
  return {
    kind: source.kind,
    name: visible(source.name),
    rows: claims.rows,
    blank: claims.blank,
    all: sumData(claims.all),
    persons: persons ?? null,
    payers: payerTotals(claims).map(totalData),
    totals: allTotals(claims).map(totalData),
    distribution: classes.map(classData),
    groups: groupings.map(({ by, groups }) => ({
      by,
      label: groupingName(by),
      groups: groups.map(({ key, label, ...sum }) => ({
        key: visible(key),
        label: both(label),
        ...sumData(sum),
      })),
    })),
    outcomes: flows.map(flowData),
    largest: largest.map((one) => largestData(one, lang)),
    ...(cases && { cases: cases.map(caseData) }),
    ...(questions !== undefined && { questions }),
  };
}

function sumData(sum: DifferenceSum): SumData {
  return {
    claims: sum.claims,
    gain: sum.gain,
    lose: sum.lose,
    stay: sum.stay,
    shifted: sum.shifted,
    cost: formatYuan(sum.cost),
    person: pairData(sum.person),
    fund: pairData(sum.fund),
    gained: formatYuan(sum.gained),
    lost: formatYuan(sum.lost),
    only_old: sum.onlyOld,
    only_new: sum.onlyNew,
    neither: sum.neither,
    reversals: sum.reversals,
  };
}

function pairData({ old, new: now }: Pair<bigint>): PairData {
  return { old: formatYuan(old), new: formatYuan(now), difference: formatYuan(now - old) };
}

function totalData({ field, label, ...pair }: Total): TotalData {
  return { field, label, ...pairData(pair) };
}

function classData({ direction, from, below, claims, difference }: DifferenceClass): ClassData {
  return {
    direction,
    from: formatYuan(from),
    below: below === undefined ? null : formatYuan(below),
    claims,
    difference: formatYuan(difference),
  };
}

function flowData({ old, new: now, reasons, claims, firstLine, firstPlace, person }: FlowSum): FlowData {
  return {
    old,
    new: now,
    old_reason: reasonData(reasons.old),
    new_reason: reasonData(reasons.new),
    claims,
    first_line: firstLine ?? null,
    first_place: firstPlace === undefined ? null : visible(firstPlace),
    person: pairData(person),
  };
}

function reasonData(reason: Reason | undefined): ReasonData | null {
  return reason ? { code: visible(reason.code), label: both(reasonText(reason)) } : null;
}

/** The policy's own words for a refusal, else those of the summary for its code. */
export function reasonText({ code, label }: Reason): Text {
  return label.zh === '' ? codeText(code) : label;
}

function largestData({ line, name, place, id, person, estimates }: LargestChange, lang: Lang): LargestData {
  return {
    line: line ?? null,
    name: name === undefined ? null : visible(name),
    place: place === undefined ? null : visible(place),
    id: id === undefined ? null : visible(id),
    person: pairData({ old: BigInt(person.old), new: BigInt(person.new) }),
    estimates: estimates
      ? { old: estimateData(estimates.old, lang), new: estimateData(estimates.new, lang) }
      : null,
  };
}

/** The estimate without the claim: whoever it is about has no place in a report on policies. */
function estimateData(estimate: Estimate, lang: Lang): Json {
  const { claim: _, format_version: __, ...rest } = settlementJson(estimate, { lang });
  return rest;
}

function caseData(one: CaseDifference): CaseData {
  const outcome = (side: keyof Pair<unknown>): OutcomeData => {
    const [person, fund] = [one.person[side], one.fund[side]];
    return {
      outcome: one.outcomes[side],
      reason: reasonData(one.reasons[side]),
      person: person === undefined ? null : formatYuan(person),
      fund: fund === undefined ? null : formatYuan(fund),
    };
  };
  return {
    name: visible(one.name),
    claim: one.claim,
    of: one.of,
    file: visible(one.file),
    line: one.lineOfFile,
    old: outcome('old'),
    new: outcome('new'),
    differs: one.differs,
  };
}
