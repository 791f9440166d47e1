import type { Place } from '../diagnostics/diagnostic.ts';
import { SETTLEMENT_FIELDS, type SettlementField } from '../engine/settlement.ts';
import { isDay } from '../grammar/days.ts';
import {
  list,
  mapped,
  may,
  object,
  oneOf,
  record,
  type Shape,
  scalarOf,
  wrongKind,
} from '../grammar/shape.ts';
import { type Basis, basis, plain, whole } from '../grammar/words.ts';
import { parseYuan } from '../money/fen.ts';
import { SHORTFALLS } from '../rules/lifetime.ts';
import { noticeCode } from '../rules/refusal.ts';
import type { Tree } from '../source/tree.ts';

/** A value that a case expects, with where it is written: what a failure points at and an update rewrites. */
export interface Written<T> {
  readonly value: T;
  readonly text: string;
  readonly place: Place;
}

/** How far an amount may be off, in fen, and why; without it, not at all. */
export interface Tolerance {
  readonly fen: number;
  readonly reason: string;
}

/** What must come out of one claim. Only what is written is compared. */
export interface Expectation {
  readonly place: Place;
  readonly covered?: Written<'true' | 'false'>;
  /** Fen; `pool_prop_selfpay` in ten-thousandths. */
  readonly amounts: ReadonlyMap<SettlementField, Written<number>>;
  /** Fen by payer id, as `payers` of the JSON output has them. */
  readonly payers: ReadonlyMap<string, Written<number>>;
  /** Fen by line id of the policy. */
  readonly lines: ReadonlyMap<string, Written<number>>;
  readonly notices?: Written<readonly string[]>;
  readonly noNotices?: Written<readonly string[]>;
  /** Yuan before rounding, by line id, without zeros at the end. */
  readonly exact: ReadonlyMap<string, Written<string>>;
  /** How figures, bases and rules that decided it are known, as `basesOf` names them. */
  readonly bases: ReadonlyMap<string, Written<Basis>>;
  readonly tolerance?: Tolerance;
}

/** What must come out of a question about cover. */
export interface ExpectedCover {
  readonly place: Place;
  /** By key: days, words and numbers as they are written. */
  readonly answers: ReadonlyMap<string, Written<string>>;
  readonly notices?: Written<readonly string[]>;
  readonly noNotices?: Written<readonly string[]>;
}

function written<T>(shape: Shape<T>): Shape<Written<T>> {
  return mapped(shape, (value, tree) => ({
    value,
    text: tree.kind === 'scalar' ? tree.text : '',
    place: tree.place,
  }));
}

