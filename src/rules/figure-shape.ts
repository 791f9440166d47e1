import type { Problems } from '../diagnostics/diagnostic.ts';
import { may, must, named, object, type Shape, wrongKind } from '../grammar/shape.ts';
import { amount, name, originOf, originSlots, percent, placeOf } from '../grammar/words.ts';
import { PPM } from '../money/rate.ts';
import { entryOf, type Tree } from '../source/tree.ts';
import type { Figure, Unit } from './figure.ts';
import { bySchema, casesSchema, readBy, readCases } from './figure-tables.ts';

/** An amount in yuan, kept in fen. */
export const amountFigure: Shape<Figure> = named('amount', () => figureOf('fen', amount, 'amount'));
/** A rate of 0% … 100%, kept in parts per million. */
export const rateFigure: Shape<Figure> = named('rate', () => figureOf('ppm', percent(0, PPM), 'rate'));
/** Percentage points, up or down. */
export const pointsFigure: Shape<Figure> = named('points', () =>
  figureOf('ppm', percent(-PPM, PPM), 'points'),
);
/** A factor on a rate or an amount, 0% … 1000%. */
export const factorFigure: Shape<Figure> = named('factor', () =>
  figureOf('ppm', percent(0, 10 * PPM), 'factor'),
);

function figureOf(unit: Unit, leaf: Shape<number>, self: string): Shape<Figure> {
  const inner: Shape<Figure> = named(self, () => figureOf(unit, leaf, self));
  const exact = object({ value: must(leaf, '数值', 'value'), ...originSlots });
  const range = object({
    low: must(leaf, '下限', 'low bound'),
    high: must(leaf, '上限', 'high bound'),
    ...originSlots,
  });
  const atLeast = object({
    at_least: must(leaf, '不低于（上限未载明）', 'at least; the high bound is not stated'),
    ...originSlots,
  });
  const unstated = object({ value: must(unstatedWord, '未载明', 'not stated'), ...originSlots });
  const unlimited = object({ value: must(noneWord, '没有（不设）', 'none'), ...originSlots });
  const share = object({
    share: must(percent(0, 10 * PPM), '占参数的比例', 'share of the parameter'),
    of: must(name, '参数名（parameters）', 'parameter, by name'),
    provisional: may(inner, '参数未公布时暂按的数值', 'figure used until the parameter is known'),
    ...originSlots,
  });
  const shapes = { exact, range, atLeast, share };
  return {
    read(tree, problems) {
      if (tree.kind === 'scalar') return readLeaf(tree, leaf, problems);
      if (tree.kind !== 'map')
        return wrongKind(tree, problems, {
          zh: '这里应是一个数值或 { … }',
          en: 'a figure or { … } belongs here',
        });
      const has = (key: string): boolean => entryOf(tree, key) !== undefined;
      if (has('by')) return readBy(tree, inner, problems);
      if (has('cases')) return readCases(tree, inner, problems);
      if (has('low') || has('high')) return readRange(tree, shapes.range, problems);
      if (has('at_least')) {
        const read = atLeast.read(tree, problems);
        return read && { kind: 'range', low: read.at_least, high: null, origin: originOf(read) };
      }
      if (has('share')) {
        const read = share.read(tree, problems);
        if (!read) return undefined;
        const { provisional } = read;
        return {
          kind: 'share',
          ppm: read.share,
          of: read.of,
          ...(provisional && { provisional }),
          origin: originOf(read),
        };
      }
      const value = entryOf(tree, 'value');
      if (value?.kind === 'scalar' && unstatedWord.words.includes(value.text)) {
        const read = unstated.read(tree, problems);
        return read && { kind: 'not_stated', origin: originOf(read) };
      }
      if (value?.kind === 'scalar' && noneWord.words.includes(value.text)) {
        const read = unlimited.read(tree, problems);
        return read && { kind: 'none', origin: originOf(read) };
      }
      const read = exact.read(tree, problems);
      return read && { kind: 'exact', value: read.value, origin: originOf(read) };
    },
    schema: () => ({
      anyOf: [
        leaf.schema(),
        { enum: ['not_stated', 'none'] },
        ...[exact, range, atLeast, unstated, unlimited, share].map((shape) => shape.schema()),
        bySchema(self),
        casesSchema(self),
      ],
    }),
  };
}

function word(words: readonly string[]): Shape<true> & { readonly words: readonly string[] } {
  return {
    words,
    read: (tree) => (tree.kind === 'scalar' && words.includes(tree.text) ? true : undefined),
    schema: () => ({ enum: [...words] }),
  };
}
const unstatedWord = word(['not_stated', '未载明']);
const noneWord = word(['none', '不设']);

function readLeaf(
  tree: Tree & { kind: 'scalar' },
  leaf: Shape<number>,
  problems: Problems,
): Figure | undefined {
  if (unstatedWord.words.includes(tree.text)) return { kind: 'not_stated', origin: placeOf(tree) };
  if (noneWord.words.includes(tree.text)) return { kind: 'none', origin: placeOf(tree) };
  const value = leaf.read(tree, problems);
  return value === undefined ? undefined : { kind: 'exact', value, origin: placeOf(tree) };
}

function readRange(
  tree: Tree,
  shape: Shape<{ low: number; high: number } & Parameters<typeof originOf>[0]>,
  problems: Problems,
): Figure | undefined {
  const read = shape.read(tree, problems);
  if (!read) return undefined;
  if (read.low >= read.high) {
    problems.error({
      code: 'RANGE_ORDER',
      message: { zh: '下限应小于上限', en: 'the low bound is not below the high bound' },
      place: tree.place,
    });
    return undefined;
  }
  return { kind: 'range', low: read.low, high: read.high, origin: originOf(read) };
}
