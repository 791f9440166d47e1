import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { RateAdjustment } from '../../rules/adjust.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import { describeFigure } from '../../rules/sentences/figure.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareLabel, compareOrigin, compareValue, essence } from '../compare.ts';
import type { Where } from '../tell.ts';
import { phrase, titled } from './deductible.ts';
import { compareFigure } from './figure.ts';
import { compareList } from './lists.ts';
import { compareWhen } from './when.ts';

const NAME: Text = { zh: '比例调整', en: 'change of the rate' };

export function compareAdjustments(where: Where, lists: Pair<readonly RateAdjustment[]>): void {
  compareList(where, lists, {
    name: NAME,
    keys: [
      ({ kind, when, part }) => essence([kind, when, part]),
      ({ kind, figure, part }) => essence([kind, { ...figure, origin: 0 }, part]),
      ({ when, part }) => essence([when, part]),
      ({ kind, part }) => essence([kind, part]),
    ],
    describe,
    origin: ({ origin }) => origin,
    title: (step, there) => titled(NAME, step, there),
    compare: compareAdjustment,
    ordered: true,
  });
}

function partName(tag: string, where: Where, side: keyof Pair<unknown>): Text {
  return where.policy[side].parts[tag]?.label ?? same(tag);
}

function describe(step: RateAdjustment, where: Where, side: keyof Pair<unknown>): Text {
  const wording = where.wording[side];
  return joinTexts(
    [
      ...(step.label ? [step.label] : []),
      ...(step.when ? [describeCondition(step.when, wording)] : []),
      ...(step.part === undefined ? [] : [partName(step.part, where, side)]),
      phrase(ruleWord('adjust', step.kind), describeFigure(step.figure, 'ppm', wording)),
    ],
    '，',
    '; ',
  );
}

function compareAdjustment(where: Where, { old, new: now }: Pair<RateAdjustment>): void {
  const origins = { old: old.origin, new: now.origin };
  compareOrigin(where, origins);
  compareWhen(where, { old: old.when, new: now.when }, origins);
  const kinds = { old: old.kind, new: now.kind };
  compareValue(where, 'rule', { zh: '方式', en: 'kind' }, kinds, (word) => ruleWord('adjust', word), origins);
  compareFigure(where, ruleWord('adjust', now.kind), 'ppm', { old: old.figure, new: now.figure });
  const parts = { old: old.part, new: now.part };
  const part = { zh: '只对分项', en: 'on the part' };
  compareValue(where, 'rule', part, parts, (tag, side) => partName(tag, where, side), origins);
  compareLabel(where, { old: old.label, new: now.label }, origins);
}
