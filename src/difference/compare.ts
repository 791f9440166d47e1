import { same, type Text } from '../diagnostics/text.ts';
import type { Origin } from '../grammar/words.ts';
import { type About, basisWord, type Pair } from './change.ts';
import { type Saying, tell, type Where } from './tell.ts';

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
  // Two values that are called the same still differ: a list must not read «a -> a».
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
