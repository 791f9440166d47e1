import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { inherit, type Origin } from '../../grammar/words.ts';
import type { Cap, SharedCap } from '../cap.ts';
import { numberLabel } from '../condition-fields.ts';
import type { Growth, GrowthStep } from '../growth.ts';
import { ruleWord } from '../words.ts';
import { figureText, type Names, originsOf, type Said, type Saying, sentencesOf } from './saying.ts';

export const CAP: Saying<Cap> = {
  per: 'in the table',
  on: 'in the table',
  amount: 'in the table',
  grow: (grow, { origin }, names) => sentencesOf(grow, growthSaying(inherit(origin, grow.origin)), names),
  origin: 'elsewhere',
};

function growthSaying(outer: Origin): Saying<Growth> {
  return {
    each: (steps, _, names) =>
      steps.map((step) => ({
        text: stepText(step, names),
        origins: [...notesOf(outer), ...originsOf(step.add, inherit(outer, step.origin))],
        rule: step,
      })),
    atMost: (most, _, names) => {
      const value = figureText(most, 'ppm', names);
      const text = { zh: `封顶线一共最多增加 ${value.zh}`, en: `the cap grows by ${value.en} at most` };
      return [{ text, origins: originsOf(most, outer) }];
    },
    origin: 'elsewhere',
  };
}

function notesOf({ note }: Origin): Origin[] {
  return note ? [{ note }] : [];
}

function stepText(step: GrowthStep, names: Names): Text {
  return joinTexts(
    sentencesOf(step, GROWTH_STEP, names).map(({ text }) => text),
    '，',
    ', ',
  );
}

const GROWTH_STEP: Saying<GrowthStep> = {
  by: (by, { above }) => {
    const field = numberLabel(by);
    return piece(`${field.zh}超过 ${above} 以后每多 1`, `for each one more above ${above} of ${field.en}`);
  },
  above: 'elsewhere',
  add: (add, _, names) => {
    const value = figureText(add, 'fen', names);
    return piece(`封顶线增加 ${value.zh} 元`, `the cap is ${value.en} yuan higher`);
  },
  origin: 'elsewhere',
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
    const labels = joinTexts(lines.map((id) => names.line(id)));
    return piece(`合计：${labels.zh}`, `over these together: ${labels.en}`);
  },
  amount: 'in the table',
  share: 'in the table',
  of: (of, { share }) => {
    const word = ruleWord('of', of);
    return share ? piece(`按${word.zh}的比例`, `a share of the ${word.en}`) : [];
  },
  cliff: (cliff) => piece(`理由：${cliff.zh}`, `reason: ${cliff.en}`),
  origin: 'elsewhere',
};
