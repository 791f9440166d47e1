import { Decimal } from 'decimal.js';
import { ITEM_CLASSES } from '../codes/tables.ts';
import type { Place } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { PPM, parsePercent } from '../money/rate.ts';
import type { Tree } from '../source/tree.ts';
import type { Expenses } from './claim.ts';
import type { PartCost } from './part-cost.ts';
import { type MoneyReader, type Report, readMoney } from './values.ts';

/** One line of the bill; amounts in fen, the advance rate in parts per million. */
export interface Item {
  readonly name: string;
  readonly amount: number;
  readonly class: 'A' | 'B' | 'C';
  readonly advancePpm?: number;
  readonly limitPrice?: number;
  readonly tag?: string;
  readonly place: Place;
}

const KEYS: Readonly<Record<string, string>> = {
  name: 'name',
  名称: 'name',
  项目名称: 'name',
  amount: 'amount',
  金额: 'amount',
  det_item_fee_sumamt: 'amount',
  class: 'class',
  等级: 'class',
  收费项目等级: 'class',
  chrgitm_lv: 'class',
  advance_rate: 'advance_rate',
  先行自付比例: 'advance_rate',
  selfpay_prop: 'advance_rate',
  limit_price: 'limit_price',
  限价: 'limit_price',
  pric_uplmt_amt: 'limit_price',
  tag: 'tag',
  标签: 'tag',
};

export function readItems(value: Tree, report: Report, parse?: MoneyReader): Item[] {
  if (value.kind !== 'list') {
    report({
      code: 'NOT_A_LIST',
      message: { zh: '费用明细应是一个列表', en: 'line items are a list' },
      field: 'expenses.items',
      place: value.place,
    });
    return [];
  }
  return value.items.flatMap((item, index) => readItem(item, index, report, parse) ?? []);
}

function readItem(tree: Tree, index: number, report: Report, parse?: MoneyReader): Item | undefined {
  const path = `expenses.items[${index + 1}]`;
  const problem = (
    code: string,
    zh: string,
    en: string,
    place: Place,
    hint?: { zh: string; en: string },
  ): undefined => {
    report({
      code,
      message: { zh: `${path}:${zh}`, en: `${path}: ${en}` },
      field: path,
      place,
      ...(hint && { hint }),
    });
    return undefined;
  };
  if (tree.kind !== 'map')
    return problem('NOT_A_MAP', '每条明细要写名称和金额', 'each item has a name and an amount', tree.place);
  const found = new Map<string, Tree>();
  for (const { key, keyPlace, value } of tree.entries) {
    const known = Object.hasOwn(KEYS, key.trim()) ? KEYS[key.trim()] : undefined;
    if (known !== undefined && found.has(known)) {
      problem('FIELD_TWICE', `“${known}”给了两次`, `“${known}” is given twice`, keyPlace, {
        zh: '同一项的几种写法只留一种',
        en: 'keep one of the names for it',
      });
    } else if (known === undefined) {
      problem(
        'UNKNOWN_FIELD',
        `没有“${key}”这一项`,
        `there is no field “${key}”`,
        keyPlace,
        didYouMean(key, Object.keys(KEYS)),
      );
    } else found.set(known, value);
  }
  const text = (key: string): string | undefined => {
    const value = found.get(key);
    return value?.kind === 'scalar' && !value.empty ? value.text.trim() : undefined;
  };
  const money = (key: string, zh: string, en: string): number | undefined => {
    const value = found.get(key);
    if (!value || (value.kind === 'scalar' && value.empty)) return undefined;
    return readMoney(
      { key: `${path}.${key}`, label: { zh: `${path} ${zh}`, en: `${path} ${en}` } },
      value,
      value.place,
      report,
      parse,
    );
  };
  const before = found.get('amount');
  const amount = money('amount', '金额', 'amount');
  if (amount === undefined)
    return before ? undefined : problem('MISSING_FIELD', '缺少金额', 'the amount is missing', tree.place);
  const classText = text('class') ?? 'A';
  const itemClass = ITEM_CLASSES.find(classText)?.id;
  if (itemClass === undefined) {
    return problem(
      'UNKNOWN_CODE',
      `等级“${classText}”不是甲、乙、丙`,
      `class “${classText}” is not A, B or C`,
      tree.place,
    );
  }
  const rateText = text('advance_rate');
  const advancePpm = rateText === undefined ? undefined : readShare(rateText);
  if (rateText !== undefined && advancePpm === undefined) {
    return problem(
      'NOT_A_RATE',
      `先行自付比例“${rateText}”应是 0% 到 100%`,
      `the advance rate “${rateText}” is not 0% to 100%`,
      tree.place,
    );
  }
  const limitPrice = money('limit_price', '限价', 'limit price');
  const tag = text('tag');
  return {
    name: text('name') ?? '',
    amount,
    class: itemClass as Item['class'],
    ...(advancePpm !== undefined && { advancePpm }),
    ...(limitPrice !== undefined && { limitPrice }),
    ...(tag !== undefined && { tag }),
    place: tree.place,
  };
}

