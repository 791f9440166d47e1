import { PART_COSTS } from '../../claim/part-cost.ts';
import { PAYERS } from '../../codes/payers.ts';
import { BASE_WORDS } from '../../rules/base.ts';
import { CAP_PERIODS } from '../../rules/cap.ts';
import { CLAIM_NUMBERS } from '../../rules/condition-fields.ts';
import { GATE_AMOUNTS } from '../../rules/gate.ts';
import { left, listOf, mapOf, may, must, type Visit } from './collector.ts';
import { condition, meet, share } from './condition.ts';
import { figure, origin } from './figure.ts';
import { isMap, isSeq, keyOf, type Node, type Pair, valueAt } from './source.ts';
import { cares, oneOf, recoded, renamed, whole } from './words.ts';

/** What a benefit line may hold, key by key, and what each value mutates to. */

/** Numbers of years, and one that every claim has. */
const GROWTH_NUMBERS = CLAIM_NUMBERS.filter((field) => field.endsWith('_years') || field === 'admission');

export const amount = figure('fen');
export const rate = figure('ppm');

const baseWords: Visit = (node, at, to) => {
  const items = isSeq(node) ? (node.items as Node[]) : [node];
  for (const [index, item] of items.entries()) {
    if (isSeq(node)) to.remove(node, index, at);
    oneOf(BASE_WORDS)(item, at, to);
  }
};
const baseMap = mapOf({
  on: must(baseWords),
  part: must(renamed),
  outside_parts: must(oneOf(PART_COSTS)),
  above_cap: must(renamed),
  share_of: must(renamed),
  ...origin,
});
const base: Visit = (node, at, to) => (isMap(node) ? baseMap : baseWords)(node, at, to);

/** `from` and `above`, `up_to` and `below` differ at the edge itself. */
const gateEdges = mapOf({
  on: must(oneOf(GATE_AMOUNTS)),
  from: may(amount),
  above: may(amount),
  up_to: may(amount),
  below: may(amount),
  cliff: left,
  ...origin,
});
const OTHER_SIDE: Readonly<Record<string, string>> = {
  from: 'above',
  above: 'from',
  up_to: 'below',
  below: 'up_to',
};
const gate: Visit = (node, at, to) => {
  for (const pair of isMap(node) ? (node.items as Pair[]) : []) {
    const other = OTHER_SIDE[keyOf(pair)];
    if (other === undefined) continue;
    to.add(`${at}.${keyOf(pair)}`, to.source.replace(pair.key as Node, other), keyOf(pair), other);
  }
  gateEdges(node, at, to);
};

const deductible = mapOf({
  per: must(oneOf(['admission', 'visit', 'year'])),
  amount: must(amount),
  transfer: may(oneOf(['higher_once'])),
  adjust: may(
    listOf(
      mapOf({
        when: may(condition),
        factor: must(rate),
        less: must(amount),
        set: must(amount),
        each: may(oneOf(['admission'])),
        floor: may(amount),
        label: left,
        ...origin,
      }),
      meet,
    ),
  ),
  ...origin,
});

const refusals = listOf(mapOf({ code: must(recoded), when: must(condition), reason: left, ...origin }), meet);

const growthStep = { by: must(oneOf(GROWTH_NUMBERS)), above: must(whole), add: must(amount), ...origin };
const growth = mapOf({ ...growthStep, each: must(listOf(mapOf(growthStep))), at_most: may(rate) });

const cap = mapOf({
  per: must(oneOf(CAP_PERIODS)),
  amount: must(amount),
  on: may(oneOf(['payment', 'cost'])),
  grow: may(growth),
  ...origin,
});

export const line = mapOf({
  line: must(renamed),
  payer: may(oneOf(PAYERS.map(({ id }) => id))),
  label: left,
  care: must(cares),
  when: may(condition),
  refuse: may(refusals),
  gate: may(gate),
  base: must(base),
  borne_first: may(rate),
  deductible: may(deductible),
  counted: may(
    mapOf({ per: must(oneOf(['settlement', 'year'])), from: must(oneOf(['zero', 'deductible'])), ...origin }),
  ),
  rate: must(rate),
  bands: must(listOf(mapOf({ up_to: must(amount), rate: must(rate), ...origin }))),
  adjust: may(
    listOf(
      mapOf({
        when: may(condition),
        points: must(rate),
        factor: must(rate),
        own_share: must(rate),
        part: may(renamed),
        label: left,
        ...origin,
      }),
      meet,
    ),
  ),
  cap: may(cap),
  unless_given: may(oneOf(['refuse', 'skip'])),
  given_above_base: may(oneOf(['refuse', 'reduce'])),
  ...origin,
});

/** Whether two lines may both pay on one claim: their order can matter then. */
export const bothPay = (a: Node, b: Node): boolean =>
  share('care', valueAt(a, 'care'), valueAt(b, 'care')) && meet(a, b);
