import type { Text } from '../diagnostics/text.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import type { Policy, Source } from '../policy/policy.ts';
import type { Wording } from '../rules/circumstances.ts';
import type { About, Change, Pair, Period, Said } from './change.ts';

/** Where in a policy two things are compared. */
export interface Where {
  readonly policy: Pair<Policy>;
  readonly wording: Pair<Wording>;
  readonly periods: readonly Period[];
  readonly benefit?: Change['benefit'];
  /** What the thing belongs to: `起付线调整 2`. */
  readonly within?: Text;
  /** What basis and source hold around it. */
  readonly origin: Pair<Origin>;
  readonly found: Change[];
}

/** What is said of one thing on one side. */
export interface Saying {
  readonly value: Text;
  readonly origin?: Origin | undefined;
}

/** Adds a difference: what both sides say; a side that does not have the thing says nothing. */
export function tell(
  where: Where,
  about: About,
  what: Text,
  old: Saying | undefined,
  now: Saying | undefined,
  circumstances?: Text,
): void {
  const sides = { old: old && said(where, 'old', old), new: now && said(where, 'new', now) };
  where.found.push({
    kind: old ? (now ? 'changed' : 'removed') : 'added',
    about,
    policy: { id: where.policy.new.id, title: where.policy.new.title },
    periods: where.periods,
    ...(where.benefit && { benefit: where.benefit }),
    what: where.within ? joined(where.within, what) : what,
    ...(circumstances && { circumstances }),
    ...(sides.old && { old: sides.old }),
    ...(sides.new && { new: sides.new }),
  });
}

function joined(outer: Text, inner: Text): Text {
  if (inner.zh === '') return outer;
  return { zh: `${outer.zh}：${inner.zh}`, en: `${outer.en}: ${inner.en}` };
}

function said(where: Where, side: keyof Pair<unknown>, { value, origin = {} }: Saying): Said {
  const policy = where.policy[side];
  const known = inherit(where.origin[side], origin);
  const source: Source | undefined = known.source === undefined ? undefined : policy.sources[known.source];
  return {
    value,
    file: origin.file ?? (origin.line === undefined ? where.origin[side].file : undefined) ?? policy.file,
    line: origin.line ?? where.origin[side].line ?? 1,
    ...(source && known.source !== undefined && { source: { id: known.source, title: source.title } }),
    ...(known.basis && { basis: known.basis }),
    ...(known.note && { note: known.note }),
  };
}

/** The same place, one step further in: origins around it filled in by those of the thing itself. */
export function inside(where: Where, origins: Pair<Origin | undefined>, within?: Text): Where {
  // What is not written itself stands where the thing around it does.
  const origin = (side: keyof Pair<unknown>): Origin => {
    const { line, file } = where.origin[side];
    return {
      ...(line !== undefined && { line }),
      ...(file !== undefined && { file }),
      ...inherit(where.origin[side], origins[side] ?? {}),
    };
  };
  return {
    ...where,
    origin: { old: origin('old'), new: origin('new') },
    ...(within && { within: where.within ? joined(where.within, within) : within }),
  };
}
