import type { Text } from '../diagnostics/text.ts';
import { parseYuan } from '../money/fen.ts';
import { parsePercent } from '../money/rate.ts';
import type { Tree } from '../source/tree.ts';
import { isDay, isDayOfYear } from './days.ts';
import {
  type At,
  type JsonSchema,
  may,
  named,
  object,
  oneOf,
  type Shape,
  scalarOf,
  wrongKind,
} from './shape.ts';

/** The small words that all rules share: texts, dates, names, percentages, amounts, where a figure comes from. */

/** A label: one text for both languages, or one each. */
export const text: Shape<Text> = named('text', () => {
  const pair = object({
    zh: { shape: plain, required: true, doc: { zh: '中文', en: 'Chinese' } },
    en: { shape: plain, required: true, doc: { zh: '英文', en: 'English' } },
  });
  return {
    read(tree, problems) {
      if (tree.kind === 'scalar' && !tree.empty) return { zh: tree.text, en: tree.text };
      if (tree.kind !== 'map')
        return wrongKind(tree, problems, {
          zh: '这里应是文字，或 { zh, en }',
          en: 'a text or { zh, en } belongs here',
        });
      const both = pair.read(tree, problems);
      return both && { zh: both.zh, en: both.en };
    },
    schema: () => ({ anyOf: [{ type: 'string' }, pair.schema()] }),
  };
});

export const plain: Shape<string> = scalarOf(
  (value) => value,
  { zh: '文字', en: 'a text' },
  { type: 'string', minLength: 1 },
);

const DATE: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

export const date: Shape<string> = scalarOf(
  (value) => (isDay(value) ? value : undefined),
  { zh: '日期（2025-01-01）', en: 'a date (2025-01-01)' },
  DATE,
);

/** A month and day that every year has: the day on which a year begins, or cover ends. */
export const dayOfYear: Shape<string> = scalarOf(
  (value) => (isDayOfYear(value) ? value : undefined),
  { zh: '每年都有的月和日（07-01）', en: 'a month and day that every year has (07-01)' },
  {
    type: 'string',
    pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
    not: { pattern: '^(02-(29|3\\d)|(04|06|09|11)-31)$' },
  },
);

export const name: Shape<string> = scalarOf(
  (value) => (/^[a-z][a-z0-9_]*$/.test(value) ? value : undefined),
  { zh: '名称（小写字母、数字、下划线）', en: 'a name (lower-case letters, digits, underscore)' },
  { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
);

export const whole: Shape<number> = scalarOf(
  (value) => (/^\d{1,6}$/.test(value) ? Number(value) : undefined),
  { zh: '整数', en: 'a whole number' },
  { type: 'integer', minimum: 0 },
);

/** Yuan as written, in fen. */
export const amount: Shape<number> = scalarOf(
  (value) => {
    const result = parseYuan(value);
    return 'fen' in result && result.fen >= 0 ? result.fen : undefined;
  },
  {
    zh: '金额（以元为单位的半角数字，最多两位小数，不超过 90,000,000）',
    en: 'an amount in yuan (plain digits, at most two decimals, not above 90,000,000)',
  },
  {
    anyOf: [
      { type: 'number', minimum: 0 },
      { type: 'string', pattern: '^\\d+(\\.\\d{1,2})?$' },
    ],
  },
  'BAD_AMOUNT',
);

/** A percentage in parts per million; a bare number is refused, so that 0.85 and 85 cannot be confused. */
export function percent(least: number, most: number): Shape<number> {
  return scalarOf(
    (value) => {
      const ppm = parsePercent(value);
      return ppm !== undefined && ppm >= least && ppm <= most ? ppm : undefined;
    },
    {
      zh: `百分数（${least / 10_000}% 到 ${most / 10_000}%，写上 %）`,
      en: `a percentage (${least / 10_000}% to ${most / 10_000}%, with the % sign)`,
    },
    { type: 'string', pattern: '^[+-]?\\d+(\\.\\d{1,4})?%$' },
    'BAD_RATE',
  );
}

/** How a figure is known. */
export const BASES = ['stated', 'inferred', 'assumed'] as const;
export type Basis = (typeof BASES)[number];
export const basis: Shape<Basis> = oneOf(BASES);

/** Where a figure comes from; what is not given is taken from the rule, line or version around it. */
export interface Origin {
  readonly basis?: Basis;
  readonly source?: string;
  readonly note?: Text;
  /** The file it stands in, where that is not the policy's: a table of a shared parameter. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export const originSlots = {
  basis: may(
    basis,
    '依据：stated 原文写明、inferred 由原文或国家规定推出、assumed 我们的理解',
    'stated, inferred or assumed',
  ),
  source: may(name, '来源（sources 里的名称）', 'source, by its name under `sources`'),
  note: may(text, '说明', 'note'),
} as const;

/** Picks the origin out of anything that was read with `originSlots`. */
export function originOf(value: { basis?: Basis; source?: string; note?: Text; at?: At }): Origin {
  return {
    ...(value.basis && { basis: value.basis }),
    ...(value.source && { source: value.source }),
    ...(value.note && { note: value.note }),
    ...value.at,
  };
}

/**
 * The inner origin wins; the outer fills what it leaves out. A note stays with the figure it was written at. The same two
 * give the same object: every figure of every plan asks, and there are but few origins.
 */
export function inherit(outer: Origin, inner: Origin): Origin {
  const within = inherited.get(outer) ?? new WeakMap<Origin, Origin>();
  let origin = within.get(inner);
  if (!origin) {
    origin = {
      ...(outer.basis && { basis: outer.basis }),
      ...(outer.source && { source: outer.source }),
      ...inner,
    };
    inherited.set(outer, within.set(inner, origin));
  }
  return origin;
}

const inherited = new WeakMap<Origin, WeakMap<Origin, Origin>>();

export function placeOf(tree: Tree): At {
  return { line: tree.place.line, column: tree.place.column };
}
