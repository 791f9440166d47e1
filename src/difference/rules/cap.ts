import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import type { Cap, SharedCap } from '../../rules/cap.ts';
import { numberLabel } from '../../rules/condition-fields.ts';
import type { Growth, GrowthStep } from '../../rules/growth.ts';
import { ruleWord } from '../../rules/words.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, itself } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';
import { compareFigure } from './figure.ts';

const NAME: Text = { zh: '封顶线', en: 'cap' };

export function compareCap(outer: Where, { old, new: now }: Pair<Cap | undefined>): void {
  if (!old && !now) return;
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins);
  const kind = ({ per, on }: Pick<Cap, 'per' | 'on'>): Text =>
    joinTexts([ruleWord('per', per), ruleWord('on', on)]);
  if (old && now) compareOrigin(inside(outer, origins, NAME), origins);
  else {
    const saying = { value: kind((old ?? now) as Cap), origin: (old ?? now)?.origin };
    tell(where, 'rule', NAME, old && saying, now && saying);
  }
  if (old && now) {
    const what = { zh: '封顶线如何计算', en: 'what the cap is on' };
    const kinds = { old: { per: old.per, on: old.on }, new: { per: now.per, on: now.on } };
    compareValue(where, 'rule', what, kinds, kind, origins);
  }
  compareFigure(where, NAME, 'fen', { old: old?.amount, new: now?.amount });
  compareGrowth(where, { old, new: now });
}

function compareGrowth(where: Where, { old, new: now }: Pair<Cap | undefined>): void {
  const grows = { old: old?.grow, new: now?.grow };
  if (!grows.old && !grows.new) return;
  const around = inside(where, { old: grows.old?.origin, new: grows.new?.origin });
  for (const { by, turn } of growthsOf(grows)) {
    const step = (grow: Growth | undefined): GrowthStep | undefined =>
      grow?.each.filter((one) => one.by === by)[turn];
    compareGrowthStep(around, by, { old: step(grows.old), new: step(grows.new) });
  }
  const most = { zh: '封顶线增长：最多', en: 'cap grows: at most' };
  compareFigure(around, most, 'ppm', { old: grows.old?.atMost, new: grows.new?.atMost });
}

/** The numbers that a cap grows by on either side; one that is there twice, in turn. */
function growthsOf({ old, new: now }: Pair<Growth | undefined>): { by: string; turn: number }[] {
  const found = new Map<string, { by: string; turn: number }>();
  for (const grow of [old, now]) {
    const turns = new Map<string, number>();
    for (const { by } of grow?.each ?? []) {
      const turn = turns.get(by) ?? 0;
      turns.set(by, turn + 1);
      found.set(`${by} ${turn}`, { by, turn });
    }
  }
  return [...found.values()];
}

function compareGrowthStep(outer: Where, by: string, { old, new: now }: Pair<GrowthStep | undefined>): void {
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins);
  const label = numberLabel(by);
  compareValue(
    where,
    'rule',
    { zh: `封顶线增长：${label.zh}超过`, en: `cap grows: ${label.en} above` },
    { old: old?.above, new: now?.above },
    (number) => same(String(number)),
    origins,
  );
  const add = { zh: `封顶线增长：${label.zh}每多一个增加`, en: `cap grows: more for each of ${label.en}` };
  compareFigure(where, add, 'fen', { old: old?.add, new: now?.add });
}

/** Caps over several lines, known by their names. */
export function compareSharedCaps(outer: Where, lists: Pair<readonly SharedCap[]>): void {
  const ids = new Set([...lists.old, ...lists.new].map(({ id }) => id));
  for (const id of ids) {
    const caps = { old: lists.old.find((cap) => cap.id === id), new: lists.new.find((cap) => cap.id === id) };
    compareSharedCap(outer, id, caps);
  }
  const order = (caps: readonly SharedCap[], others: readonly SharedCap[]): string[] =>
    caps.flatMap(({ id }) => (others.some((cap) => cap.id === id) ? [id] : []));
  const orders = { old: order(lists.old, lists.new), new: order(lists.new, lists.old) };
  const what = { zh: '共用封顶线的先后', en: 'order of the shared caps' };
  compareValue(outer, 'rule', what, orders, (names) => same(names.join(' → ')));
}

function compareSharedCap(outer: Where, id: string, { old, new: now }: Pair<SharedCap | undefined>): void {
  const origins = { old: old?.origin, new: now?.origin };
  const name = { zh: `共用封顶线 ${id}`, en: `shared cap ${id}` };
  const where = inside(outer, origins, name);
  if (old && now) compareOrigin(inside(outer, origins, name), origins);
  const rule = (what: Text, pick: (cap: SharedCap) => Text): void => {
    const say = (cap: SharedCap | undefined): Text | undefined => cap && pick(cap);
    compareValue(where, 'rule', what, { old: say(old), new: say(now) }, (text) => text, origins);
  };
  rule({ zh: '按次或按年', en: 'counted' }, ({ per }) => ruleWord('per', per));
  rule({ zh: '包括的支付项', en: 'lines' }, ({ lines }) =>
    lines === 'all' ? { zh: '全部', en: 'all' } : same(lines.join(', ')),
  );
  if (old?.share || now?.share) rule({ zh: '比例的基数', en: 'share of' }, ({ of }) => ruleWord('of', of));
  compareFigure(where, { zh: '金额', en: 'amount' }, 'fen', { old: old?.amount, new: now?.amount });
  compareFigure(where, { zh: '占费用的比例', en: 'share of the cost' }, 'ppm', {
    old: old?.share,
    new: now?.share,
  });
  const reasons = { old: old?.cliff, new: now?.cliff };
  const why = { zh: '一方因此少付的理由', en: 'why a payer then pays less' };
  compareValue(where, 'text', why, reasons, itself, origins);
}
