import { joinTexts, type Text } from '../../diagnostics/text.ts';
import type { AmountAdjustment, Deductible } from '../../rules/deductible.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import { describeFigure } from '../../rules/sentences/figure.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareLabel, compareOrigin, compareValue, essence } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';
import { compareFigure } from './figure.ts';
import { compareList } from './lists.ts';
import { compareWhen } from './when.ts';

const NAME: Text = { zh: '起付线', en: 'deductible' };
const ADJUST: Text = { zh: '起付线调整', en: 'change of the deductible' };

export function compareDeductible(outer: Where, { old, new: now }: Pair<Deductible | undefined>): void {
  if (!old && !now) return;
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins);
  if (old && now) {
    compareOrigin(inside(outer, origins, NAME), origins);
    const per = { zh: '起付线如何收取', en: 'how the deductible is taken' };
    compareValue(
      where,
      'rule',
      per,
      { old: old.per, new: now.per },
      (word) => ruleWord('per', word),
      origins,
    );
  } else {
    const one = (old ?? now) as Deductible;
    const saying = { value: ruleWord('per', one.per), origin: one.origin };
    tell(where, 'rule', NAME, old && saying, now && saying);
  }
  compareValue(
    where,
    'rule',
    { zh: '转院续住的起付线', en: 'deductible of a stay over several hospitals' },
    { old: old?.transfer, new: now?.transfer },
    () => ({ zh: '取较高者只扣一次，算一次住院', en: 'the higher one once, one admission' }),
    origins,
  );
  compareFigure(where, NAME, 'fen', { old: old?.amount, new: now?.amount });
  compareList(where, { old: old?.adjust ?? [], new: now?.adjust ?? [] }, ADJUSTMENTS);
}

const ADJUSTMENTS = {
  name: ADJUST,
  keys: [
    ({ kind, when, eachAdmission }: AmountAdjustment) => essence([kind, when, eachAdmission]),
    ({ kind, figure }: AmountAdjustment) => essence([kind, { ...figure, origin: 0 }]),
    ({ when }: AmountAdjustment) => essence([when]),
    ({ kind }: AmountAdjustment) => kind,
  ],
  describe,
  origin: ({ origin }: AmountAdjustment) => origin,
  title: (step: AmountAdjustment, where: Where): Text => titled(ADJUST, step, where),
  compare: compareAdjustment,
  ordered: true,
} as const;

/** `起付线调整（中医医院）` */
export function titled(
  name: Text,
  { label, when }: Pick<AmountAdjustment, 'label' | 'when'>,
  where: Where,
): Text {
  const which = label ?? (when && describeCondition(when, where.wording.new));
  return which ? { zh: `${name.zh}（${which.zh}）`, en: `${name.en} (${which.en})` } : name;
}

function describe(step: AmountAdjustment, where: Where, side: keyof Pair<unknown>): Text {
  const wording = where.wording[side];
  const parts = [
    ...(step.label ? [step.label] : []),
    ...(step.when ? [describeCondition(step.when, wording)] : []),
    phrase(
      ruleWord('adjust', step.kind),
      describeFigure(step.figure, step.kind === 'factor' ? 'ppm' : 'fen', wording),
    ),
    ...(step.eachAdmission
      ? [{ zh: '每多一次住院再减一次', en: 'once more for each further admission' }]
      : []),
    ...(step.floor
      ? [phrase({ zh: '最低', en: 'not below' }, describeFigure(step.floor, 'fen', wording))]
      : []),
  ];
  return joinTexts(parts, '，', '; ');
}

export function phrase(word: Text, value: Text): Text {
  return { zh: `${word.zh} ${value.zh}`, en: `${word.en} ${value.en}` };
}

function compareAdjustment(where: Where, { old, new: now }: Pair<AmountAdjustment>): void {
  const origins = { old: old.origin, new: now.origin };
  compareOrigin(where, origins);
  compareWhen(where, { old: old.when, new: now.when }, origins);
  const kind = { zh: '方式', en: 'kind' };
  compareValue(
    where,
    'rule',
    kind,
    { old: old.kind, new: now.kind },
    (word) => ruleWord('adjust', word),
    origins,
  );
  const unit = now.kind === 'factor' ? 'ppm' : 'fen';
  if (old.kind === now.kind)
    compareFigure(where, ruleWord('adjust', now.kind), unit, { old: old.figure, new: now.figure });
  else compareFigureKinds(where, old, now);
  compareFigure(where, { zh: '最低', en: 'floor' }, 'fen', { old: old.floor, new: now.floor });
  compareValue(
    where,
    'rule',
    { zh: '每多一次住院再减一次', en: 'once more for each further admission' },
    { old: old.eachAdmission, new: now.eachAdmission },
    (yes) => (yes ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }),
    origins,
  );
  compareLabel(where, { old: old.label, new: now.label }, origins);
}

function compareFigureKinds(where: Where, old: AmountAdjustment, now: AmountAdjustment): void {
  const say = (step: AmountAdjustment, side: keyof Pair<unknown>) => ({
    value: describeFigure(step.figure, step.kind === 'factor' ? 'ppm' : 'fen', where.wording[side]),
    origin: step.figure.origin,
  });
  tell(where, 'figure', { zh: '数值', en: 'figure' }, say(old, 'old'), say(now, 'new'));
}
