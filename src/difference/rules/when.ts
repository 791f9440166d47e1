import type { Text } from '../../diagnostics/text.ts';
import type { Origin } from '../../grammar/words.ts';
import type { Condition } from '../../rules/condition.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import type { Pair } from '../change.ts';
import { compareValue } from '../compare.ts';
import type { Where } from '../tell.ts';

const ALWAYS = 'always';

/** Compares when a rule applies; one without a condition always does. */
export function compareWhen(
  where: Where,
  conditions: Pair<Condition | undefined>,
  origins: Pair<Origin | undefined>,
): void {
  const what = { zh: '适用条件', en: 'when it applies' };
  const described = (test: Condition | typeof ALWAYS, side: keyof Pair<unknown>): Text =>
    test === ALWAYS ? { zh: '总是', en: 'always' } : describeCondition(test, where.wording[side]);
  const values = { old: conditions.old ?? ALWAYS, new: conditions.new ?? ALWAYS } as const;
  compareValue<Condition | typeof ALWAYS>(where, 'rule', what, values, described, origins);
}
