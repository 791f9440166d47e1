import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { EligibilityRule, LineRefusal } from '../../rules/refusal.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, essence, itself } from '../compare.ts';
import type { Where } from '../tell.ts';
import { compareList } from './lists.ts';
import { compareWhen } from './when.ts';

const REFUSAL: Text = { zh: '不予支付的情形', en: 'when it pays nothing' };
const ELIGIBILITY: Text = { zh: '参保与就医条件', en: 'eligibility' };

export function compareLineRefusals(where: Where, lists: Pair<readonly LineRefusal[]>): void {
  compareRefusals(where, lists, REFUSAL, () => undefined);
}

export function compareEligibility(where: Where, lists: Pair<readonly EligibilityRule[]>): void {
  compareRefusals(where, lists, ELIGIBILITY, (there, { old, new: now }) => {
    const origins = { old: old.origin, new: now.origin };
    compareValue(
      there,
      'rule',
      { zh: '结果', en: 'outcome' },
      { old: old.outcome, new: now.outcome },
      (word) => ruleWord('outcome', word),
      origins,
    );
    compareValue(
      there,
      'rule',
      { zh: '个人账户和市民卡', en: 'personal account and stored card' },
      { old: old.accounts, new: now.accounts },
      (word) => ruleWord('accounts', word),
      origins,
    );
    const from = { zh: '从哪天起', en: 'from when' };
    compareValue(there, 'date', from, { old: old.from, new: now.from }, (day) => same(day), origins);
    const fields = (rule: EligibilityRule, side: keyof Pair<unknown>): Text | undefined =>
      rule.whereSilent.length === 0
        ? undefined
        : joinTexts(rule.whereSilent.map((field) => there.wording[side](field)));
    compareValue(
      there,
      'rule',
      { zh: '仅在当地不按此区分时提示', en: 'said only where the place does not go by' },
      { old: fields(old, 'old'), new: fields(now, 'new') },
      itself,
      origins,
    );
  });
}

function compareRefusals<T extends LineRefusal>(
  where: Where,
  lists: Pair<readonly T[]>,
  name: Text,
  more: (where: Where, rules: Pair<T>) => void,
): void {
  compareList<T>(where, lists, {
    name,
    keys: [({ code, when }) => essence([code, when]), ({ code }) => code, ({ when }) => essence(when)],
    describe: (rule, there, side) => describe(rule, there, side),
    origin: ({ origin }) => origin,
    title: ({ reason }) => ({ zh: `${name.zh}（${reason.zh}）`, en: `${name.en} (${reason.en})` }),
    compare: (there, rules) => {
      const { old, new: now } = rules;
      const origins = { old: old.origin, new: now.origin };
      compareOrigin(there, origins);
      compareValue(
        there,
        'text',
        { zh: '代号', en: 'code' },
        { old: old.code, new: now.code },
        same,
        origins,
      );
      compareWhen(there, { old: old.when, new: now.when }, origins);
      const reasons = { old: old.reason, new: now.reason };
      compareValue(there, 'text', { zh: '理由', en: 'reason' }, reasons, itself, origins);
      more(there, rules);
    },
    ordered: true,
  });
}

function describe(rule: LineRefusal | EligibilityRule, where: Where, side: keyof Pair<unknown>): Text {
  const outcome = 'outcome' in rule ? [ruleWord('outcome', rule.outcome)] : [];
  const parts = [rule.reason, ...outcome, describeCondition(rule.when, where.wording[side])];
  return joinTexts(parts, '，', '; ');
}
