import { fieldOf } from '../claim/fields.ts';
import { joinTexts, same, type Text } from '../diagnostics/text.ts';
import type { Part } from '../engine/resolve-input.ts';
import type { Origin } from '../grammar/words.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Wording } from '../rules/circumstances.ts';
import type { Line } from '../rules/line.ts';
import { describeCondition } from '../rules/sentences/condition.ts';
import { ruleWord } from '../rules/words.ts';
import { onlyCap, onlyQuantity, type Quantity, quantitiesOf } from './quantity.ts';
import { readingOf, type Shown, sharedCapReading } from './reading.ts';
import { fixedOf, type Ordinary } from './situation.ts';
import { type Asked, type Spread, spreadOf } from './spread.ts';
import { type Grid, gridOf, type Row, rowsOf } from './table.ts';

/** One quantity of a line in its table: `起付线（每次住院）`, with a row for each group of circumstances. */
export interface Block {
  readonly quantity: Quantity | 'shared_cap';
  readonly title: Text;
  /** Where the rule of the figures comes from, with its note. */
  readonly rule: Origin;
  readonly rows: readonly Row[];
  /** Bands: what the figures within a row are of, and where their ends come from. Absent where a row holds one figure. */
  readonly parts?: readonly { readonly name: Text; readonly origins: readonly Origin[] }[];
}

/** The table of a line or of a shared cap. */
export interface RuleTable {
  readonly grid: Grid;
  readonly blocks: readonly Block[];
  /** What the figures are for where nothing else is said. */
  readonly fixed: readonly Ordinary[];
  /** Rules that the figures have taken into account. */
  readonly used: ReadonlySet<object>;
}

/** Whose rules are shown. */
export type Subject = Pick<Asked, 'insurances' | 'date'> & { readonly part: Part; readonly wording: Wording };

export function lineTable({ part, insurances, date, wording }: Subject, line: Line): RuleTable {
  const fixed = fixedOf(line);
  const quantities = quantitiesOf(line);
  const spreads = quantities.map((quantity) => {
    const version = onlyQuantity(part.version, line, quantity);
    const width = quantity === 'rates' ? line.bands.length * 2 - 1 : 1;
    return spreadOf(
      { part: { policy: part.policy, version }, insurances, date, fixed },
      (low, high) => {
        const [own] = low.lines;
        return own?.state === 'computed' ? readingOf(quantity, own, high?.lines[0]) : undefined;
      },
      (code) => refusedCells(code, width),
    );
  });
  const grid = gridOf(spreads, wording, spreads[quantities.indexOf('rates')]);
  const blocks = quantities.map((quantity, index): Block => {
    const spread = spreads[index] as Spread;
    const rows = rowsOf(spread, grid, wording);
    if (quantity === 'rates') return ratesBlock(line, rows);
    return { quantity, title: titleOf(quantity, line), rule: ruleOf(quantity, line), rows };
  });
  return { grid, blocks, fixed, used: new Set(spreads.flatMap((spread) => [...spread.used])) };
}

/** A combination that a not stated figure keeps the resolver from planning shows that; one without a figure nothing. */
function refusedCells(code: string, width: number): readonly Shown[] | undefined {
  const text: Text | undefined =
    code === 'FIGURE_NOT_STATED'
      ? { zh: '未载明', en: 'not stated' }
      : code === 'NO_FIGURE' || code === ''
        ? undefined
        : same(code);
  return text && Array.from({ length: width }, () => ({ text, origins: [] }));
}

