import { findPayer } from '../../codes/payers.ts';
import { LEVELS } from '../../codes/tables.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { formatYuan } from '../../money/fen.ts';
import { yuan } from './because.ts';
import type { Formula, Worked } from './formula.ts';
import { type DraftBase, lineName, type PolicyDraft } from './model.ts';

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
const BESIDE = 500_000n;
/** Self-funded cost beside the cost that a supplement pays on. */
const SELF_FUNDED = 100_000n;

interface Bill {
  readonly total: bigint;
  readonly selfFunded: bigint;
  readonly outside?: { readonly overLimit: bigint; readonly advance: bigint };
}

/** The bill of a claim: what the line pays on, and beside it something that only this base leaves out or takes in. */
export function billOf(base: DraftBase, { base: cost, outside }: DraftClaim): Bill {
  switch (base) {
    case 'self_funded':
      return { total: cost + BESIDE, selfFunded: cost };
    case 'burden':
      return { total: cost + PAID_BY_BASIC + SELF_FUNDED, selfFunded: SELF_FUNDED };
    case 'total':
      return { total: cost + PAID_BY_BASIC, selfFunded: cost < SELF_FUNDED ? cost : SELF_FUNDED };
    case 'in_policy': {
      if (!outside) return { total: cost, selfFunded: 0n };
      const { selfFunded, overLimit, advance } = outside;
      return { total: cost + selfFunded + overLimit + advance, selfFunded, outside };
    }
  }
}

/** How the cost that a supplement pays on comes about: `41,000 - 1,000 - 10,000 = 30,000`. */
export function leadOf({ base }: PolicyDraft, claim: DraftClaim): Text | undefined {
  if (base === 'in_policy' || base === 'self_funded') return undefined;
  const { total, selfFunded } = billOf(base, claim);
  const less = base === 'burden' ? [selfFunded, PAID_BY_BASIC] : [PAID_BY_BASIC];
  return same(`${[total, ...less].map(yuan).join(' - ')} = ${yuan(claim.base)}`);
}

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
