import { PART_COSTS, type PartCost } from '../claim/part-cost.ts';
import type { Text } from '../diagnostics/text.ts';
import { joinTexts } from '../diagnostics/text.ts';
import { list, must, object, oneOf, type Shape, wrongKind } from '../grammar/shape.ts';
import { name, type Origin, originOf, originSlots } from '../grammar/words.ts';
import { entryOf } from '../source/tree.ts';

/**
 * What a line pays on. Whatever earlier lines have paid is never paid again: a base is at most what they left.
 *   in_policy    the claim's in-policy cost (of an earlier line's making nothing is left out)
 *   burden       the in-policy cost that earlier lines left to the person, so far this year where the line counts yearly
 *   advance, over_limit, self_funded   those parts of the bill; several may be listed
 *   total        everything still unpaid
 *   part: tag    a tagged part of a cost
 *   outside_parts: cost    what of a cost is in none of its tagged parts
 *   above_cap: line    the cost above an earlier line's cap
 *   share_of: line     what an earlier line left of the cost above its deductible and below its cap
 * Where a base is our reading of the text, it says so: `{ on: burden, basis: assumed, note: … }`.
 */
export const BASE_WORDS = ['in_policy', 'burden', 'advance', 'over_limit', 'self_funded', 'total'] as const;
export type BaseWord = (typeof BASE_WORDS)[number];

export type Base = (
  | { readonly kind: 'sum'; readonly words: readonly BaseWord[] }
  | { readonly kind: 'part'; readonly tag: string }
  | { readonly kind: 'outside_parts'; readonly cost: PartCost }
  | { readonly kind: 'above_cap' | 'share_of'; readonly of: string }
) & { readonly origin?: Origin };

/** What a part is called, and of which cost it is one. */
export interface PartName {
  readonly label: Text;
  readonly of: PartCost;
}

/** The costs of the bill that a line pays on; those of an earlier line where it goes on with what that has left. */
export function costsOf(
  base: Base,
  lines: readonly { readonly id: string; readonly base: Base }[],
  partCost: (tag: string) => PartCost,
): readonly PartCost[] {
  if (base.kind === 'part') return [partCost(base.tag)];
  if (base.kind === 'outside_parts') return [base.cost];
  if (base.kind !== 'sum') {
    const other = lines.find((line) => line.id === base.of);
    return other ? costsOf(other.base, lines, partCost) : ['in_policy'];
  }
  return PART_COSTS.filter((cost) =>
    base.words.some(
      (word) => word === cost || word === 'total' || (word === 'burden' && cost === 'in_policy'),
    ),
  );
}

const LABELS: Readonly<Record<BaseWord, Text>> = {
  in_policy: { zh: '政策范围费用', en: 'in-policy cost' },
  burden: { zh: '政策范围内个人负担', en: 'in-policy cost left to the person' },
  advance: { zh: '先行自付', en: 'advance share' },
  over_limit: { zh: '超限价自费', en: 'cost over the limit price' },
  self_funded: { zh: '目录外自费', en: 'out-of-catalogue cost' },
  total: { zh: '尚未支付的全部费用', en: 'all cost still unpaid' },
};

const words: Shape<BaseWord[]> = list(
  {
    read(tree, problems) {
      const found = tree.kind === 'scalar' ? BASE_WORDS.find((word) => word === tree.text.trim()) : undefined;
      return (
        found ??
        wrongKind(tree, problems, {
          zh: `基数应是：${BASE_WORDS.join('、')}`,
          en: `a base is one of: ${BASE_WORDS.join(', ')}`,
        })
      );
    },
    schema: () => ({ enum: [...BASE_WORDS] }),
  },
  { single: true },
);
const on = object({ on: must(words, '基数', 'what it pays on'), ...originSlots });
const part = object({ part: must(name, '分项名称', 'tag of the part'), ...originSlots });
const outsideParts = object({
  outside_parts: must(oneOf(PART_COSTS), '哪一项费用', 'of which cost'),
  ...originSlots,
});
const aboveCap = object({ above_cap: must(name, '支付项', 'line'), ...originSlots });
const shareOf = object({ share_of: must(name, '支付项', 'line'), ...originSlots });

export const base: Shape<Base> = {
  read(tree, problems) {
    if (tree.kind !== 'map') {
      const read = words.read(tree, problems);
      return read && { kind: 'sum', words: read };
    }
    const has = (key: string): boolean => entryOf(tree, key) !== undefined;
    if (has('above_cap')) {
      const read = aboveCap.read(tree, problems);
      return read && { kind: 'above_cap', of: read.above_cap, origin: originOf(read) };
    }
    if (has('share_of')) {
      const read = shareOf.read(tree, problems);
      return read && { kind: 'share_of', of: read.share_of, origin: originOf(read) };
    }
    if (has('outside_parts')) {
      const read = outsideParts.read(tree, problems);
      return read && { kind: 'outside_parts', cost: read.outside_parts, origin: originOf(read) };
    }
    if (has('on')) {
      const read = on.read(tree, problems);
      return read && { kind: 'sum', words: read.on, origin: originOf(read) };
    }
    const read = part.read(tree, problems);
    return read && { kind: 'part', tag: read.part, origin: originOf(read) };
  },
  schema: () => ({
    anyOf: [words, on, part, outsideParts, aboveCap, shareOf].map((shape) => shape.schema()),
  }),
};

export function describeBase(
  base: Base,
  lineLabel: (id: string) => Text,
  part: (tag: string) => PartName,
): Text {
  switch (base.kind) {
    case 'sum':
      return joinTexts(
        base.words.map((word) => LABELS[word]),
        '+',
        ' + ',
      );
    case 'part': {
      const { label, of } = part(base.tag);
      if (of === 'in_policy') return { zh: `政策范围内的${label.zh}`, en: `in-policy cost of ${label.en}` };
      return { zh: `${LABELS[of].zh}中的${label.zh}`, en: `${LABELS[of].en} of ${label.en}` };
    }
    case 'outside_parts': {
      const label = LABELS[base.cost];
      return { zh: `${label.zh}中没有另列的部分`, en: `${label.en} outside the parts told apart` };
    }
    case 'above_cap': {
      const label = lineLabel(base.of);
      return { zh: `${label.zh}封顶线以上的费用`, en: `cost above the cap of ${label.en}` };
    }
    case 'share_of': {
      const label = lineLabel(base.of);
      return { zh: `${label.zh}范围内个人负担`, en: `person's share of ${label.en}` };
    }
  }
}
