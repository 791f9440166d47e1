import type { Draft } from '../claim/draft.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EstimateOptions } from '../engine/estimate.ts';
import { toldBy } from '../policy/told.ts';
import type { Curve } from './curve.ts';
import { type Inversion, inversionsOf } from './inversions.ts';
import { planKey } from './plan-key.ts';
import { type Answer, answer, orRefusal } from './request.ts';
import type { Sweep } from './sweep.ts';

/** From the nearest hospital to the largest. */
export const LEVEL_ORDER: readonly string[] = ['community', '1', '2', '3', 'provincial'];

/** The curve of one or more levels of hospital that settle every bill alike, or why there is none. */
export interface LevelCurve {
  readonly levels: readonly string[];
  readonly answer?: Answer;
  readonly refused?: readonly Diagnostic[];
}

/** Where the dearer hospital of two leaves the person less. */
export interface LevelInversion extends Inversion {
  readonly lower: readonly string[];
  readonly higher: readonly string[];
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
  const told = toldBy(parts).words.get('hospital.level');
  if (!told || told.size === 0) return [];
  const found: LevelCurve[] = [];
  for (const level of LEVEL_ORDER) {
    const curve = await levelCurve(level, own, draft, grows, options);
    // A level that the policy does not name and has no figure for is none that it tells apart.
    if (curve.refused?.some(({ code }) => code === 'NO_FIGURE') && !told.has(level)) continue;
    const last = found.at(-1);
    if (last && alike(last, curve))
      found[found.length - 1] = { ...last, levels: [...last.levels, ...curve.levels] };
    else found.push(curve);
  }
  return found.length > 1 ? found : [];
}

async function levelCurve(
  level: string,
  own: Answer,
  draft: Draft,
  grows: string,
  options: EstimateOptions,
): Promise<LevelCurve> {
  if (level === draft.facts.get('hospital.level')) return { levels: [level], answer: own };
  const facts = new Map(draft.facts).set('hospital.level', level);
  facts.delete('hospital.grade');
  const result = await orRefusal(() => answer({ ...draft, facts }, grows, options));
  return 'low' in result ? { levels: [level], answer: result } : { levels: [level], refused: result };
}

function alike(
  { answer: one, refused: why }: LevelCurve,
  { answer: two, refused: because }: LevelCurve,
): boolean {
  if (why && because) return why[0]?.code === because[0]?.code && why[0]?.field === because[0]?.field;
  const key = (curve: Curve | undefined): string => (curve ? planKey(curve.plan) : '');
  return (
    one !== undefined && two !== undefined && key(one.low) === key(two.low) && key(one.high) === key(two.high)
  );
}

/** Each pair of levels, the nearer first, under each bound. */
export function levelInversions(curves: readonly LevelCurve[]): LevelInversion[] {
  return (['low', 'high'] as const).flatMap((bound) => {
    if (bound === 'high' && !curves.some((curve) => curve.answer?.high)) return [];
    const swept = curves.flatMap(({ levels, answer: own }) => {
      const curve = own && (bound === 'high' ? (own.high ?? own.low) : own.low);
      return curve ? [{ levels, sweep: curve.sweep }] : [];
    });
    return pairs(swept).flatMap(([lower, higher]) =>
      inversionsOf(lower.sweep, higher.sweep).map((inversion) => ({
        ...inversion,
        lower: lower.levels,
        higher: higher.levels,
        bound,
      })),
    );
  });
}

interface AtLevel {
  readonly levels: readonly string[];
  readonly sweep: Sweep;
}

function pairs(curves: readonly AtLevel[]): (readonly [AtLevel, AtLevel])[] {
  return curves.flatMap((lower, index) =>
    curves.slice(index + 1).map((higher): readonly [AtLevel, AtLevel] => [lower, higher]),
  );
}
