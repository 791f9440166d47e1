import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { CoverStart } from '../../rules/cover.ts';
import type { Lifetime } from '../../rules/lifetime.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, essence, itself } from '../compare.ts';
import { inside, type Where } from '../tell.ts';
import { compareList } from './lists.ts';
import { compareWhen } from './when.ts';

const START: Text = { zh: '待遇起始', en: 'start of cover' };
const RULE: Text = { zh: '规则', en: 'rule' };
const LIFETIME: Text = { zh: '终身待遇', en: 'lifetime entitlement' };

export function compareCoverStart(where: Where, lists: Pair<readonly CoverStart[]>): void {
  compareList(where, lists, {
    name: START,
    keys: [({ when, start }) => essence([when, start]), ({ when }) => essence([when]), ({ start }) => start],
    describe: ({ rule, when }, there, side) =>
      joinTexts([rule, ...(when ? [describeCondition(when, there.wording[side])] : [])], '，', '; '),
    origin: ({ origin }) => origin,
    title: ({ rule }) => ({ zh: `${START.zh}（${rule.zh}）`, en: `${START.en} (${rule.en})` }),
    compare: compareStart,
    ordered: true,
  });
}

function compareStart(where: Where, { old, new: now }: Pair<CoverStart>): void {
  const origins = { old: old.origin, new: now.origin };
  compareOrigin(where, origins);
  compareWhen(where, { old: old.when, new: now.when }, origins);
  const starts = { old: old.start, new: now.start };
  compareValue(
    where,
    'rule',
    { zh: '从何时起', en: 'from' },
    starts,
    (word) => ruleWord('start', word),
    origins,
  );
  const figures: [Text, (one: CoverStart) => string | undefined][] = [
    [{ zh: '月数', en: 'months' }, monthsOf],
    [{ zh: '哪一天', en: 'which day' }, ({ day }) => day],
    [{ zh: '到哪天止', en: 'until when' }, ({ until }) => until?.day],
  ];
  for (const [what, pick] of figures)
    compareValue(where, 'figure', what, { old: pick(old), new: pick(now) }, (value) => same(value), origins);
  const after = { old: old.until?.after, new: now.until?.after };
  const counted = { zh: '止日从何算起', en: 'the end is counted from' };
  compareValue(where, 'rule', counted, after, (word) => ruleWord('until', word), origins);
  const makeUps = { old: `${old.makeUp}`, new: `${now.makeUp}` } as const;
  const gap = { zh: '中断的月份', en: 'months without cover' };
  compareValue(where, 'rule', gap, makeUps, (word) => ruleWord('make_up', word), origins);
  const ends = { old: old.until?.origin, new: now.until?.origin };
  compareOrigin(inside(where, ends, { zh: '到哪天止', en: 'until when' }), ends);
  compareValue(where, 'text', RULE, { old: old.rule, new: now.rule }, itself, origins);
}

/** `6`, or `1..7`; nothing where a start takes no months. */
function monthsOf({ start, months: { from, to } }: CoverStart): string | undefined {
  if (start !== 'after_months' && start !== 'month_after') return undefined;
  return from === to ? String(to) : `${from}..${to}`;
}

export function compareLifetime(where: Where, lists: Pair<readonly Lifetime[]>): void {
  compareList(where, lists, {
    name: LIFETIME,
    keys: [({ when, from }) => essence([when, from]), ({ when }) => essence([when]), () => ''],
    describe: ({ rule }) => rule,
    origin: ({ origin }) => origin,
    title: () => LIFETIME,
    compare: compareLife,
    ordered: true,
  });
}

function compareLife(where: Where, { old, new: now }: Pair<Lifetime>): void {
  const origins = { old: old.origin, new: now.origin };
  compareOrigin(where, origins);
  compareWhen(where, { old: old.when, new: now.when }, origins);
  const from = { zh: '从哪天起', en: 'from when' };
  compareValue(where, 'date', from, { old: old.from, new: now.from }, (day) => same(day), origins);
  const years = (what: Text, pick: (one: Lifetime) => number | undefined): void =>
    compareValue(
      where,
      'figure',
      what,
      { old: pick(old), new: pick(now) },
      (many) => ({ zh: `${many} 年`, en: `${many} years` }),
      origins,
    );
  years({ zh: '男', en: 'men' }, ({ male }) => male);
  years({ zh: '女', en: 'women' }, ({ female }) => female);
  years({ zh: '实际缴费', en: 'really paid' }, ({ paid }) => paid);
  const what = { zh: '所差年数', en: 'years missing' };
  const shortfalls = { old: old.shortfall, new: now.shortfall };
  compareValue(where, 'rule', what, shortfalls, (word) => ruleWord('shortfall', word), origins);
  compareValue(where, 'text', RULE, { old: old.rule, new: now.rule }, itself, origins);
}
