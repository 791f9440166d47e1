import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import type { Band, Counting } from '../../rules/bands.ts';
import type { Line } from '../../rules/line.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, essence } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';
import { compareFigure } from './figure.ts';

/** Compares the rates of a line and how its bands are counted. */
export function compareBands(where: Where, { old, new: now }: Pair<Line | undefined>): void {
  const bands = { old: old?.bands ?? [], new: now?.bands ?? [] };
  if (old && now) compareCounting(where, { old: old.counted, new: now.counted });
  if (bands.old.length === bands.new.length) compareOneByOne(where, bands);
  else if (bands.old.length === 0 || bands.new.length === 0) listBands(where, bands);
  else compareStretches(where, bands);
}

function compareCounting(outer: Where, { old, new: now }: Pair<Counting>): void {
  const name = { zh: '分段如何计算', en: 'how the bands are counted' };
  const origins = { old: old.origin, new: now.origin };
  const described = ({ per, from }: Pick<Counting, 'per' | 'from'>): Text =>
    joinTexts([ruleWord('counted', per), ruleWord('from', from)]);
  const values = { old: { per: old.per, from: old.from }, new: { per: now.per, from: now.from } };
  compareValue(inside(outer, origins), 'rule', name, values, described, origins);
  compareOrigin(inside(outer, origins, name), origins);
}

/** As many bands on both sides: the first with the first. */
function compareOneByOne(outer: Where, { old, new: now }: Pair<readonly Band[]>): void {
  for (const [index, band] of now.entries()) {
    const before = old[index] as Band;
    const origins = { old: before.origin, new: band.origin };
    const where = inside(outer, origins);
    const name = nameOf(index, now);
    const end = { zh: `第 ${index + 1} 段上限`, en: `band ${index + 1}, upper end` };
    compareFigure(where, end, 'fen', { old: before.upTo, new: band.upTo });
    const rate =
      now.length === 1 ? { zh: '比例', en: 'rate' } : { zh: `${name.zh}比例`, en: `${name.en}, rate` };
    compareFigure(where, rate, 'ppm', { old: before.rate, new: band.rate });
    compareOrigin(inside(outer, origins, name), origins);
  }
}

/** `第 2 段（30,000.00 至 100,000.00）` where the ends are plain amounts. */
function nameOf(index: number, bands: readonly Band[]): Text {
  const plain = { zh: `第 ${index + 1} 段`, en: `band ${index + 1}` };
  const ends = [bands[index - 1]?.upTo, bands[index]?.upTo];
  const [low, high] = ends.map((end) => (end?.kind === 'exact' ? groupYuan(end.value) : undefined));
  if (bands.length === 1 || (index > 0 && low === undefined)) return plain;
  if (bands[index]?.upTo && high === undefined) return plain;
  return within(plain, low, high);
}

function within(name: Text, low: string | undefined, high: string | undefined): Text {
  if (high === undefined) {
    return { zh: `${name.zh}（${low ?? '0.00'} 以上）`, en: `${name.en} (above ${low ?? '0.00'})` };
  }
  return { zh: `${name.zh}（${low ?? '0.00'} 至 ${high}）`, en: `${name.en} (${low ?? '0.00'} to ${high})` };
}

/** Bands were added or taken away: the rate of each stretch of cost between any two thresholds of either side. */
function compareStretches(where: Where, bands: Pair<readonly Band[]>): void {
  const ends = { old: plainEnds(bands.old), new: plainEnds(bands.new) };
  if (!ends.old || !ends.new) {
    compareWhole(where, bands);
    return;
  }
  const all = [...new Set([...ends.old, ...ends.new])].sort((a, b) => a - b);
  const before = where.found.length;
  for (const [index, end] of all.entries()) {
    const start = all[index - 1];
    const pair = { old: bandUpTo(bands.old, ends.old, end), new: bandUpTo(bands.new, ends.new, end) };
    const name = within(
      { zh: '费用', en: 'cost' },
      start === undefined ? undefined : groupYuan(start),
      end === Number.POSITIVE_INFINITY ? undefined : groupYuan(end),
    );
    const there = inside(where, { old: pair.old.origin, new: pair.new.origin });
    compareFigure(there, { zh: `${name.zh}的比例`, en: `${name.en}, rate` }, 'ppm', {
      old: pair.old.rate,
      new: pair.new.rate,
    });
    compareOrigin(inside(where, { old: undefined, new: undefined }, name), {
      old: pair.old.origin,
      new: pair.new.origin,
    });
  }
  // Thresholds may come with no other rate for anybody, or with notes of their own.
  if (where.found.length === before) compareWhole(where, bands);
}

/** Upper ends in fen, the last one without end; undefined where they are not plain amounts. */
function plainEnds(bands: readonly Band[]): number[] | undefined {
  const ends = bands.map(({ upTo }) =>
    upTo === undefined ? Number.POSITIVE_INFINITY : upTo.kind === 'exact' ? upTo.value : Number.NaN,
  );
  return ends.some(Number.isNaN) ? undefined : ends;
}

function bandUpTo(bands: readonly Band[], ends: readonly number[], end: number): Band {
  return bands[ends.findIndex((one) => end <= one)] as Band;
}

function compareWhole(where: Where, bands: Pair<readonly Band[]>): void {
  const described = (list: readonly Band[]): Text => ({
    zh: `${list.length} 段`,
    en: `${list.length} band${list.length === 1 ? '' : 's'}`,
  });
  const [old, now] = [bands.old, bands.new].map((list) => ({
    value: described(list),
    origin: list[0]?.origin.line === undefined ? list[0]?.rate.origin : list[0]?.origin,
  }));
  tell(where, 'rule', { zh: '分段', en: 'bands' }, old, now);
  listBands(where, {
    old: bands.old.filter((band) => !bands.new.some((other) => essence(other) === essence(band))),
    new: bands.new.filter((band) => !bands.old.some((other) => essence(other) === essence(band))),
  });
}

/** The bands of either side by themselves, as removed and added. */
function listBands(where: Where, bands: Pair<readonly Band[]>): void {
  for (const side of ['old', 'new'] as const) {
    const only = <T>(value: T): Pair<T | undefined> => ({ old: undefined, new: undefined, [side]: value });
    for (const [index, { upTo, rate, origin }] of bands[side].entries()) {
      const name = nameOf(index, bands[side]);
      const there = inside(where, only(origin));
      const single = bands[side].length === 1;
      const what = single ? { zh: '比例', en: 'rate' } : { zh: `${name.zh}比例`, en: `${name.en}, rate` };
      compareFigure(there, what, 'ppm', only(rate));
      const end = { zh: `${name.zh}上限`, en: `${name.en}, upper end` };
      if (upTo && upTo.kind !== 'exact') compareFigure(there, end, 'fen', only(upTo));
    }
  }
}
