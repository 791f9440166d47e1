import { PAYERS } from '../../codes/payers.ts';
import { GRADES } from '../../policy/policy.ts';
import { BASE_WORDS } from '../../rules/base.ts';
import { CAP_PERIODS } from '../../rules/cap.ts';
import { GATE_AMOUNTS } from '../../rules/gate.ts';
import { Collector, eachOf, left, listOf, type Mutation, mapOf, may, must, type Visit } from './collector.ts';
import { condition } from './condition.ts';
import { figure, origin } from './figure.ts';
import { isMap, isSeq, keyOf, type Node, type Pair, textOf, valueAt } from './source.ts';
import { cares, date, oneOf, recoded, renamed, reworded, schemes, whole } from './words.ts';

/** What a policy file may hold, key by key, and what each value mutates to. */

const amount = figure('fen');
const rate = figure('ppm');

const payer: Visit = (node, at, to) => {
  const here = PAYERS.find(({ id }) => id === textOf(node));
  const other = PAYERS.find(({ field }) => field !== here?.field);
  if (other) to.replace(node, at, other.id);
};

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
      { ordered: true },
    ),
  ),
  ...origin,
});

const refusals = listOf(mapOf({ code: must(recoded), when: must(condition), reason: left, ...origin }), {
  ordered: true,
});

const cap = mapOf({
  per: must(oneOf(CAP_PERIODS)),
  amount: must(amount),
  on: may(oneOf(['payment', 'cost'])),
  grow: may(mapOf({ by: left, above: must(whole), add: must(amount), at_most: may(rate) })),
  ...origin,
});

const line = mapOf({
  line: must(renamed),
  payer: may(payer),
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
      { ordered: true },
    ),
  ),
  cap: may(cap),
  unless_given: may(oneOf(['refuse', 'skip'])),
  given_above_base: may(oneOf(['refuse', 'reduce'])),
  ...origin,
});

const eligibility = listOf(
  mapOf({
    code: must(recoded),
    when: must(condition),
    outcome: must(oneOf(['not_covered', 'reduced', 'notice'])),
    accounts: may(oneOf(['usable', 'unusable'])),
    reason: left,
    ...origin,
  }),
);

const linesOf: Visit = (node, at, to) => {
  if (!isSeq(node)) return;
  for (const index of node.items.keys()) to.remove(node, index, at);
};

const sharedCaps = listOf(
  mapOf({
    id: left,
    per: must(oneOf(['settlement', 'year'])),
    lines: must(linesOf),
    amount: must(amount),
    share: must(rate),
    of: may(oneOf(['total', 'in_policy'])),
    ...origin,
  }),
);

const STARTS = ['payment_date', 'payment_month', 'next_month', 'next_year', 'after_months', 'month_after'];
const coverStart = listOf(
  mapOf({ when: may(condition), start: must(oneOf(STARTS)), months: must(whole), rule: left, ...origin }),
  { ordered: true },
);

const version = mapOf({
  from: must(date),
  to: may(date),
  eligibility: may(eligibility),
  lines: must(listOf(line, { ordered: true })),
  caps: may(sharedCaps),
  personal_account: may(oneOf(['person_part', 'in_policy', 'none'])),
  class_b_advance: may(rate),
  cover_start: may(coverStart),
  lifetime: may(
    mapOf({
      when: may(condition),
      male: must(whole),
      female: must(whole),
      paid: must(whole),
      rule: left,
      ...origin,
    }),
  ),
  notes: left,
  ...origin,
});

const source = mapOf({
  title: left,
  publisher: left,
  number: left,
  date: left,
  url: left,
  grade: must((node, at, to) => {
    const other = textOf(node) === 'official' ? GRADES[1] : 'official';
    to.replace(node, at, other);
  }),
});

const text: Visit = (node, at, to) => {
  if (isMap(node)) eachOf(reworded)(node, at, to);
  else reworded(node, at, to);
};
const wordList: Visit = (node, at, to) => {
  if (!isSeq(node)) return;
  for (const [index, item] of (node.items as Node[]).entries()) {
    to.remove(node, index, at);
    reworded(item, at, to);
  }
};
const terms: Visit = (node, at, to) => {
  if (!isMap(node)) return;
  for (const [index, pair] of (node.items as Pair[]).entries()) {
    to.remove(node, index, `${at}.${keyOf(pair)}`);
    to.add(
      `${at}.${keyOf(pair)}`,
      to.source.replace(pair.key as Node, `${keyOf(pair)}_x`),
      keyOf(pair),
      `${keyOf(pair)}_x`,
    );
  }
  eachOf(mapOf({ label: must(text), also: may(wordList) }))(node, at, to);
};

/** `all`, or codes: one less each, another each. */
const places: Visit = (node, at, to) => {
  if (!isSeq(node)) return;
  for (const [index, item] of (node.items as Node[]).entries()) {
    to.remove(node, index, at);
    to.replace(item, at, '999900');
  }
};

const file = mapOf({
  policy: left,
  // A supplement may be named by its title.
  title: must((node, at, to) => (to.supplement ? text : left.visit)(node, at, to)),
  place: left,
  checked: must(date),
  applies_in: may(places),
  held_with: may(schemes),
  sources: must(eachOf(source)),
  parameters: must(
    eachOf(
      mapOf({
        label: left,
        values: must(listOf(mapOf({ from: must(date), amount: must(amount), ...origin }))),
      }),
    ),
  ),
  wording: left,
  parts: must(terms),
  diseases: must(terms),
  versions: must(listOf(version)),
});

/** Every single mutation of a policy's text. @param supplement whether people hold it besides their scheme */
export function mutationsOf(text: string, supplement: boolean): Collector {
  const to = new Collector(text, supplement);
  file(to.source.root, '', to);
  return to;
}

export type { Mutation };
export { valueAt };
