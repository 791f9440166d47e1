import { describeBase } from '../base.ts';
import type { Line } from '../line.ts';
import type { LineRefusal } from '../refusal.ts';
import { CAP } from './cap.ts';
import { describeCondition } from './condition.ts';
import { DEDUCTIBLE } from './deductible.ts';
import { gateSaid } from './gate.ts';
import { countingSaid, rateStepSaid } from './rate.ts';
import { type Names, type Said, type Saying, sentencesOf } from './saying.ts';

/** What a line pays on and when: the sentences above its tables. */
export const LINE_HEAD: Saying<Line> = {
  id: 'elsewhere',
  payer: 'elsewhere',
  label: 'elsewhere',
  care: 'elsewhere',
  when: (when, { origin }, { wording }) => {
    const text = describeCondition(when, wording);
    return [{ text: { zh: `只适用于：${text.zh}`, en: `only for ${text.en}` }, origins: [origin] }];
  },
  refuse: 'elsewhere',
  gate: (gate, _, names) => gateSaid(gate, names),
  base: (base, { origin }, names) => {
    const text = describeBase(base, names.line, names.part);
    const origins = [base.origin ?? { ...(origin.source && { source: origin.source }) }];
    return [{ text: { zh: `支付范围：${text.zh}`, en: `pays on ${text.en}` }, origins }];
  },
  borneFirst: 'in the table',
  deductible: 'elsewhere',
  bands: 'in the table',
  counted: (counted, { bands }) => (bands.length > 1 ? [countingSaid(counted)] : []),
  adjust: 'elsewhere',
  cap: 'elsewhere',
  unlessGiven: (word) =>
    word === 'skip'
      ? [
          {
            text: {
              zh: '标准未载明：给出已付金额时才计这一项',
              en: 'figures not stated: counted only where its payment is given',
            },
            origins: [],
          },
        ]
      : [],
  givenAboveBase: (word) =>
    word === 'reduce'
      ? [
          {
            text: {
              zh: '给出的已付金额超过剩余费用时，只计剩余部分',
              en: 'a given payment above what is left counts only up to it',
            },
            origins: [],
          },
        ]
      : [],
  origin: 'elsewhere',
};

/** What changes the figures of a line: the sentences below its tables, in the order in which they work. */
export function changesSaid(line: Line, names: Names): Said[] {
  return [
    ...(line.deductible ? sentencesOf(line.deductible, DEDUCTIBLE, names) : []),
    ...line.adjust.map((step) => rateStepSaid(step, names)),
    ...(line.cap ? sentencesOf(line.cap, CAP, names) : []),
  ];
}

/** When a line pays nothing. */
export function refusalSaid(refusal: LineRefusal, { wording }: Names): Said {
  const when = describeCondition(refusal.when, wording);
  return {
    text: { zh: `${refusal.reason.zh}（${when.zh}）`, en: `${refusal.reason.en} (${when.en})` },
    origins: [refusal.origin],
    rule: refusal,
  };
}
