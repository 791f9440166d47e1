import { PART_COSTS } from '../../claim/part-cost.ts';
import { GRADES } from '../../policy/policy.ts';
import { STARTS } from '../../rules/cover.ts';
import { SHORTFALLS } from '../../rules/lifetime.ts';
import { Collector, eachOf, left, listOf, mapOf, may, must, type Visit } from './collector.ts';
import { condition, meet, rangesNear } from './condition.ts';
import { origin } from './figure.ts';
import { amount, bothPay, line, rate } from './line.ts';
import { isMap, isSeq, keyOf, type Node, type Pair, textOf } from './source.ts';
import { date, dayOfYear, oneOf, recoded, reworded, schemes, whole } from './words.ts';

/** What a policy file may hold, key by key, and what each value mutates to. */

/** Each field of a list one less. */
const fieldList: Visit = (node, at, to) => {
  if (isSeq(node)) for (const index of node.items.keys()) to.remove(node, index, at);
};

const eligibility = listOf(
  mapOf({
    code: must(recoded),
    when: must(condition),
    outcome: must(oneOf(['not_covered', 'reduced', 'notice'])),
    accounts: may(oneOf(['usable', 'unusable'])),
    from: may(date),
    where_silent: may(fieldList),
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
    cliff: left,
    ...origin,
  }),
);

const until: Visit = (node, at, to) =>
  isMap(node)
    ? mapOf({ day: must(dayOfYear), after: may(oneOf(['payment'])), ...origin })(node, at, to)
    : dayOfYear(node, at, to);

/** `6`: one less, one more; `1..7`: the same at each end. */
const months: Visit = (node, at, to) => {
  for (const becomes of rangesNear(textOf(node))) to.replace(node, at, becomes);
};

const coverStart = listOf(
  mapOf({
    when: may(condition),
    start: must(oneOf(STARTS)),
    months: must(months),
    day: must(dayOfYear),
    until: may(until),
    make_up: may(oneOf(['true'])),
    rule: left,
    ...origin,
  }),
  meet,
);

const lifetimeRule = mapOf({
  when: may(condition),
  from: may(date),
  male: must(whole),
  female: must(whole),
  paid: may(whole),
  shortfall: may(oneOf(SHORTFALLS)),
  rule: left,
  ...origin,
});
const lifetime: Visit = (node, at, to) =>
  isSeq(node) ? listOf(lifetimeRule, meet)(node, at, to) : lifetimeRule(node, at, to);

const version = mapOf({
  from: must(date),
  to: may(date),
  gap_before: left,
  year_from: may(dayOfYear),
  eligibility: may(eligibility),
  lines: may(listOf(line, bothPay)),
  caps: may(sharedCaps),
  personal_account: may(oneOf(['person_part', 'in_policy', 'none'])),
  class_b_advance: may(rate),
  part_advance: may(eachOf(rate)),
  cover_start: may(coverStart),
  lifetime: may(lifetime),
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
const termSlots = { label: must(text), also: may(wordList) };
const termsWith =
  (slots: Parameters<typeof mapOf>[0]): Visit =>
  (node, at, to) => {
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
    eachOf(mapOf(slots))(node, at, to);
  };
const parts = termsWith({ ...termSlots, of: may(oneOf(PART_COSTS)) });
const diseases = termsWith(termSlots);

/** `all`, or codes: one less each, another each; of `all`, one only. */
const places: Visit = (node, at, to) => {
  if (!isSeq(node)) {
    to.replace(node, at, '[999900]');
    return;
  }
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
  year_from: may(dayOfYear),
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
  parts: must(parts),
  diseases: must(diseases),
  versions: must(listOf(version)),
});

const table = mapOf({
  parameter: left,
  label: left,
  sources: must(eachOf(source)),
  places: must(eachOf(listOf(mapOf({ from: must(date), to: may(date), amount: must(amount), ...origin })))),
  ...origin,
});

/** Every single mutation of the text of a shared table. */
export function tableMutationsOf(text: string): Collector {
  const to = new Collector(text, false);
  table(to.source.root, '', to);
  return to;
}

/** Every single mutation of a policy's text. @param supplement whether people hold it besides their scheme */
export function mutationsOf(text: string, supplement: boolean): Collector {
  const to = new Collector(text, supplement);
  file(to.source.root, '', to);
  return to;
}
