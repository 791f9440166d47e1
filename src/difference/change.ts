import { same, type Text } from '../diagnostics/text.ts';
import { type Basis, inherit, type Origin } from '../grammar/words.ts';
import type { Policy, Source } from '../policy/policy.ts';
import type { Wording } from '../rules/circumstances.ts';

/** Something of both libraries, `old` and `new`; undefined where a side does not have it. */
export interface Pair<T> {
  readonly old: T;
  readonly new: T;
}

export type ChangeKind = 'changed' | 'added' | 'removed';

/**
 * What a change is about: a policy, version or line as a whole; a figure; a rule (a condition, how something is counted);
 * a date; words that are shown; where a figure comes from; or only the way something is written, to no effect.
 */
export const ABOUT = [
  'policy',
  'version',
  'line',
  'figure',
  'rule',
  'date',
  'text',
  'origin',
  'form',
] as const;
export type About = (typeof ABOUT)[number];

/** What one side says, and where. */
export interface Said {
  readonly value: Text;
  readonly file: string;
  readonly line: number;
  readonly source?: { readonly id: string; readonly title: Text };
  readonly basis?: Basis;
  readonly note?: Text;
}

/** Days on which the same two versions meet; without `to`, from then on. */
export interface Period {
  readonly from: string;
  readonly to?: string;
}

/** One difference between two libraries, as a policy person reads it. */
export interface Change {
  readonly kind: ChangeKind;
  readonly about: About;
  readonly policy: { readonly id: string; readonly title: Text };
  /** By the date of the claim; absent where it is not a matter of dates. */
  readonly periods: readonly Period[];
  readonly benefit?: { readonly id: string; readonly label: Text };
  readonly what: Text;
  /** For whom or when; absent where it is always so. */
  readonly circumstances?: Text;
  readonly old?: Said;
  readonly new?: Said;
}

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
  // Two values that are called the same still differ: a list must not read «a -> a».
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

/** What a thing says, without where it stands: two are the same if this is the same text. */
export function essence(value: unknown): string {
  return (
    JSON.stringify(value, (key, inner: unknown) => {
      if ((key === 'line' || key === 'column') && typeof inner === 'number') return undefined;
      if (key === 'file' && typeof inner === 'string') return undefined;
      if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

/** Compares one value that both sides may have, said by `describe`. */
export function compareValue<T>(
  where: Where,
  about: About,
  what: Text,
  values: Pair<T | undefined>,
  describe: (value: T, side: keyof Pair<unknown>) => Text,
  origins: Pair<Origin | undefined> = { old: undefined, new: undefined },
): void {
  if (essence(values.old) === essence(values.new)) return;
  const saying = (side: keyof Pair<unknown>): Saying | undefined => {
    const value = values[side];
    return value === undefined ? undefined : { value: describe(value, side), origin: origins[side] };
  };
  let [old, now] = [saying('old'), saying('new')];
  if (old && now && old.value.zh === now.value.zh && old.value.en === now.value.en) {
    old = { ...old, value: withRaw(old.value, values.old) };
    now = { ...now, value: withRaw(now.value, values.new) };
  }
  tell(where, about, what, old, now);
}

/** The name that a thing goes by on results. */
export function compareLabel(
  where: Where,
  labels: Pair<Text | undefined>,
  origins?: Pair<Origin | undefined>,
): void {
  compareValue(where, 'text', { zh: '名称', en: 'label' }, labels, itself, origins);
}

function withRaw(value: Text, raw: unknown): Text {
  const text = essence(raw);
  return { zh: `${value.zh}（${text}）`, en: `${value.en} (${text})` };
}

/** Compares where something comes from: basis, source and note, as they are written at the thing itself. */
export function compareOrigin(where: Where, origins: Pair<Origin | undefined>): void {
  const { old = {}, new: now = {} } = origins;
  const places = { old, new: now };
  compareValue(
    where,
    'origin',
    { zh: '依据', en: 'basis' },
    { old: old.basis, new: now.basis },
    basisWord,
    places,
  );
  compareValue(
    where,
    'origin',
    { zh: '来源', en: 'source' },
    { old: old.source, new: now.source },
    (id, side) => where.policy[side].sources[id]?.title ?? same(id),
    places,
  );
  compareValue(where, 'text', { zh: '说明', en: 'note' }, { old: old.note, new: now.note }, itself, places);
}

export function basisWord(basis: Basis): Text {
  return BASIS_WORDS[basis];
}

const BASIS_WORDS: Readonly<Record<Basis, Text>> = {
  stated: { zh: '原文写明', en: 'stated' },
  inferred: { zh: '推断', en: 'inferred' },
  assumed: { zh: '假设', en: 'assumed' },
};

export function itself(text: Text): Text {
  return text;
}

/**
 * Runs a comparison of two things that exist on both sides and sees to it that no difference is lost: one that the
 * comparison has no words for is told as what is written.
 */
export function guarded<T extends object>(
  where: Where,
  what: Text,
  things: Pair<T>,
  origins: Pair<Origin | undefined>,
  compare: () => void,
): void {
  if (essence(things.old) === essence(things.new)) return;
  const before = where.found.length;
  compare();
  if (where.found.length > before) return;
  tell(
    where,
    'form',
    what,
    {
      value: { zh: '写法不同，效果相同', en: 'written differently, to the same effect' },
      origin: origins.old,
    },
    {
      value: { zh: '写法不同，效果相同', en: 'written differently, to the same effect' },
      origin: origins.new,
    },
  );
}