/** Yuan as written, in fen; negative for a reversal. */
const yuan = written(
  scalarOf(
    (text) => {
      const result = parseYuan(text);
      return 'fen' in result ? result.fen : undefined;
    },
    {
      zh: '金额（以元为单位的半角数字，最多两位小数，不超过 90,000,000）',
      en: 'an amount in yuan (plain digits, at most two decimals, not above 90,000,000)',
    },
    { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^-?\\d+(\\.\\d{1,2})?$' }] },
    'BAD_AMOUNT',
  ),
);

/** Yuan before rounding: as many decimals as it has. */
const unrounded = written(
  scalarOf(
    (text) => (/^\d+(\.\d+)?$/.test(text) ? withoutZeros(text) : undefined),
    { zh: '未舍入的金额（元）', en: 'an amount before rounding (yuan)' },
    {
      anyOf: [
        { type: 'number', minimum: 0 },
        { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
      ],
    },
    'BAD_AMOUNT',
  ),
);

/** `83500.0450` and `83500.045` are one amount. */
export function withoutZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** A ratio with at most four decimals, in ten-thousandths. */
const ratio = written(
  scalarOf(
    (text) => {
      const match = /^([01])(?:\.(\d{1,4}))?$/.exec(text);
      return match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : undefined;
    },
    { zh: '比值（0 到 1，最多四位小数）', en: 'a ratio (0 to 1, at most four decimals)' },
    { anyOf: [{ type: 'number' }, { type: 'string', pattern: '^[01](\\.\\d{1,4})?$' }] },
    'BAD_VALUE',
  ),
);

/** One of some words; yes and no may be written as YAML has them. */
function answer<const T extends string>(words: readonly T[]): Shape<T> {
  const plainly = words.flatMap((word) => (word === 'true' || word === 'false' ? [word === 'true'] : []));
  return { ...oneOf(words), schema: () => ({ enum: [...words, ...plainly] }) };
}

const yesNo = written(answer(['true', 'false']));
const codes = written(list(noticeCode, { single: true }));
const ID = /^[a-z][a-z0-9_]*$/;
const LOWER_CASE = { zh: '小写字母', en: 'lower-case letters' };
const byId = record(yuan, ID, LOWER_CASE);

const toleranceShape = mapped(
  object({
    amount: { shape: yuan, required: true, doc: { zh: '最多差多少（元）', en: 'most it may be off (yuan)' } },
    reason: { shape: plain, required: true, doc: { zh: '理由', en: 'why' } },
  }),
  (read): Tolerance => ({ fen: read.amount.value, reason: read.reason }),
);

const amountSlots = Object.fromEntries(
  SETTLEMENT_FIELDS.map((field) => [field, may(field === 'pool_prop_selfpay' ? ratio : yuan, field, field)]),
) as Record<SettlementField, ReturnType<typeof may<Written<number>>>>;

/** Something must be expected: a case that checks nothing must not pass. */
function notEmpty(tree: Tree): boolean {
  return tree.kind !== 'map' || tree.entries.length > 0;
}

const expectationShape = mapped(
  object({
    ...amountSlots,
    covered: may(yesNo, '是否予以支付', 'whether covered'),
    payers: may(byId, '各付款方金额', 'amounts by payer'),
    lines: may(byId, '各支付项金额', 'amounts by line'),
    exact: may(record(unrounded, ID, LOWER_CASE), '各支付项未舍入的金额', 'amounts by line before rounding'),
    notices: may(codes, '应有的提示', 'notices that must be there'),
    no_notices: may(codes, '不应有的提示', 'notices that must not be there'),
    basis: may(
      record(written(basis), /^[A-Za-z][A-Za-z0-9_.]*$/, {
        zh: '数值或规则的名称',
        en: 'the key of a figure or rule',
      }),
      '各数值和规则的依据',
      'how figures and rules are known',
    ),
    tolerance: may(toleranceShape, '允许的误差及理由', 'how far amounts may be off, and why'),
  }),
  (read, tree): Expectation => {
    const amounts = SETTLEMENT_FIELDS.flatMap((field) => {
      const value = read[field] as Written<number> | undefined;
      return value ? [[field, value] as const] : [];
    });
    return {
      place: tree.place,
      amounts: new Map(amounts),
      payers: new Map(Object.entries(read.payers ?? {})),
      lines: new Map(Object.entries(read.lines ?? {})),
      exact: new Map(Object.entries(read.exact ?? {})),
      bases: new Map(Object.entries(read.basis ?? {})),
      ...(read.covered && { covered: read.covered }),
      ...(read.notices && { notices: read.notices }),
      ...(read.no_notices && { noNotices: read.no_notices }),
      ...(read.tolerance && { tolerance: read.tolerance }),
    };
  },
);

function refusingEmpty<T>(shape: Shape<T>): Shape<T> {
  return {
    read: (tree, problems) =>
      notEmpty(tree)
        ? shape.read(tree, problems)
        : wrongKind(tree, problems, {
            zh: 'expect 是空的，什么都不检查',
            en: 'an empty `expect` checks nothing',
          }),
    schema: () => ({ ...shape.schema(), minProperties: 1 }),
  };
}

export const expectation: Shape<Expectation> = refusingEmpty(expectationShape);

const dayOrNone = scalarOf(
  (text) => (text === 'none' || isDay(text) ? text : undefined),
  { zh: '日期（2025-01-01），或 none', en: 'a date (2025-01-01), or none' },
  { type: 'string', pattern: '^(\\d{4}-\\d{2}-\\d{2}|none)$' },
);

/** What an answer about cover may be expected to say; `none` where it says nothing. */
const ANSWERS = {
  covered_from: may(written(dayOrNone), '待遇开始的日期', 'day on which cover starts'),
  covered_from_earliest: may(written(dayOrNone), '最早可能的日期', 'first day possible'),
  covered_until: may(written(dayOrNone), '待遇终止的日期', 'last day of cover'),
  make_up: may(yesNo, '中断的月份可否补缴', 'whether months without cover may be paid for afterwards'),
  lifetime: may(written(answer(['true', 'false', 'unknown'])), '是否终身享受', 'whether it lasts for life'),
  years_missing: may(written(mapped(whole, String)), '还差几年', 'years still to be paid'),
  shortfall: may(written(oneOf([...SHORTFALLS, 'none'])), '差额怎样补', 'how a shortfall is paid'),
  policy: may(written(plain), '按哪份政策', 'whose rule decided'),
};

export const expectedCover: Shape<ExpectedCover> = refusingEmpty(
  mapped(
    object({
      ...ANSWERS,
      notices: may(codes, '应有的提示', 'notices that must be there'),
      no_notices: may(codes, '不应有的提示', 'notices that must not be there'),
    }),
    (read, tree): ExpectedCover => ({
      place: tree.place,
      answers: new Map(
        Object.keys(ANSWERS).flatMap((key) => {
          const wanted = read[key as keyof typeof ANSWERS];
          return wanted ? [[key, wanted] as const] : [];
        }),
      ),
      ...(read.notices && { notices: read.notices }),
      ...(read.no_notices && { noNotices: read.no_notices }),
    }),
  ),
);
