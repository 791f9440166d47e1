import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { describeCondition } from '../../rules/condition.ts';
import type { CoverStart, Lifetime } from '../../rules/cover.ts';
import {
  compareOrigin,
  compareValue,
  essence,
  inside,
  itself,
  type Pair,
  tell,
  type Where,
} from '../change.ts';
import { ruleWord } from '../words.ts';
import { compareList } from './lists.ts';
import { compareWhen } from './when.ts';

const START: Text = { zh: '待遇起始', en: 'start of cover' };
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
  const months = { old: old.months, new: now.months };
  compareValue(where, 'figure', { zh: '月数', en: 'months' }, months, (many) => same(String(many)), origins);
  compareValue(where, 'text', { zh: '规则', en: 'rule' }, { old: old.rule, new: now.rule }, itself, origins);
}

export function compareLifetime(outer: Where, { old, new: now }: Pair<Lifetime | undefined>): void {
  if (!old && !now) return;
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins, LIFETIME);
  if (!old || !now) {
    const one = (old ?? now) as Lifetime;
    const saying = { value: one.rule, origin: one.origin };
    tell(outer, 'rule', LIFETIME, old && saying, now && saying);
  } else {
    compareOrigin(where, origins);
    compareWhen(where, { old: old.when, new: now.when }, origins);
    compareValue(
      where,
      'text',
      { zh: '规则', en: 'rule' },
      { old: old.rule, new: now.rule },
      itself,
      origins,
    );
  }
  const years = (what: Text, pick: (one: Lifetime) => number): void =>
    compareValue(
      where,
      'figure',
      what,
      { old: old && pick(old), new: now && pick(now) },
      (many) => ({ zh: `${many} 年`, en: `${many} years` }),
      origins,
    );
  years({ zh: '男', en: 'men' }, ({ male }) => male);
  years({ zh: '女', en: 'women' }, ({ female }) => female);
  years({ zh: '实际缴费', en: 'really paid' }, ({ paid }) => paid);
}
