import type { Draft } from '../claim/read.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EstimateOptions } from '../engine/estimate.ts';
import { toldBy } from '../policy/told.ts';
import { type Inversion, inversionsOf } from './inversions.ts';
import { type Answer, answer, orRefusal } from './request.ts';
import type { Sweep } from './sweep.ts';

/** From the nearest hospital to the largest. */
export const LEVEL_ORDER: readonly string[] = ['community', '1', '2', '3', 'provincial'];

/** The curve at one level of hospital, or why there is none. */
export interface LevelCurve {
  readonly level: string;
  readonly answer?: Answer;
  readonly refused?: readonly Diagnostic[];
}

/** Where the dearer hospital of two leaves the person less. */
export interface LevelInversion extends Inversion {
  readonly lower: string;
  readonly higher: string;
  readonly bound: 'low' | 'high';
}

/** The same circumstances at every level of hospital that the policy tells apart; empty where it tells none. */
export async function levelCurves(
  own: Answer,
  draft: Draft,
  grows: string,
  options: EstimateOptions,
): Promise<LevelCurve[]> {
  const parts = own.low.plan.policies.map(({ version }) => version);
  const told = toldBy(parts).words.get('hospital.level') ?? new Set<string>();
  const level = draft.facts.get('hospital.level');
  const found: LevelCurve[] = [];
  for (const each of LEVEL_ORDER.filter((id) => told.has(id) || id === level)) {
    if (each === level) {
      found.push({ level: each, answer: own });
      continue;
    }
    const facts = new Map(draft.facts).set('hospital.level', each);
    facts.delete('hospital.grade');
    const result = await orRefusal(() => answer({ ...draft, facts }, grows, options));
    found.push('low' in result ? { level: each, answer: result } : { level: each, refused: result });
  }
  return found.length > 1 ? found : [];
}

/** Each pair of levels, the nearer first, under each bound. */
export function levelInversions(curves: readonly LevelCurve[]): LevelInversion[] {
  return (['low', 'high'] as const).flatMap((bound) => {
    if (bound === 'high' && !curves.some((curve) => curve.answer?.high)) return [];
    const swept = curves.flatMap(({ level, answer: own }) => {
      const curve = own && (bound === 'high' ? (own.high ?? own.low) : own.low);
      return curve ? [{ level, sweep: curve.sweep }] : [];
    });
    return pairs(swept).flatMap(([lower, higher]) =>
      inversionsOf(lower.sweep, higher.sweep).map((inversion) => ({
        ...inversion,
        lower: lower.level,
        higher: higher.level,
        bound,
      })),
    );
  });
}

interface AtLevel {
  readonly level: string;
  readonly sweep: Sweep;
}

function pairs(curves: readonly AtLevel[]): (readonly [AtLevel, AtLevel])[] {
  return curves.flatMap((lower, index) =>
    curves.slice(index + 1).map((higher): readonly [AtLevel, AtLevel] => [lower, higher]),
  );
}
