import { findPayer } from '../../codes/payers.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { sayBase } from '../../policy/names.ts';
import type { Base } from '../../rules/base.ts';
import type { Line } from '../../rules/line.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareLabel, compareOrigin, compareValue } from '../compare.ts';
import { inside, type Where } from '../tell.ts';
import { compareAdjustments } from './adjust.ts';
import { compareBands } from './bands.ts';
import { compareCap } from './cap.ts';
import { compareDeductible } from './deductible.ts';
import { compareFigure } from './figure.ts';
import { compareGate } from './gate.ts';
import { compareLineRefusals } from './refusal.ts';
import { compareWhen } from './when.ts';

/**
 * Compares a benefit line of two versions, in the order in which its parts work. Where only one has it, all that it says is
 * told as added or removed.
 */
export function compareLine(outer: Where, lines: Pair<Line | undefined>): void {
  const { old, new: now } = lines;
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins);
  if (old && now) compareOrigin(outer, origins);
  compareWho(where, lines);
  compareGate(where, { old: old?.gate, new: now?.gate });
  compareLineRefusals(where, { old: old?.refuse ?? [], new: now?.refuse ?? [] });
  compareBase(where, lines);
  const borne = { zh: '先由个人负担的比例', en: 'share borne first' };
  compareFigure(where, borne, 'ppm', { old: old?.borneFirst, new: now?.borneFirst });
  compareDeductible(where, { old: old?.deductible, new: now?.deductible });
  compareBands(where, lines);
  compareAdjustments(where, { old: old?.adjust ?? [], new: now?.adjust ?? [] });
  compareCap(where, { old: old?.cap, new: now?.cap });
  if (old && now) compareGiven(where, { old, new: now });
}

function compareWho(where: Where, { old, new: now }: Pair<Line | undefined>): void {
  const payer = (id: string): Text => findPayer(id)?.label ?? same(id);
  const origins = { old: old?.origin, new: now?.origin };
  const payers = { old: old?.payer, new: now?.payer };
  compareValue(where, 'rule', { zh: '付款方', en: 'payer' }, payers, payer, origins);
  const labels = { old: old?.label, new: now?.label };
  compareLabel(where, labels, origins);
  const care = { old: old && [...old.care].sort(), new: now && [...now.care].sort() };
  const said = (ids: readonly string[], side: keyof Pair<unknown>): Text =>
    joinTexts(ids.map((id) => where.wording[side]('care', id)));
  compareValue(where, 'rule', { zh: '医疗类别', en: 'kinds of care' }, care, said, origins);
  compareWhen(where, { old: old?.when, new: now?.when }, origins);
}

function compareBase(where: Where, { old, new: now }: Pair<Line | undefined>): void {
  const what = { zh: '基数', en: 'what it pays on' };
  const origins = { old: old?.base.origin ?? old?.origin, new: now?.base.origin ?? now?.origin };
  const described = (base: Base, side: keyof Pair<unknown>): Text => sayBase(base, where.policy[side]);
  const bases = { old: old && withoutOrigin(old.base), new: now && withoutOrigin(now.base) };
  compareValue(where, 'rule', what, bases, described, origins);
  if (!old || !now) return;
  const there = inside(where, { old: undefined, new: undefined }, what);
  compareOrigin(there, { old: old.base.origin, new: now.base.origin });
}

function withoutOrigin({ origin: _, ...base }: Base): Base {
  return base as Base;
}

function compareGiven(where: Where, { old, new: now }: Pair<Line>): void {
  const origins = { old: old.origin, new: now.origin };
  compareValue(
    where,
    'rule',
    { zh: '标准未载明又没有给出已付金额时', en: 'where figures are not stated and no payment is given' },
    { old: old.unlessGiven, new: now.unlessGiven },
    (word) => ruleWord('unless_given', word),
    origins,
  );
  compareValue(
    where,
    'rule',
    { zh: '给出的金额超过剩余费用时', en: 'where the given payment is above what is left' },
    { old: old.givenAboveBase, new: now.givenAboveBase },
    (word) => ruleWord('given_above', word),
    origins,
  );
}
