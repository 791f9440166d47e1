import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { CoverStart } from '../cover.ts';
import type { Until } from '../cover-until.ts';
import type { Lifetime } from '../lifetime.ts';
import { ruleWord } from '../words.ts';
import { describeCondition } from './condition.ts';
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
  start: (_, rule) => piece(startText(rule)),
  months: 'elsewhere',
  day: 'elsewhere',
  until: (until, _, names) => sentencesOf(until, UNTIL, names),
  makeUp: (makeUp) => (makeUp ? piece(ruleWord('make_up', 'true')) : []),
  rule: 'elsewhere',
  origin: 'elsewhere',
};

const UNTIL: Saying<Until> = {
  day: (day, { after, origin }) => {
    const word = ruleWord('until', after);
    const text = { zh: `${word.zh}之后第一个 ${day} 止`, en: `until the first ${day} after ${word.en}` };
    return [{ text, origins: [origin] }];
  },
  after: 'elsewhere',
  origin: 'elsewhere',
};

function startText({ start, months: { from, to }, day }: CoverStart): Text {
  const many = from === to ? String(from) : `${from}–${to}`;
  switch (start) {
    case 'after_months':
      return { zh: `满 ${many} 个月后`, en: `${many} months later` };
    case 'month_after':
      return { zh: `第 ${many} 个月 1 日`, en: `first day of month ${many} after` };
    case 'on_day':
      return { zh: `缴费当年 ${day} 起`, en: `from ${day} of the year of payment` };
    case 'payment_date':
    case 'payment_month':
    case 'next_month':
    case 'next_year':
    case 'birth':
    case 'not_stated':
      return ruleWord('start', start);
  }
}

const LIFETIME: Saying<Lifetime> = {
  when: (when, _, { wording }) => piece(describeCondition(when, wording)),
  from: (day) => piece({ zh: `${day} 起`, en: `from ${day}` }),
  male: (years) => piece({ zh: `男 ${years} 年`, en: `men ${years} years` }),
  female: (years) => piece({ zh: `女 ${years} 年`, en: `women ${years} years` }),
  paid: (years) => piece({ zh: `实际缴费 ${years} 年`, en: `${years} years really paid` }),
  shortfall: (word) => {
    const text = ruleWord('shortfall', word);
    return piece({ zh: `差额${text.zh}`, en: `missing years ${text.en}` });
  },
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
  const text = inside.zh === '' ? same('') : { zh: `（${inside.zh}）`, en: ` (${inside.en})` };
  return {
    text: { zh: rule.zh + text.zh, en: rule.en + text.en },
    origins: [origin, ...details.flatMap(({ origins }) => origins)],
  };
}
