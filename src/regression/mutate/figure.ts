import { BASES } from '../../grammar/words.ts';
import { formatYuan, parseYuan } from '../../money/fen.ts';
import { formatPercent, parsePercent } from '../../money/rate.ts';
import { NUMBER_FIELDS } from '../../rules/condition-fields.ts';
import { type Collector, left, listOf, mapOf, may, must, type Visit } from './collector.ts';
import { condition, idOf, meet, rangesNear, valuesOf } from './condition.ts';
import { isMap, keyOf, keysOf, type Node, type Pair, textOf, valueAt } from './source.ts';
import { oneOf, renamed } from './words.ts';

export type Unit = 'fen' | 'ppm';

const UNSTATED = ['not_stated', '未载明'];
const NONE = ['none', '不设'];
/** One percentage point, and the smallest step that a percentage may be written in. */
const STEPS_PPM = [-1, 1, -10_000, 10_000];

/** A single value: a step down and up; not stated any more; a number where there was none. */
function leaf(unit: Unit): Visit {
  return (node, at, to) => {
    const written = textOf(node);
    const unstated = UNSTATED.includes(written);
    if (unstated || NONE.includes(written)) {
      to.replace(node, at, unit === 'fen' ? '100' : '50%');
      to.replace(node, at, unstated ? 'none' : 'not_stated');
      return;
    }
    for (const becomes of unit === 'fen' ? amountsNear(written) : percentagesNear(written))
      to.replace(node, at, becomes);
    to.replace(node, at, 'not_stated');
  };
}

function amountsNear(written: string): string[] {
  const read = parseYuan(written);
  if (!('fen' in read)) return [];
  return [read.fen - 1, read.fen + 1].filter((fen) => fen >= 0).map((fen) => formatYuan(fen));
}

function percentagesNear(written: string): string[] {
  const ppm = parsePercent(written);
  if (ppm === undefined) return [];
  const sign = written.startsWith('+') ? '+' : '';
  const least = written.startsWith('-') ? -1_000_000 : 0;
  // Above 100% only factors go, and those that are written so.
  const most = Math.max(1_000_000, ppm + 10_000 * Number(ppm > 1_000_000));
  return STEPS_PPM.map((step) => ppm + step)
    .filter((value) => value >= least && value <= most)
    .map((value) => `${value < 0 ? '' : sign}${formatPercent(value)}`);
}

export const basis = must(oneOf(BASES));
export const origin = { basis, source: left, note: left } as const;

/** A figure in any of the ways it may be written. */
export function figure(unit: Unit): Visit {
  const one = leaf(unit);
  const whole: Visit = (node, at, to) => {
    if (!isMap(node)) one(node, at, to);
    else {
      if (valueAt(node, 'at_least')) exactAfterAll(node.items as Pair[], at, to);
      if (valueAt(node, 'low')) collapsed(node, at, to);
      keyed(node, at, to);
    }
  };
  const keyed = mapOf({
    value: must(one),
    low: must(one),
    high: must(one),
    at_least: must(one),
    by: must((node, at, to) => table(whole)(node, at, to)),
    cases: must((node, at, to) => cases(whole)(node, at, to)),
    share: must(leaf('ppm')),
    of: must(renamed),
    provisional: may((node, at, to) => whole(node, at, to)),
    ...origin,
  });
  return whole;
}

/** `{ at_least: 50% }` is exactly that. */
function exactAfterAll(pairs: readonly Pair[], at: string, to: Collector): void {
  const pair = pairs.find((one) => keyOf(one) === 'at_least');
  if (pair) to.add(at, to.source.replace(pair.key as Node, 'value'), 'at_least', 'value');
}

/** A range is its low end, or its high end, only. */
function collapsed(node: Node, at: string, to: Collector): void {
  for (const end of ['low', 'high']) {
    const becomes = to.source.flow(valueAt(node, end));
    if (keysOf(node).length === 2)
      to.add(at, to.source.replace(node, becomes), to.source.flow(node), becomes);
  }
}

/** A table: each row one less, each of its keys another, its figure changed. */
function table(whole: Visit): Visit {
  return (node, at, to) => {
    const field = isMap(node) ? (node.items[0] as Pair | undefined) : undefined;
    const rows = field?.value;
    if (!field || !isMap(rows)) throw new Error(`${at}: a table was expected`);
    const name = keyOf(field);
    for (const [index, row] of (rows.items as Pair[]).entries()) {
      const here = `${at}.${name}[${keyOf(row)}]`;
      to.remove(rows, index, here);
      for (const becomes of keysNear(name, keyOf(row), keysOf(rows), to))
        to.add(here, to.source.replace(row.key as Node, becomes), keyOf(row), becomes);
      whole(row.value as Node, here, to);
    }
  };
}

/** `community|1` -> one word less, one word another that no row names; `18..59` -> each end one off. */
function keysNear(field: string, key: string, all: readonly string[], to: Collector): string[] {
  if (key === 'else') return [];
  if (NUMBER_FIELDS.includes(field)) return rangesNear(key);
  const named = all.flatMap((row) => row.split('|')).map((word) => idOf(field, word.trim()));
  const other = valuesOf(field, to).find((value) => !named.includes(value));
  const parts = key.split('|');
  return parts.flatMap((_, index) => [
    ...(parts.length > 1 ? [parts.filter((__, place) => place !== index).join('|')] : []),
    ...(other === undefined ? [] : [parts.map((part, place) => (place === index ? other : part)).join('|')]),
  ]);
}

/** Cases, the first that holds: each one less, in another order, its condition and figure changed. */
function cases(whole: Visit): Visit {
  return listOf(mapOf({ when: may(condition), figure: must(whole) }), meet);
}
