import { joinTexts, type Text } from '../../diagnostics/text.ts';
import type { EligibilityRule } from '../refusal.ts';
import { ruleWord } from '../words.ts';
import { describeCondition } from './condition.ts';
import { type Names, type Said, type Saying, sentencesOf } from './saying.ts';

/** A rule that comes before the money: its reason, and in brackets what it means, for whom and since when. */
export function eligibilitySaid(rule: EligibilityRule, names: Names): Said {
  const details = joinTexts(
    sentencesOf(rule, ELIGIBILITY, names).map(({ text }) => text),
    '；',
    '; ',
  );
  return {
    text: { zh: `${rule.reason.zh}（${details.zh}）`, en: `${rule.reason.en} (${details.en})` },
    origins: [rule.origin],
    rule,
  };
}

const ELIGIBILITY: Saying<EligibilityRule> = {
  code: 'elsewhere',
  reason: 'elsewhere',
  outcome: (outcome) => piece(ruleWord('outcome', outcome)),
  accounts: (accounts) => (accounts === 'unusable' ? piece(ruleWord('accounts', accounts)) : []),
  when: (when, _, { wording }) => piece(describeCondition(when, wording)),
  from: (day) => piece({ zh: `${day} 起`, en: `from ${day}` }),
  whereSilent: (fields, _, { wording }) => {
    if (fields.length === 0) return [];
    const names = joinTexts(fields.map((field) => wording(field)));
    return piece({
      zh: `只在当地政策没有按${names.zh}写规则时`,
      en: `only where the place's own policy does not go by ${names.en}`,
    });
  },
  origin: 'elsewhere',
};

function piece(text: Text): Said[] {
  return [{ text, origins: [] }];
}
