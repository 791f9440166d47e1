import type { Text } from '../diagnostics/text.ts';
import { list, mapped, may, must, object, oneOf, type Shape, scalarOf } from '../grammar/shape.ts';
import { date, type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { type Condition, condition } from './condition.ts';
import { CONDITION_FIELDS } from './condition-fields.ts';

/** A test that comes before the money: what it means for the claim, and why. A refusal is an answer. */
export interface EligibilityRule {
  /** Stable name in the result's notices: `DIRECT_WITHOUT_REFERRAL`. */
  readonly code: string;
  readonly when: Condition;
  /** not_covered: no fund pays; reduced: covered at reduced terms; notice: only to be said. */
  readonly outcome: 'not_covered' | 'reduced' | 'notice';
  readonly reason: Text;
  /** The person's accounts cannot be charged either (the card was not there). */
  readonly accounts: 'usable' | 'unusable';
  /** First day of the rule, where that is later than its version's. */
  readonly from?: string;
  /**
   * Fields: the rule is only said, of claims that name one and whose own policy does not go by any of them. It is for what
   * the state says where a place does not.
   */
  readonly whereSilent: readonly string[];
  readonly origin: Origin;
}

const conditionField: Shape<string> = scalarOf(
  (written) => (CONDITION_FIELDS.includes(written) ? written : undefined),
  { zh: '条件里可用的项', en: 'a field that conditions may look at' },
  { enum: [...CONDITION_FIELDS] },
  'UNKNOWN_CONDITION_FIELD',
);

export const noticeCode: Shape<string> = scalarOf(
  (value) => (/^[A-Z][A-Z0-9_]*$/.test(value) ? value : undefined),
  { zh: '代号（大写字母和下划线）', en: 'a code (capitals and underscores)' },
  { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
);

export const eligibility: Shape<EligibilityRule[]> = list(
  mapped(
    object({
      code: must(noticeCode, '代号', 'code'),
      when: must(condition, '条件', 'condition'),
      outcome: must(
        oneOf(['not_covered', 'reduced', 'notice']),
        'not_covered 不予支付、reduced 降低待遇、notice 提示',
        'what it means',
      ),
      reason: must(text, '理由', 'reason'),
      accounts: may(
        oneOf(['usable', 'unusable']),
        '个人账户和市民卡是否可用',
        "whether the person's accounts can be charged",
      ),
      from: may(date, '从哪天起', 'from when'),
      where_silent: may(
        list(conditionField, { single: true }),
        '仅在当地政策不按这些项区分时提示',
        'said only where the place itself does not go by these fields',
      ),
      ...originSlots,
    }),
    (read) => ({
      code: read.code,
      when: read.when,
      outcome: read.outcome,
      reason: read.reason,
      accounts: read.accounts ?? 'usable',
      ...(read.from !== undefined && { from: read.from }),
      whereSilent: read.where_silent ?? [],
      origin: originOf(read),
    }),
  ),
);

/** What keeps one line from paying, with the reason; the claim stays covered. */
export interface LineRefusal {
  readonly code: string;
  readonly when: Condition;
  readonly reason: Text;
  readonly origin: Origin;
}

export const lineRefusals: Shape<LineRefusal[]> = list(
  mapped(
    object({
      code: must(noticeCode, '代号', 'code'),
      when: must(condition, '条件', 'condition'),
      reason: must(text, '理由', 'reason'),
      ...originSlots,
    }),
    (read) => ({ code: read.code, when: read.when, reason: read.reason, origin: originOf(read) }),
  ),
);
