import type { Text } from '../../diagnostics/text.ts';
import { joinTexts } from '../../diagnostics/text.ts';
import type { RateAdjustment } from '../adjust.ts';
import type { Counting } from '../bands.ts';
import { ruleWord } from '../words.ts';
import { figureText, type Names, originsOf, type Said, type Saying, under } from './saying.ts';

/** How bands are counted; with one rate it makes no difference and is not said. */
export function countingSaid(counted: Counting): Said {
  return { text: joinTexts(wordsOf(counted), '，', ', '), origins: [counted.origin] };
}

const COUNTING: Saying<Counting> = {
  per: (per) => [{ text: ruleWord('counted', per), origins: [] }],
  from: (from) => {
    const word = ruleWord('from', from);
    return [{ text: { zh: `${word.zh}分段`, en: `bands counted ${word.en}` }, origins: [] }];
  },
  origin: 'elsewhere',
};

function wordsOf(counted: Counting): Text[] {
  return (['per', 'from'] as const).flatMap((key) => {
    const say = COUNTING[key];
    return typeof say === 'string'
      ? []
      : say(counted[key] as never, counted, {} as Names).map(({ text }) => text);
  });
}

/** A change of the rate as a sentence. */
export function rateStepSaid(step: RateAdjustment, names: Names): Said {
  return {
    text: under(step, stepText(step, names), names),
    origins: originsOf(step.figure, step.origin),
    rule: step,
  };
}

function stepText({ kind, figure, part }: RateAdjustment, names: Names): Text {
  const label = part === undefined ? undefined : names.part(part).label;
  const text = kindText(kind, figure, names);
  return label ? { zh: `其中${label.zh}部分，${text.zh}`, en: `on ${label.en}, ${text.en}` } : text;
}

function kindText(kind: RateAdjustment['kind'], figure: RateAdjustment['figure'], names: Names): Text {
  switch (kind) {
    case 'points':
      return pointsText(figure, names);
    case 'factor': {
      const value = figureText(figure, 'ppm', names);
      return { zh: `支付比例乘以 ${value.zh}`, en: `the rate times ${value.en}` };
    }
    case 'own_share': {
      const value = figureText(figure, 'ppm', names);
      return { zh: `个人负担部分乘以 ${value.zh}`, en: `the person's share times ${value.en}` };
    }
  }
}

function pointsText(figure: RateAdjustment['figure'], names: Names): Text {
  if (figure.kind === 'exact') {
    const points = Math.abs(figure.value) / 10_000;
    return figure.value < 0
      ? { zh: `支付比例减 ${points} 个百分点`, en: `the rate ${points} points lower` }
      : { zh: `支付比例加 ${points} 个百分点`, en: `the rate ${points} points higher` };
  }
  const value = figureText(figure, 'ppm', names);
  return { zh: `支付比例加减百分点：${value.zh}`, en: `points on the rate: ${value.en}` };
}
