import type { Text } from '../../diagnostics/text.ts';
import { inherit } from '../../grammar/words.ts';
import type { AmountAdjustment, Deductible } from '../deductible.ts';
import { figureText, type Names, originsOf, type Said, type Saying, under } from './saying.ts';

/** The amounts are a table's, the words on how often it is taken stand beside them. */
export const DEDUCTIBLE: Saying<Deductible> = {
  per: 'in the table',
  amount: 'in the table',
  adjust: (steps, { origin }, names) =>
    steps.map((step) => ({
      text: under(step, changeText(step, names), names),
      origins: originsOf(step.figure, inherit(origin, step.origin)),
      rule: step,
    })),
  transfer: () =>
    part({
      zh: '转院续住算一次住院，起付线只按较高的一家扣一次',
      en: 'a stay that goes on in another hospital is one stay: the higher deductible once',
    }),
  origin: 'elsewhere',
};

/** What a step does, by the keys of the step: the types miss a key that is not said. */
const CHANGE: Saying<Omit<AmountAdjustment, 'when' | 'label' | 'origin'>> = {
  kind: (kind, { figure }, names) => {
    const value = figureText(figure, kind === 'factor' ? 'ppm' : 'fen', names);
    return part(
      {
        factor: { zh: `起付线乘以 ${value.zh}`, en: `the deductible times ${value.en}` },
        less: { zh: `起付线减少 ${value.zh} 元`, en: `the deductible is ${value.en} yuan less` },
        set: { zh: `起付线为 ${value.zh} 元`, en: `the deductible is ${value.en} yuan` },
      }[kind],
    );
  },
  figure: 'elsewhere',
  eachAdmission: (each) =>
    each ? part({ zh: '每多住院一次再减一次', en: 'once more for each further admission' }) : [],
  floor: (floor, _, names) => {
    const value = figureText(floor, 'fen', names);
    return part({ zh: `最低 ${value.zh} 元`, en: `not below ${value.en} yuan` });
  },
};

function part(text: Text): Said[] {
  return [{ text, origins: [] }];
}

function changeText(step: AmountAdjustment, names: Names): Text {
  const texts = (Object.keys(CHANGE) as (keyof typeof CHANGE)[]).flatMap((key) => {
    const say = CHANGE[key];
    const value = step[key];
    return typeof say === 'string' || value === undefined ? [] : say(value as never, step, names);
  });
  return { zh: texts.map(({ text }) => text.zh).join('，'), en: texts.map(({ text }) => text.en).join(', ') };
}