/** `10%`, or the national form of a ratio, `0.1`. */
function readShare(text: string): number | undefined {
  const ppm = /^[01](\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * PPM) : parsePercent(text);
  return ppm !== undefined && ppm >= 0 && ppm <= PPM ? ppm : undefined;
}

/** What a policy says of items; rates in parts per million. */
export interface ItemRules {
  /** Advance rate of class B items that give none. */
  readonly classB?: number;
  /** Advance rate of items with a tag that give none, whatever their class but C. */
  readonly partAdvance?: (tag: string) => number | undefined;
  /** The cost that a tag is a part of. */
  readonly partCost: (tag: string) => PartCost;
}

/** What a part is of where no policy says otherwise. */
export const NO_RULES: ItemRules = { partCost: () => 'in_policy' };

/**
 * Adds the items up to the amounts of a settlement. What is above a limit price is over-limit; class C is self-funded;
 * of the rest the advance share is taken from the exact sum, the in-policy amount being rounded half up once (a
 * Beijing record of 2025 shows this: 90% of 34.05 is 30.65, and 3.40 is borne first).
 * @param rules the policy's own: advance rates, and the costs that tags are parts of
 */
export function addUp(items: readonly Item[], rules: ItemRules, report: Report): Expenses {
  let total = 0;
  let selfFunded = 0;
  let overLimit = 0;
  let inPolicy = new Decimal(0);
  const byPolicy = new Set<string>();
  const parts = new Map<string, Decimal>();
  const tagged = ({ tag }: Item, cost: PartCost, fen: Decimal.Value): void => {
    if (tag !== undefined && rules.partCost(tag) === cost)
      parts.set(tag, (parts.get(tag) ?? new Decimal(0)).plus(fen));
  };
  for (const item of items) {
    total += item.amount;
    if (item.class === 'C') {
      selfFunded += item.amount;
      tagged(item, 'self_funded', item.amount);
      continue;
    }
    const over = Math.max(0, item.amount - (item.limitPrice ?? item.amount));
    overLimit += over;
    tagged(item, 'over_limit', over);
    const { advance, key } = advanceOf(item, rules);
    if (advance === undefined) {
      report({
        code: 'MISSING_ADVANCE_RATE',
        message: {
          zh: `乙类项目“${item.name}”没有先行自付比例，政策也没有写明`,
          en: `the class B item “${item.name}” has no advance rate, nor does the policy give one`,
        },
        hint: { zh: '给该项写上 advance_rate，例如 10%', en: 'give the item an advance_rate, e.g. 10%' },
        field: 'expenses.items',
        place: item.place,
      });
      continue;
    }
    if (key !== undefined && item.amount > over) byPolicy.add(key);
    const kept = new Decimal(item.amount - over).times(PPM - advance).div(PPM);
    inPolicy = inPolicy.plus(kept);
    tagged(item, 'in_policy', kept);
    tagged(item, 'advance', new Decimal(item.amount - over).minus(kept));
  }
  const whole = (amount: Decimal): number => amount.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
  const inPolicyFen = whole(inPolicy);
  const advance = total - selfFunded - overLimit - inPolicyFen;
  const left = { in_policy: inPolicyFen, advance, over_limit: overLimit, self_funded: selfFunded };
  const wholeParts = new Map<string, number>();
  for (const [tag, amount] of parts) {
    const cost = rules.partCost(tag);
    const part = Math.min(left[cost], whole(amount));
    wholeParts.set(tag, part);
    left[cost] -= part;
  }
  return {
    total,
    selfFunded,
    overLimit,
    advance,
    parts: wholeParts,
    ...(byPolicy.size > 0 && { byPolicy }),
  };
}

/** The advance rate of an item, its own before that of its part before that of its class; with the policy's key where it is one. */
function advanceOf(item: Item, rules: ItemRules): { readonly advance?: number; readonly key?: string } {
  if (item.advancePpm !== undefined) return { advance: item.advancePpm };
  const ofPart = item.tag === undefined ? undefined : rules.partAdvance?.(item.tag);
  if (ofPart !== undefined) return { advance: ofPart, key: `part_advance.${item.tag}` };
  if (item.class !== 'B') return { advance: 0 };
  return rules.classB === undefined ? {} : { advance: rules.classB, key: 'class_b_advance' };
}
