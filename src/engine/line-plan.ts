import { findPayer, type Payer } from '../codes/payers.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import type { Policy } from '../policy/policy.ts';
import type { Circumstances } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import type { Line } from '../rules/line.ts';
import { describeCondition } from '../rules/sentences/condition.ts';
import { standForGiven } from './given-lines.ts';
import { blankLine, switchOff } from './line-blank.ts';
import type { LineContext } from './line-context.ts';
import { computeLine } from './line-numbers.ts';
import type { LinePlan, Met } from './plan.ts';
import type { Part } from './resolve-input.ts';

/**
 * One line decided by the circumstances. Undefined when something needed is not known yet or was reported as a problem.
 * @param before lines already planned: bases refer to them, and a payment given for a payer goes to its first line
 * @param barred why the whole supplement may not pay
 */
export function buildLine(
  line: Line,
  part: Part,
  context: LineContext,
  before: readonly LinePlan[],
  barred?: Met,
): LinePlan | undefined {
  const { circumstances, wording, input, notices } = context;
  const { policy, version } = part;
  const payer = findPayer(line.payer) as Payer;
  const origin = inherit(version.origin, line.origin);
  const blank = blankLine(line, part, payer, before, input.parts);
  if (barred) return switchOff(blank, barred);
  if (line.when) {
    const applies = holds(line.when, circumstances);
    if (applies === undefined) return undefined;
    if (!applies) {
      const { zh, en } = describeCondition(line.when, wording);
      const reason = { zh: `只适用于：${zh}`, en: `only for ${en}` };
      return switchOff(blank, { code: 'NOT_APPLICABLE', reason, origin, policy });
    }
  }
  const isGiven = input.given.includes(payer.id);
  const refusal = refusalOf(line, origin, policy, circumstances, isGiven);
  if (refusal === 'open') return undefined;
  if (!refusal && isGiven) return standForGiven(blank, part, origin, context, before);
  const why = refusal ?? aboveUnknown(blank, origin, before);
  if (!why) return computeLine(blank, origin, context);
  notices.push(why);
  return switchOff(blank, why);
}

/** Why the line refuses the claim. */
function refusalOf(
  line: Line,
  outer: Origin,
  policy: Policy,
  circumstances: Circumstances,
  isGiven: boolean,
): Met | 'open' | undefined {
  for (const { when, code, reason, origin } of line.refuse) {
    const test = (): boolean | undefined => holds(when, circumstances);
    // A payment that is given was judged by whoever paid it: nothing is asked to judge it again.
    const met = isGiven ? circumstances.tentatively(test).result : test();
    if (met === undefined && !isGiven) return 'open';
    if (met) return { code, reason, origin: inherit(outer, origin), policy };
  }
  return undefined;
}

/** Why a line cannot go on above another's cap: that one's payment is given, and what it left of the cost is not. */
function aboveUnknown(
  { aboveOf, label, payer, policy }: LinePlan,
  origin: Origin,
  before: readonly LinePlan[],
): Met | undefined {
  const source = before[aboveOf];
  if (source?.state !== 'given') return undefined;
  const reason = {
    zh: `${source.label.zh}是给出的金额，其封顶线以上的费用不知道，${label.zh}没有计入；如有支付，请填 paid.${payer.id}`,
    en: `${source.label.en} is given, so the cost above its cap is not known and ${label.en} is left out; give paid.${payer.id} if it pays`,
  };
  return { code: 'ABOVE_CAP_NOT_KNOWN', reason, origin, policy };
}
