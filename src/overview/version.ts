import type { Text } from '../diagnostics/text.ts';
import { CALENDAR_YEAR, type PartTerm, type Policy, type Term, type Version } from '../policy/policy.ts';
import { figureText, originsOf, type Said, type Saying } from '../rules/sentences/saying.ts';
import { ruleWord } from '../rules/words.ts';

/** What a version says of the whole bill and of the year. A key it gains is missed here by the types. */
export const VERSION: Saying<Version> = {
  from: 'elsewhere',
  to: 'elsewhere',
  gapBefore: (reason) => piece(`此前没有规则：${reason.zh}`, `no rules before: ${reason.en}`),
  yearFrom: (day) =>
    day === CALENDAR_YEAR ? [] : piece(`医保年度从每年 ${day} 起`, `the insurance year begins on ${day}`),
  origin: 'elsewhere',
  eligibility: 'elsewhere',
  lines: 'elsewhere',
  caps: 'elsewhere',
  classBAdvance: (share, _, names) => {
    const { zh, en } = figureText(share, 'ppm', names);
    const text = { zh: `乙类项目先由个人负担 ${zh}`, en: `${en} of class B items is borne first` };
    return [{ text, origins: originsOf(share, {}) }];
  },
  partAdvance: (shares, _, names) =>
    Object.entries(shares).map(([tag, share]) => {
      const { label } = names.part(tag);
      const { zh, en } = figureText(share, 'ppm', names);
      const text = { zh: `${label.zh}先由个人负担 ${zh}`, en: `${en} of ${label.en} is borne first` };
      return { text, origins: originsOf(share, {}) };
    }),
  personalAccount: (word) => {
    if (word === 'person_part') return [];
    const { zh, en } = ruleWord('account', word);
    return word === 'none'
      ? piece(zh, en)
      : piece(`个人账户只支付${zh}`, `the personal account pays ${en} only`);
  },
  coverStart: 'elsewhere',
  lifetime: 'elsewhere',
  notes: 'elsewhere',
};

/** What the head of a policy says of the places it is for; the rest stands elsewhere on the page. */
export const HEAD: Saying<Policy> = {
  id: 'elsewhere',
  file: 'elsewhere',
  kind: 'elsewhere',
  title: 'elsewhere',
  place: 'elsewhere',
  checked: 'elsewhere',
  sources: 'elsewhere',
  parameters: 'elsewhere',
  wants: 'elsewhere',
  wording: 'elsewhere',
  parts: 'elsewhere',
  diseases: 'elsewhere',
  appliesIn: (places) =>
    places === 'all'
      ? piece(
          '下级各地没有自己的政策时也适用',
          'applies in the places inside, too, where they have no policy of their own',
        )
      : [],
  heldWith: 'elsewhere',
  versions: 'elsewhere',
};

const TERM_WORDS = {
  label: (label: Text) => [{ text: label, origins: [] }],
  also: (words: readonly string[]) =>
    words.length === 0 ? [] : piece(`也叫 ${words.join('、')}`, `also called ${words.join(', ')}`),
};

/** A disease that the policy tells apart. */
export const TERM: Saying<Term> = TERM_WORDS;

/** A part of the cost that the policy tells apart. */
export const PART: Saying<PartTerm> = {
  ...TERM_WORDS,
  of: (cost) => {
    const { zh, en } = ruleWord('cost', cost);
    return cost === 'in_policy' ? [] : piece(`属于${zh}`, `part of ${en}`);
  },
};

function piece(zh: string, en: string): Said[] {
  return [{ text: { zh, en }, origins: [] }];
}
