import type { Facts } from '../claim/claim.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import type { Told } from '../policy/told.ts';
import type { Wording } from '../rules/circumstances.ts';
import { describeRange } from '../rules/sentences/condition.ts';
import { valueKey } from './observe.ts';

/** A set of combinations: some values of some fields, any of the others. */
export type Box = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Puts combinations together into as few sets as come of joining those that differ in one field only; a field whose every
 * value is in goes. What is left says which circumstances matter.
 * @param tried every value that each field was tried with
 */
export function merge(
  combinations: readonly Facts[],
  tried: ReadonlyMap<string, ReadonlySet<string>>,
): Box[] {
  let boxes: Box[] = combinations.map(
    (facts) => new Map([...facts].map(([field, value]) => [field, new Set([valueKey(value)])])),
  );
  for (;;) {
    const before = boxes.length + boxes.reduce((sum, box) => sum + box.size, 0);
    for (const field of tried.keys()) boxes = joinBy(field, boxes, tried.get(field)?.size ?? 0);
    if (boxes.length + boxes.reduce((sum, box) => sum + box.size, 0) === before) return boxes;
  }
}

function joinBy(field: string, boxes: readonly Box[], all: number): Box[] {
  const joined = new Map<string, Map<string, Set<string>>>();
  for (const box of boxes) {
    const rest = [...box].filter(([name]) => name !== field);
    const own = box.get(field);
    const key = JSON.stringify([
      own !== undefined,
      rest.map(([name, values]) => [name, [...values].sort()]).sort(),
    ]);
    const found = joined.get(key) ?? new Map(rest.map(([name, values]) => [name, new Set(values)]));
    if (own) found.set(field, new Set([...(found.get(field) ?? []), ...own]));
    joined.set(key, found);
  }
  const results = [...joined.values()];
  for (const box of results) if (box.get(field)?.size === all) box.delete(field);
  return results;
}

/** A set of combinations in words; nothing where it is all of them. */
export function describeBox(box: Box, told: Told, wording: Wording): Text | undefined {
  const parts = [...box].map(([field, values]): Text => {
    const edges = told.edges.get(field);
    const words = [...values].map((value) =>
      edges && /^\d+$/.test(value) ? stretch(Number(value), edges) : wordsOf(field, value, wording),
    );
    const [name, list] = [wording(field), joinTexts(words, '、', ' or ')];
    return { zh: `${name.zh}：${list.zh}`, en: `${name.en}: ${list.en}` };
  });
  return parts.length === 0 ? undefined : joinTexts(parts, '，', ', ');
}

/** A number stands for the stretch that begins with it. */
function stretch(from: number, edges: ReadonlySet<number>): Text {
  const next = [...edges].filter((edge) => edge > from).sort((a, b) => a - b)[0];
  return describeRange(from, next === undefined ? Number.MAX_SAFE_INTEGER : next - 1);
}

function wordsOf(field: string, value: string, wording: Wording): Text {
  return joinTexts(
    value.split('+').map((word) => wording(field, word)),
    '加',
    ' with ',
  );
}
