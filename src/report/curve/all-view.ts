import { findPayer } from '../../codes/payers.ts';
import type { KnownCurve, KnownInversion, PolicyCurves } from '../../curve/all.ts';
import type { Cliff, Drop } from '../../curve/cliffs.ts';
import { joinTexts, type Lang, same } from '../../diagnostics/text.ts';
import type { Plan } from '../../engine/plan.ts';
import { groupYuan } from '../../money/fen.ts';
import { wordingOf } from '../../policy/wording.ts';
import { factsOf } from '../facts.ts';
import { say } from '../say.ts';
import { ALL_WORDS } from './all-words.ts';
import { cliffText, dropText, inversionText } from './findings.ts';
import { WORDS } from './words.ts';

/** One version of a policy in numbers. */
export interface VersionRow {
  readonly id: string;
  readonly version: string;
  readonly combinations: number;
  readonly refused: number;
  readonly opened: number;
  readonly curves: number;
  readonly breaks: number;
  readonly unexplained: number;
  readonly cliffs: number;
  readonly drops: number;
  readonly inversions: number;
}

/** A cliff with the curve it is on. */
export interface FoundCliff {
  readonly known: KnownCurve;
  readonly cliff: Cliff;
}

export function rowOf({
  policy,
  version,
  combinations,
  refused,
  opened,
  curves,
  inversions,
}: PolicyCurves): VersionRow {
  const count = (of: (known: KnownCurve) => number): number => curves.reduce((sum, one) => sum + of(one), 0);
  return {
    id: policy.id,
    version: version.from,
    combinations,
    refused,
    opened,
    curves: curves.length,
    breaks: count(({ curve }) => curve.breaks.length),
    unexplained: count(({ curve }) => curve.cliffs.filter(({ reasons }) => !reasons).length),
    cliffs: count(({ curve }) => curve.cliffs.length),
    drops: count(({ curve }) => curve.drops.length),
    inversions: inversions.length,
  };
}

export function totalOf(rows: readonly VersionRow[]): VersionRow {
  const sum = (of: (row: VersionRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    id: '',
    version: '',
    combinations: sum((row) => row.combinations),
    refused: sum((row) => row.refused),
    opened: sum((row) => row.opened),
    curves: sum((row) => row.curves),
    breaks: sum((row) => row.breaks),
    unexplained: sum((row) => row.unexplained),
    cliffs: sum((row) => row.cliffs),
    drops: sum((row) => row.drops),
    inversions: sum((row) => row.inversions),
  };
}

export function cliffsIn({ curves }: PolicyCurves): FoundCliff[] {
  return curves.flatMap((known) => known.curve.cliffs.map((cliff) => ({ known, cliff })));
}

/** A cliff under the first circumstances that have it. */
export function foundCliffText({ known, cliff }: FoundCliff, lang: Lang): string {
  const { plan } = known.curve;
  return `${circumstances(plan, known, lang)}${colon(lang)}${cliffText(cliff, plan, lang)}`;
}

export function foundDropText(known: KnownCurve, drop: Drop, lang: Lang): string {
  const { plan } = known.curve;
  return `${circumstances(plan, known, lang)}${colon(lang)}${dropText(drop, plan, lang)}`;
}

export function foundInversionText(inversion: KnownInversion, plan: Plan, lang: Lang): string {
  const wording = wordingOf(plan.policies.map(({ policy }) => policy));
  const facts = new Map(inversion.facts);
  facts.delete('hospital.level');
  const where = circumstances(plan, { nil: [], ...inversion, facts, admission: 1, count: 1 }, lang);
  return `${where}${colon(lang)}${inversionText(inversion, wording, false, lang)}`;
}

function colon(lang: Lang): string {
  return lang === 'zh' ? '：' : ': ';
}

function circumstances(
  plan: Plan,
  known: Pick<KnownCurve, 'facts' | 'admission' | 'grows' | 'beside' | 'bound' | 'nil' | 'count'>,
  lang: Lang,
): string {
  const wording = wordingOf(plan.policies.map(({ policy }) => policy));
  const told = { claim: { facts: known.facts }, plan, wording, policies: plan.policies };
  const { grows, beside, admission, count, nil } = known;
  const payers = joinTexts(nil.map((id) => findPayer(id)?.label ?? same(id)));
  return [
    plan.policy.id,
    ...factsOf(told, lang, undefined),
    ...(admission > 1 ? [`${say(wording('admission'), lang)} ${admission}`] : []),
    ...(grows === 'in_policy' ? [] : [`${say(ALL_WORDS.grows, lang)} ${grows}`]),
    ...(beside ? [`${say(ALL_WORDS.beside, lang)} ${beside.cost} ${groupYuan(beside.fen)}`] : []),
    ...(known.bound === 'high' ? [say(WORDS.higher, lang)] : []),
    ...(nil.length > 0
      ? [lang === 'zh' ? `${say(payers, lang)}按不支付` : `${say(payers, lang)} taken as paying nothing`]
      : []),
    ...(count > 1 ? [`${lang === 'zh' ? '共 ' : ''}${count} ${say(ALL_WORDS.cases, lang)}`] : []),
  ].join(' · ');
}
