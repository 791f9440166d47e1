import type { Text } from './text.ts';

/** Edits (insert, delete, replace, swap of neighbours) that turn one word into another. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known words nearest to a mistyped one, best first, at most `limit`. */
export function nearest(word: string, known: readonly string[], limit = 3): string[] {
  const lower = word.toLowerCase();
  const reach = Math.max(1, Math.floor(word.length / 3) + (word.length > 3 ? 1 : 0));
  return known
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate.toLowerCase()) }))
    .filter(({ distance, candidate }) => distance <= reach && distance < candidate.length)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** «Did you mean …», or the list of what there is when nothing is near and the list is short. */
export function didYouMean(word: string, known: readonly string[]): Text | undefined {
  const near = nearest(word, known);
  if (near.length > 0) return { zh: `是否想写：${near.join('、')}`, en: `did you mean ${near.join(', ')}?` };
  if (known.length > 0 && known.length <= 24) {
    return { zh: `可用：${known.join('、')}`, en: `one of: ${known.join(', ')}` };
  }
  return undefined;
}
