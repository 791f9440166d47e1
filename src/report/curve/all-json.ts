import type { Facts } from '../../claim/claim.ts';
import type { KnownCurve, PolicyCurves } from '../../curve/all.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { formatYuan } from '../../money/fen.ts';
import type { Json, JsonObject } from '../claim-json.ts';
import { cliffsIn, rowOf, totalOf, type VersionRow } from './all-view.ts';
import { CURVE_FORMAT_VERSION, cliffJson, dropJson, inversionJson } from './json.ts';

/** All curves of a library as data: the table, and every finding with its circumstances. */
export function allCurvesJson(all: readonly PolicyCurves[], lang: Lang): JsonObject {
  return {
    format_version: CURVE_FORMAT_VERSION,
    policies: all.map((one) => ({
      policy: one.policy.id,
      version: one.version.from,
      ...(one.with.length > 0 && { with: [...one.with] }),
      dates: [...one.dates],
      ...numbers(rowOf(one)),
      found: {
        cliffs: cliffsIn(one).map(({ known, cliff }) => ({
          ...where(known),
          ...cliffJson(cliff, known.curve.plan, lang),
        })),
        drops: one.curves.flatMap((known) =>
          known.curve.drops.map((drop) => ({ ...where(known), ...dropJson(drop, known.curve.plan, lang) })),
        ),
        inversions: one.inversions.map((found) => ({
          circumstances: factsJson(found.facts),
          grows: found.grows,
          ...inversionJson(found),
        })),
      },
    })),
    total: numbers(totalOf(all.map(rowOf))),
  };
}

function numbers({ id: _, version: __, ...counts }: VersionRow): JsonObject {
  return { ...counts };
}

function where({ facts, admission, grows, beside, bound, nil, count, curve }: KnownCurve): JsonObject {
  return {
    scheme: curve.plan.policy.id,
    circumstances: factsJson(facts),
    admission,
    grows,
    ...(beside && { beside: { [beside.cost]: formatYuan(beside.fen) } }),
    bound,
    ...(nil.length > 0 && { taken_as_nil: [...nil] }),
    combinations: count,
  };
}

function factsJson(facts: Facts): JsonObject {
  return Object.fromEntries(
    [...facts].map(([key, fact]): [string, Json] => [
      key,
      typeof fact === 'string' || typeof fact === 'number' ? fact : [...fact],
    ]),
  );
}
