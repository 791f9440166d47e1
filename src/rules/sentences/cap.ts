import { same, type Text } from '../../diagnostics/text.ts';
import type { Cap, Growth, SharedCap } from '../cap.ts';
import { ruleWord } from '../words.ts';
import { figureText, type Names, originsOf, type Said, type Saying, sentencesOf } from './saying.ts';

export const CAP: Saying<Cap> = {
  per: 'in the table',
  on: 'in the table',
  amount: 'in the table',
  grow: (grow, { origin }, names) => [
    { text: growthText(grow, names), origins: originsOf(grow.add, origin), rule: grow },
  ],
  origin: 'elsewhere',
};

/** The keys of a growth, in one sentence. */
function growthText(grow: Growth, names: Names): Text {
  const texts = sentencesOf(grow, GROWTH, names).map(({ text }) => text);
  return { zh: texts.map(({ zh }) => zh).join('，'), en: texts.map(({ en }) => en).join(', ') };
}

const GROWTH: Saying<Growth> = {
  by: (by, { above }, { wording }) => {
    const field = wording(by);
    return piece(`${field.zh}超过 ${above} 的部分`, `for each of the ${field.en} above ${above}`);
  },
  above: 'elsewhere',
  add: (add, _, names) => {
    const value = figureText(add, 'fen', names);
    return piece(`每年封顶线增加 ${value.zh} 元`, `the cap is ${value.en} yuan higher`);
  },
  atMost: (most, _, names) => {
    const value = figureText(most, 'ppm', names);
    return piece(`最多增加 ${value.zh}`, `at most by ${value.en}`);
  },
};

function piece(zh: string, en: string): Said[] {
  return [{ text: { zh, en }, origins: [] }];
}

/** A cap over several lines: its amounts are a table's. */
export const SHARED_CAP: Saying<SharedCap> = {
  id: 'elsewhere',
  per: 'in the table',
  lines: (lines, _, names) => {
    if (lines === 'all')
      return piece('各方支付合计（医院负担除外）', 'over all payers together, the hospital apart');
    const labels = lines.map((id) => names.line(id));
    return piece(
      `合计：${labels.map(({ zh }) => zh).join('、')}`,
      `over these together: ${labels.map(({ en }) => en).join(', ')}`,
    );
  },
  amount: 'in the table',
  share: 'in the table',
  of: (of, { share }) => {
    const word = share ? ruleWord('of', of) : same('');
    return share ? piece(`按${word.zh}的比例`, `a share of the ${word.en}`) : [];
  },
  cliff: (cliff) => [{ text: { zh: `理由：${cliff.zh}`, en: `reason: ${cliff.en}` }, origins: [] }],
  origin: 'elsewhere',
};
