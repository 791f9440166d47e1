import type { Text } from '../diagnostics/text.ts';
import type { Plan } from '../engine/plan.ts';
import type { Amount } from './amount.ts';
import type { Break, Edge } from './breaks.ts';
import { compare, equal, type Fraction, negate, ONE, sign, sub, ZERO } from './fraction.ts';
import { isStop } from './line.ts';
import type { CurvePayer, Shares } from './shares.ts';
import type { Sweep } from './sweep.ts';
import type { Cause } from './watch.ts';

/** A fund that pays less for more cost: fen at a jump, fen for each further fen on a stretch. */
export interface Fall {
  readonly payer: CurvePayer;
  readonly by: Fraction;
}

/**
 * Where one fen more of cost makes the person pay more than one fen more, or a fund pay less: at once (`jump`), or for
 * each further fen on a stretch.
 */
export interface Cliff {
  readonly kind: 'jump' | 'stretch';
  readonly from: Fraction;
  /** Where a stretch ends; the same at a jump. */
  readonly to: Fraction;
  /** What the person pays more: fen at once, or for each further fen. Negative where the person gains. */
  readonly person: Fraction;
  readonly falls: readonly Fall[];
  readonly causes: readonly Cause[];
  /** The engine's amounts on both sides of a jump. */
  readonly edge?: Edge;
  /** The reasons that the policy gives; absent where it gives none. */
  readonly reasons?: readonly Text[];
}

/** Where one fen more of cost makes the person pay less, and no fund either. */
export interface Drop {
  readonly bill: Fraction;
  readonly by: Fraction;
  readonly causes: readonly Cause[];
  readonly edge?: Edge;
}

/** Cliffs and drops of a curve, in the order of the bill. */
export function cliffsOf(
  sweep: Sweep,
  payers: readonly CurvePayer[],
  breaks: readonly Break[],
): { readonly cliffs: readonly Cliff[]; readonly drops: readonly Drop[] } {
  const cliffs: Cliff[] = [];
  const drops: Drop[] = [];
  for (const [index, one] of breaks.entries()) {
    for (const { before, after, edge } of one.steps) {
      const person = sub(after.person.value, before.person.value);
      const falls = fallsOf(payers, (place) => sub(payment(after, place), payment(before, place)));
      const common = { causes: one.causes, edge };
      if (sign(person) > 0 || falls.length > 0) {
        const reasons = gateReasons(sweep.plan, one.causes);
        cliffs.push({
          kind: 'jump',
          from: one.bill,
          to: one.bill,
          person,
          falls,
          ...common,
          ...(reasons && { reasons }),
        });
      } else if (sign(person) < 0) drops.push({ bill: one.bill, by: negate(person), ...common });
    }
    const next = breaks[index + 1];
    const stretch = one.after && next && stretchOf(sweep, payers, one.after, one, next);
    if (stretch) cliffs.push(stretch);
  }
  return { cliffs, drops };
}

function stretchOf(
  sweep: Sweep,
  payers: readonly CurvePayer[],
  shares: Shares,
  begin: Break,
  end: Break,
): Cliff | undefined {
  const person = shares.person.slope;
  const falls = fallsOf(payers, (place) => (shares.payers[place] as Amount).slope);
  if (compare(person, ONE) <= 0 && falls.length === 0) return undefined;
  const held = heldDown(sweep, begin.bill);
  const reasons = capReasons(sweep.plan, held);
  return {
    kind: 'stretch',
    from: begin.bill,
    to: end.bill,
    person,
    falls,
    causes: held.length > 0 ? held : begin.causes,
    ...(reasons && { reasons }),
  };
}

/** What holds down the lines that pay less and less from a bill on. */
function heldDown({ pieces }: Sweep, bill: Fraction): Cause[] {
  const piece = pieces.find(({ from }) => equal(from, bill));
  if (!piece || isStop(piece.result)) return [];
  return piece.result.lines.flatMap(({ paid, bound }) => (sign(paid.slope) < 0 && bound ? [bound] : []));
}

/** Why a fall is meant: every shared cap behind it must say so. */
function capReasons({ caps }: Plan, held: readonly Cause[]): readonly Text[] | undefined {
  const reasons = held.flatMap(({ kind, index }) =>
    kind === 'shared_cap' ? (caps[index ?? -1]?.cap.cliff ?? []) : [],
  );
  return held.length > 0 && reasons.length === held.length ? reasons : undefined;
}

function payment(shares: Shares, place: number): Fraction {
  return shares.payers[place]?.value ?? ZERO;
}

function fallsOf(payers: readonly CurvePayer[], change: (place: number) => Fraction): Fall[] {
  return payers.flatMap((payer, place) => {
    const by = change(place);
    return payer.isFund && sign(by) < 0 ? [{ payer, by: negate(by) }] : [];
  });
}

/** Why a jump is meant: every gate that turns there must say so. */
function gateReasons(plan: Plan, causes: readonly Cause[]): readonly Text[] | undefined {
  const gates = causes.filter(({ kind }) => kind === 'gate');
  const reasons = gates.flatMap(({ line }) => plan.lines[line]?.line.gate?.cliff ?? []);
  return gates.length > 0 && reasons.length === gates.length ? reasons : undefined;
}
