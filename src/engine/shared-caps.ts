import { inherit } from '../grammar/words.ts';
import type { Policy } from '../policy/policy.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Wording } from '../rules/circumstances.ts';
import type { FigureReader } from './figures.ts';
import { complete, type LinePlan, type SharedCapPlan, type UnknownCap } from './plan.ts';
import type { Part } from './resolve-input.ts';

/** The lines of a claim and what to decide the caps over several of them with. */
export interface CapContext {
  readonly policies: readonly Part[];
  readonly lines: readonly LinePlan[];
  readonly figures: FigureReader;
  readonly wording: Wording;
}

/**
 * The caps that several lines share, decided by the circumstances.
 * @param unknown gets those whose figure is not stated
 */
export function sharedCaps(context: CapContext, unknown: UnknownCap[]): SharedCapPlan[] {
  return context.policies.flatMap((part) =>
    part.version.caps.flatMap((cap) => sharedCap(cap, part, context, unknown) ?? []),
  );
}

function sharedCap(
  cap: SharedCap,
  part: Part,
  context: CapContext,
  unknown: UnknownCap[],
): SharedCapPlan | undefined {
  const { policy, version } = part;
  const { lines, figures, wording } = context;
  const written = cap.amount ?? cap.share;
  if (!written) return undefined;
  const members = membersOf(cap, policy, lines);
  // What nothing comes under need not be known.
  if (members.every((index) => lines[index]?.state === 'off')) return undefined;
  const unit = cap.amount ? 'fen' : 'ppm';
  const origin = inherit(version.origin, cap.origin);
  const figure = figures.read(written, `caps.${cap.id}`, unit, 'low', origin, policy, wording);
  if (figure?.state === 'not_stated') unknown.push({ key: figure.key, members });
  if (figure?.state !== 'exact') return undefined;
  const { counted, elsewhere } = ofItsYear(cap, part, members, context);
  // Written out whole, so that `settle` finds every cap in one shape.
  return {
    cap,
    figure,
    members,
    counted,
    elsewhere,
    perYear: cap.per === 'year',
    yearFrom: version.yearFrom,
    amount: figure.value,
    ofTotal: cap.of === 'total',
    isShare: unit === 'ppm',
  };
}

/** Places of the lines under a cap: what the hospital bears is no payment. */
function membersOf(cap: SharedCap, policy: Policy, lines: readonly LinePlan[]): number[] {
  return lines.flatMap((line, index) =>
    line.payer.field !== 'hosp_part_amt' &&
    (cap.lines === 'all' || (line.policy === policy && cap.lines.includes(line.id)))
      ? [index]
      : [],
  );
}

/** Of the lines under a cap those whose year is its own, and the lines that count besides what the state holds. */
function ofItsYear(
  cap: SharedCap,
  { policy, version: { yearFrom } }: Part,
  members: readonly number[],
  { policies, lines }: CapContext,
): Pick<SharedCapPlan, 'counted' | 'elsewhere'> {
  const sameYear = (of: Policy): boolean =>
    policies.some((part) => part.policy === of && part.version.yearFrom === yearFrom);
  const counted = members.filter((index) => sameYear((lines[index] as LinePlan).policy));
  const elsewhere = policies.flatMap((part) =>
    part.version.lines.flatMap(({ id, payer }) =>
      (cap.lines === 'all' ? payer !== 'hospital' : part.policy === policy && cap.lines.includes(id)) &&
      !counted.some((index) => lines[index]?.policy === part.policy && lines[index].id === id)
        ? [{ policy: part.policy, id, otherYear: part.version.yearFrom !== yearFrom }]
        : [],
    ),
  );
  return { counted, elsewhere };
}

/** Tells a line which of the caps bind it. */
export function bindCaps(line: LinePlan, index: number, caps: readonly SharedCapPlan[]): LinePlan {
  const shared = caps.flatMap((cap, place) => (cap.members.includes(index) ? [place] : []));
  return complete(line, { shared });
}
