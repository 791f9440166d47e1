import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { describeCondition } from '../condition.ts';
import type { CoverStart, Lifetime } from '../cover.ts';
import { ruleWord } from '../words.ts';
import { type Names, type Said, type Saying, sentencesOf } from './saying.ts';

/** A rule on when cover starts: its own sentence, and in brackets what it comes to. */
export function coverStartSaid(rule: CoverStart, names: Names): Said {
  return withDetails(rule.rule, sentencesOf(rule, COVER_START, names), rule);
}

export function lifetimeSaid(rule: Lifetime, names: Names): Said {
  return withDetails(rule.rule, sentencesOf(rule, LIFETIME, names), rule);
}

const COVER_START: Saying<CoverStart> = {
  when: (when, _, { wording }) => piece(describeCondition(when, wording)),
  start: (start, { months }) => piece(startText(start, months)),
  months: 'elsewhere',
  rule: 'elsewhere',
  origin: 'elsewhere',
};

function startText(start: CoverStart['start'], months: number): Text {
  switch (start) {
    case 'after_months':
      return { zh: `满 ${months} 个月后`, en: `${months} months later` };
    case 'month_after':
      return { zh: `第 ${months} 个月 1 日`, en: `first day of month ${months} after` };
    case 'payment_date':
    case 'payment_month':
    case 'next_month':
    case 'next_year':
      return ruleWord('start', start);
  }
}

const LIFETIME: Saying<Lifetime> = {
  when: (when, _, { wording }) => piece(describeCondition(when, wording)),
  male: (years) => piece({ zh: `男 ${years} 年`, en: `men ${years} years` }),
  female: (years) => piece({ zh: `女 ${years} 年`, en: `women ${years} years` }),
  paid: (years) => piece({ zh: `实际缴费 ${years} 年`, en: `${years} years really paid` }),
  rule: 'elsewhere',
  origin: 'elsewhere',
};

function piece(text: Text): Said[] {
  return [{ text, origins: [] }];
}

function withDetails(rule: Text, details: readonly Said[], { origin }: CoverStart | Lifetime): Said {
  const inside = joinTexts(
    details.map(({ text }) => text),
    '；',
    '; ',
  );
  return { text: { zh: `${rule.zh}（${inside.zh}）`, en: `${rule.en} (${inside.en})` }, origins: [origin] };
}
