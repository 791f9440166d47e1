import type { Break, Edge } from '../../curve/breaks.ts';
import { reasonsAt } from '../../curve/causes.ts';
import type { Cliff, Drop } from '../../curve/cliffs.ts';
import type { Curve } from '../../curve/curve.ts';
import { isWhole } from '../../curve/fraction.ts';
import { personOf } from '../../curve/judge.ts';
import type { LevelCurve, LevelInversion } from '../../curve/levels.ts';
import { effectiveRate, percent, roundBills } from '../../curve/rates.ts';
import type { Answer } from '../../curve/request.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { Notice } from '../../engine/notices.ts';
import { groupYuan } from '../../money/fen.ts';
import type { Wording } from '../../rules/circumstances.ts';
import { factsOf } from '../facts.ts';
import { say } from '../say.ts';
import { type ChartData, chartData, defaultEnd } from './chart.ts';
import { cliffText, dropText, inversionText, refusedText, whereOf } from './findings.ts';
import { exactYuan } from './numbers.ts';
import { WORDS } from './words.ts';

/** Everything one answer holds, for all formats. */
export interface CurveReport {
  readonly answer: Answer;
  readonly levels: readonly LevelCurve[];
  readonly inversions: readonly LevelInversion[];
  readonly notices: readonly Notice[];
  readonly wording: Wording;
  /** Where the drawing ends, in fen; absent: chosen to fit. */
  readonly to?: number;
}

/** A break as all formats show it. */
export interface BreakView {
  readonly number: number;
  readonly break: Break;
  /** The first whole fen, or where the curve stops the last bill it has. */
  readonly bill: string;
  /** Where that is not the place itself. */
  readonly exact?: string;
  readonly person: string;
  readonly share: string;
  /** Of each further fen, what the person pays. */
  readonly after: string;
  readonly reasons: readonly ReasonView[];
}

export interface ReasonView {
  readonly text: string;
  readonly where?: string;
}

export interface RateView {
  readonly bill: string;
  readonly person: string;
  readonly share: string;
}

/** A curve put into words and figures of one language. */
export interface CurveView {
  readonly lang: Lang;
  readonly title: string;
  readonly id: string;
  readonly facts: readonly string[];
  readonly refusals: readonly string[];
  readonly ranged: boolean;
  readonly breaks: readonly BreakView[];
  readonly breaksHigh: readonly BreakView[];
  readonly rates: readonly RateView[];
  readonly cliffs: readonly string[];
  readonly drops: readonly string[];
  readonly compared: boolean;
  readonly inversions: readonly string[];
  readonly notCompared: readonly string[];
  readonly attention: readonly string[];
  readonly notes: readonly string[];
  readonly chart: ChartData;
}

export function curveView(report: CurveReport, lang: Lang): CurveView {
  const { answer, wording, notices } = report;
  const { low, high, claim } = answer;
  const { plan } = low;
  const breaks = breakViews(low, lang);
  const end = report.to ?? defaultEnd(high ? [low, high] : [low]);
  const told = { claim, plan, wording, policies: plan.policies };
  const bounds = high ? [low, high] : [low];
  const findings = <T>(
    of: (curve: Curve) => readonly T[],
    text: (one: T, curve: Curve) => string,
  ): string[] => [
    ...new Set(
      bounds.flatMap((curve) => of(curve).map((one) => bounded(text(one, curve), curve, answer, lang))),
    ),
  ];
  return {
    lang,
    title: say(plan.policy.title, lang),
    id: plan.policy.id,
    facts: [...factsOf(told, lang, undefined), `${say(WORDS.version, lang)} ${plan.version.from}`],
    refusals: plan.refusals.map(({ reason }) => say(reason, lang)),
    ranged: high !== undefined,
    breaks,
    breaksHigh: high ? breakViews(high, lang) : [],
    rates: ratesOf(low, end),
    cliffs: findings<Cliff>(
      ({ cliffs }) => cliffs,
      (cliff, curve) => cliffText(cliff, curve.plan, lang),
    ),
    drops: findings<Drop>(
      ({ drops }) => drops,
      (drop, curve) => dropText(drop, curve.plan, lang),
    ),
    compared: report.levels.length > 1,
    inversions: report.inversions.map((inversion) =>
      inversionText(inversion, wording, high !== undefined, lang),
    ),
    notCompared: report.levels.flatMap((level) => refusedText(level, wording, lang)),
    attention: notices.filter(({ severity }) => severity !== 'info').map(({ message }) => say(message, lang)),
    notes: notices.filter(({ severity }) => severity === 'info').map(({ message }) => say(message, lang)),
    // The ends of the curve need no number in a drawing.
    chart: chartData(low, high, breaks.filter(isTurn).map(numbered), end),
  };
}

/** Where there are two bounds, findings say which one they are of. */
function bounded(text: string, curve: Curve, { low, high }: Answer, lang: Lang): string {
  if (!high) return text;
  return `${say(curve === low ? WORDS.cautious : WORDS.higher, lang)}${lang === 'zh' ? '：' : ': '}${text}`;
}

function breakViews(curve: Curve, lang: Lang): BreakView[] {
  return curve.breaks.map((one, index) => {
    const { shown, bill, after } = one;
    const slope = after && percent(after.person.slope);
    return {
      number: index + 1,
      break: one,
      bill: groupYuan(shown.fen),
      ...((!isWhole(bill) || shown.fen !== Number(bill.n)) && { exact: exactYuan(bill) }),
      person: shown.settled ? groupYuan(personOf(shown.settled)) : '-',
      share: effectiveRate(shown) ?? '-',
      after: slope ?? '-',
      reasons: reasonViews(curve, one, lang),
    };
  });
}

function reasonViews({ plan }: Curve, one: Break, lang: Lang): ReasonView[] {
  if (one.kind === 'start') return [{ text: say(WORDS.smallest, lang) }];
  if (one.kind === 'end') return [{ text: say(WORDS.largest, lang) }];
  const ends = one.kind === 'stop' ? (lang === 'zh' ? '，曲线到此为止' : '; the curve ends here') : '';
  const reasons = reasonsAt(plan, one).map((reason) => ({
    text: say(reason.text, lang) + ends,
    ...(reason.place && { where: whereOf(reason) }),
  }));
  return [...one.steps.map(({ edge }) => ({ text: jumpText(edge, lang) })), ...reasons];
}

/** The amounts on both sides of a jump. */
function jumpText([last, first]: Edge, lang: Lang): string {
  const [one, two] = [last, first].map(({ fen, settled }) => ({
    bill: groupYuan(fen),
    person: settled ? groupYuan(personOf(settled)) : '-',
  }));
  if (!one || !two) return '';
  return say(
    {
      zh: `医疗费 ${one.bill} 时个人付 ${one.person}，${two.bill} 时付 ${two.person}`,
      en: `the person pays ${one.person} of ${one.bill}, and ${two.person} of ${two.bill}`,
    },
    lang,
  );
}

function ratesOf(curve: Curve, end: number): RateView[] {
  return roundBills(curve.sweep, curve.breaks, end).map((judged) => ({
    bill: groupYuan(judged.fen),
    person: judged.settled ? groupYuan(personOf(judged.settled)) : '-',
    share: effectiveRate(judged) ?? '-',
  }));
}

function isTurn({ break: { kind } }: BreakView): boolean {
  return kind !== 'start' && kind !== 'end';
}

function numbered({ number, break: one }: BreakView) {
  const { shown } = one;
  return { number, fen: shown.fen, person: shown.settled && personOf(shown.settled) };
}
