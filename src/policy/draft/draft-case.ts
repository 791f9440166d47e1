import { findPayer } from '../../codes/payers.ts';
import { LEVELS } from '../../codes/tables.ts';
import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { formatYuan } from '../../money/fen.ts';
import type { Formula, Worked } from './formula.ts';
import { lineName, type PolicyDraft } from './model.ts';

/** A case before it is text. Amounts in fen. */
export interface DraftCase {
  readonly name: Text;
  readonly assume: Readonly<Record<string, string>>;
  readonly claims: readonly DraftClaim[];
  /** One for each claim, as exact strings; none where an error is expected. */
  readonly expect: readonly Readonly<Record<string, string>>[];
  readonly error?: { readonly code: string; readonly field: string };
  readonly because: Text;
}

export interface DraftClaim {
  readonly level: string | undefined;
  readonly care: string;
  readonly date: string;
  /** What the policy's line pays on. */
  readonly base: bigint;
  /** Cost outside the policy's scope, on top of the base. */
  readonly outside?: { readonly selfFunded: bigint; readonly overLimit: bigint; readonly advance: bigint };
  /** What the line has paid already this year. */
  readonly paidBefore?: bigint;
}

export interface Settled {
  readonly worked: Worked;
  readonly formula: Formula;
}

/** What the basic scheme pays first, in claims of a supplement on the cost left to the person. */
export const PAID_BY_BASIC = 1_000_000n;
/** In-policy cost beside the self-funded cost that a supplement pays on. */
export const BESIDE = 500_000n;

/**
 * The amounts a case expects.
 * @param total the whole bill, for the person's part of a basic scheme
 */
export function expectedOf(
  draft: PolicyDraft,
  total: bigint,
  { deductible, paid }: Worked,
  capNotice = false,
): Record<string, string> {
  const field = findPayer(draft.payer)?.field ?? 'oth_pay';
  const notices: Record<string, string> = capNotice ? { notices: '[CAP_NOT_STATED]' } : {};
  if (draft.kind === 'supplement') return { [`lines.${lineName(draft)}`]: formatYuan(paid), ...notices };
  const onBill = draft.base === 'in_policy' || draft.base === 'total';
  return {
    ...(onBill && { act_pay_dedc: formatYuan(deductible) }),
    [field]: formatYuan(paid),
    psn_part_amt: formatYuan(total - paid),
    ...notices,
  };
}

/** 三级，30,000 以内 */
export function nameOf(level: string | undefined, parts: readonly (Text | undefined)[]): Text {
  const known = parts.flatMap((part) => part ?? []);
  const own =
    level === undefined ? [] : [{ zh: LEVELS.label(level, 'zh'), en: capital(LEVELS.label(level, 'en')) }];
  const all = [...own, ...known];
  return all.length === 0 ? { zh: '一笔费用', en: 'One claim' } : joinTexts(all, '，', ', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
