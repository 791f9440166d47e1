import type { Text } from '../diagnostics/text.ts';
import { mapped, may, must, object, oneOf, type Shape } from '../grammar/shape.ts';
import { type Origin, originOf, originSlots, text } from '../grammar/words.ts';
import { wrote } from '../source/tree.ts';
import type { Figure } from './figure.ts';
import { amountFigure } from './figure-shape.ts';

export const GATE_AMOUNTS = ['total', 'in_policy'] as const;
export type GateAmount = (typeof GATE_AMOUNTS)[number];

/**
 * Lets a line pay only where an amount of the claim lies in a stretch: `gate: { on: in_policy, from: 30000 }`. Other
 * than a deductible it leaves no part of the cost out: at its edge the payment jumps. An edge says which side it belongs
 * to: `from` and `up_to` are inside, `above` and `below` outside.
 */
export interface Gate {
  readonly on: GateAmount;
  readonly from?: Edge;
  readonly to?: Edge;
  /** Why the jump at the edges is meant; without it, `policy curve --all` reports it. */
  readonly cliff?: Text;
  readonly origin: Origin;
}

/** One end of a gate. @property inside whether the amount itself is let in */
export interface Edge {
  readonly figure: Figure;
  readonly inside: boolean;
}

export const gate: Shape<Gate> = mapped(
  object({
    on: must(oneOf(GATE_AMOUNTS), '看哪个金额：total 总费用、in_policy 政策范围费用', 'which amount'),
    from: may(amountFigure, '从多少元起（含）', 'from (yuan, included)'),
    above: may(amountFigure, '超过多少元（不含）', 'above (yuan, not included)'),
    up_to: may(amountFigure, '到多少元止（含）', 'up to (yuan, included)'),
    below: may(amountFigure, '不到多少元（不含）', 'below (yuan, not included)'),
    cliff: may(text, '支付额在这里跳变的理由', 'why the payment is meant to jump here'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    const lower = ['from', 'above'].filter((key) => wrote(tree, key));
    const upper = ['up_to', 'below'].filter((key) => wrote(tree, key));
    if (lower.length + upper.length === 0 || lower.length > 1 || upper.length > 1) {
      const message = {
        zh: 'gate 要写 from 或 above，up_to 或 below，每边至多一个',
        en: 'a gate has from or above, up_to or below, at most one on each side',
      };
      problems.error({ code: 'GATE_EDGES', message, place: tree.place });
      return undefined;
    }
    const edge = (inside: Figure | undefined, outside: Figure | undefined): Edge | undefined => {
      const figure = inside ?? outside;
      return figure && { figure, inside: inside !== undefined };
    };
    const from = edge(read.from, read.above);
    const to = edge(read.up_to, read.below);
    // An edge that could not be read is reported; half a gate would let in too much.
    if (!from && !to) return undefined;
    return {
      on: read.on,
      ...(from && { from }),
      ...(to && { to }),
      ...(read.cliff && { cliff: read.cliff }),
      origin: originOf(read),
    };
  },
);

export const GATE_LABELS: Readonly<Record<GateAmount, Text>> = {
  total: { zh: '医疗费总额', en: 'the total bill' },
  in_policy: { zh: '政策范围费用', en: 'the in-policy cost' },
};
