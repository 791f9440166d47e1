import { costPlace, IN, type Plan } from '../../engine/plan.ts';
import type { Prepared } from '../../engine/prepare.ts';
import type { Decided } from './decided.ts';

/** Where the amounts of the flexible columns go: parts by the policies' tags, payments by payer. */
export function placesOf(
  { located }: Prepared,
  plan: Plan,
  names: readonly string[],
): Pick<Decided, 'places' | 'costs'> {
  const given = IN.first + plan.parts.length;
  const places = Int32Array.from(names, (name, column) => {
    if (name.startsWith('paid.')) {
      const place = plan.given.indexOf(name.slice('paid.'.length));
      return place < 0 ? -1 : given + place;
    }
    const [tag] = [...(located?.parts ?? [])].find(([, marker]) => marker === column + 1) ?? [];
    const place = tag === undefined ? -1 : plan.parts.indexOf(tag);
    return place < 0 ? -1 : IN.first + place;
  });
  const costs = places.map((place) => costPlace(plan, place));
  return { places, costs };
}