export function sharedCapTable({ part, insurances, date, wording }: Subject, cap: SharedCap): RuleTable {
  const version = onlyCap(part.version, cap);
  const spread = spreadOf(
    { part: { policy: part.policy, version }, insurances, date, fixed: [] },
    (low, high) => (low.caps.length > 0 ? sharedCapReading(low, high) : undefined),
    (code) => refusedCells(code, 1),
  );
  const grid = gridOf([spread], wording);
  const per = ruleWord('per', cap.per);
  const title = { zh: `封顶（${per.zh}）`, en: `cap (${per.en})` };
  return {
    grid,
    blocks: [{ quantity: 'shared_cap', title, rule: {}, rows: rowsOf(spread, grid, wording) }],
    fixed: [],
    used: new Set(),
  };
}

function ruleOf(quantity: Quantity, { deductible, cap }: Line): Origin {
  const rule = quantity === 'deductible' ? deductible : quantity === 'cap' ? cap : undefined;
  return rule?.origin ?? {};
}

function titleOf(quantity: Quantity, { deductible, cap }: Line): Text {
  switch (quantity) {
    case 'borne_first':
      return { zh: '先由个人负担', en: 'Borne first' };
    case 'deductible': {
      const per = ruleWord('per', deductible?.per ?? 'admission');
      return { zh: `起付线（${per.zh}）`, en: `Deductible (${per.en})` };
    }
    case 'rates':
      return { zh: '支付比例', en: 'Rate' };
    case 'cap': {
      const per = ruleWord('per', cap?.per ?? 'year');
      const on = cap?.on === 'cost' ? ruleWord('on', 'cost') : undefined;
      return on
        ? { zh: `封顶线（${per.zh}，${on.zh}）`, en: `Cap (${per.en}, ${on.en})` }
        : { zh: `封顶线（${per.zh}）`, en: `Cap (${per.en})` };
    }
  }
}

/** Bands whose ends are the same for all are named by them; others have rows for the ends. */
function ratesBlock(line: Line, rows: readonly Row[]): Block {
  const many = line.bands.length;
  const title = titleOf('rates', line);
  const rule = ruleOf('rates', line);
  if (many === 1) return { quantity: 'rates', title, rule, rows };
  const ends = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.slice(many)] : [])));
  const texts = (ends[0] ?? []).map(({ text }) => text);
  const alike = ends.every((end) => end.every(({ text }, at) => text.zh === texts[at]?.zh));
  if (!alike) {
    const rates = line.bands.map((_, at): Text => ({ zh: `第 ${at + 1} 段`, en: `band ${at + 1}` }));
    const uppers = texts.map((_, at): Text => ({ zh: `第 ${at + 1} 段上限`, en: `band ${at + 1} up to` }));
    return {
      quantity: 'rates',
      title,
      rule,
      rows,
      parts: [...rates, ...uppers].map((name) => ({ name, origins: [] })),
    };
  }
  const parts = line.bands.map((_, at) => ({
    name: bandName(texts[at - 1], texts[at]),
    origins: ends.flatMap((end) => end[at]?.origins ?? []),
  }));
  return { quantity: 'rates', title, rule, rows, parts };
}

function bandName(from: Text | undefined, to: Text | undefined): Text {
  if (from && to) return { zh: `${from.zh}–${to.zh}`, en: `${from.en}–${to.en}` };
  if (to) return { zh: `${to.zh} 以内`, en: `up to ${to.en}` };
  return { zh: `${from?.zh ?? '0'} 以上`, en: `above ${from?.en ?? '0'}` };
}

/** `第 1 次住院（就诊）、参保地就医`: what the figures of a table are for. */
export function fixedText(fixed: readonly Ordinary[], wording: Wording): Text | undefined {
  if (fixed.length === 0) return undefined;
  return joinTexts(fixed.map((one) => ordinaryText(one, wording)));
}

function ordinaryText({ field, value }: Ordinary, wording: Wording): Text {
  if (typeof value === 'number')
    return describeCondition({ kind: 'within', field, from: value, to: value }, wording);
  // «yes» and «no» say nothing by themselves.
  if (fieldOf(field).kind === 'boolean')
    return describeCondition({ kind: 'is', field, values: [value] }, wording);
  return wording(field, value);
}
