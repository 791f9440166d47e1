import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { type Edge, GATE_LABELS, type Gate } from '../../rules/gate.ts';
import { describeFigure } from '../../rules/sentences/figure.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, itself } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';
import { compareFigure } from './figure.ts';

const NAME: Text = { zh: '适用的金额', en: 'amounts it is for' };

/** Compares between which amounts a line pays at all. */
export function compareGate(outer: Where, { old, new: now }: Pair<Gate | undefined>): void {
  if (!old && !now) return;
  const origins = { old: old?.origin, new: now?.origin };
  const where = inside(outer, origins, NAME);
  if (!old || !now) {
    const saying = (gate: Gate | undefined, side: keyof Pair<unknown>) =>
      gate && { value: describe(gate, outer, side), origin: gate.origin };
    tell(outer, 'rule', NAME, saying(old, 'old'), saying(now, 'new'));
    return;
  }
  compareOrigin(where, origins);
  const amounts = { old: old.on, new: now.on };
  compareValue(
    where,
    'rule',
    { zh: '看哪个金额', en: 'which amount' },
    amounts,
    (on) => GATE_LABELS[on],
    origins,
  );
  compareEdge(where, { zh: '下限', en: 'lower edge' }, { old: old.from, new: now.from });
  compareEdge(where, { zh: '上限', en: 'upper edge' }, { old: old.to, new: now.to });
  const reasons = { old: old.cliff, new: now.cliff };
  compareValue(where, 'text', { zh: '跳变的理由', en: 'why it jumps there' }, reasons, itself, origins);
}

function compareEdge(where: Where, name: Text, { old, new: now }: Pair<Edge | undefined>): void {
  compareFigure(where, name, 'fen', { old: old?.figure, new: now?.figure });
  const closed = { zh: `${name.zh}是否在内`, en: `${name.en} included` };
  const said = (inside: boolean): Text => (inside ? { zh: '含', en: 'yes' } : { zh: '不含', en: 'no' });
  if (old && now) compareValue(where, 'rule', closed, { old: old.inside, new: now.inside }, said);
}

function describe({ on, from, to }: Gate, where: Where, side: keyof Pair<unknown>): Text {
  const edge = ({ figure, inside: closed }: Edge, zh: string, en: string): Text => {
    const value = describeFigure(figure, 'fen', where.wording[side]);
    return {
      zh: `${zh} ${value.zh}（${closed ? '含' : '不含'}）`,
      en: `${en} ${value.en} (${closed ? 'included' : 'not included'})`,
    };
  };
  const edges = [...(from ? [edge(from, '从', 'from')] : []), ...(to ? [edge(to, '到', 'to')] : [])];
  return joinTexts([GATE_LABELS[on], ...edges], ' ', ' ');
}
