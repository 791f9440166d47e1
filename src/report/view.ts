import type { Lang, Text } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import type { Notice } from '../engine/notices.ts';
import type { PayerShare, Settlement } from '../engine/settlement.ts';
import { groupYuan } from '../money/fen.ts';
import { type Mark, marksOf, percentages } from './bar.ts';
import { factsOf } from './facts.ts';
import { say, visible } from './say.ts';
import { type UsedSource, usedSources } from './sources.ts';
import { type IdleView, type StepView, stepViews } from './steps.ts';
import { GRADE_WORDS, WORDS } from './words.ts';

export interface ReportOptions {
  readonly lang: Lang;
  /** Name of the insured place, said where it is not the policy's own. */
  readonly place?: Text;
}

/** An estimate put into words and figures of one language: what every format shows, each in its own way. */
export interface View {
  readonly lang: Lang;
  readonly title: string;
  readonly facts: readonly string[];
  readonly covered: boolean;
  /** Why nothing is paid. */
  readonly refusals: readonly string[];
  readonly headline: readonly HeadlineView[];
  /** Both bounds of a range are shown. */
  readonly ranged: boolean;
  readonly payers: readonly PayerView[];
  readonly total: string;
  readonly steps: readonly StepView[];
  readonly idle: readonly IdleView[];
  readonly attention: readonly string[];
  readonly notes: readonly string[];
  /** Of the notes, what has to be said even where there is no room for them. */
  readonly briefNotes: readonly string[];
  readonly sources: readonly SourceView[];
}

export interface HeadlineView {
  readonly label: string;
  /** `19,100.00`, or `17,000.00 至 19,100.00`. */
  readonly amount: string;
}

export interface PayerView {
  readonly label: string;
  readonly mark: Mark;
  readonly low: AmountView;
  readonly high?: AmountView;
}

export interface AmountView {
  readonly fen: number;
  readonly amount: string;
  readonly share: string;
}

export interface SourceView {
  readonly number: number;
  /** Title, publisher, number and date in one line. */
  readonly text: string;
  readonly grade: string;
  readonly url?: string;
}

export function viewOf(estimate: Estimate, { lang, place }: ReportOptions): View {
  const sources = usedSources(estimate);
  const { covered, plan, settlement } = estimate;
  const { attention, notes } = noticeViews(estimate, lang);
  const { steps, idle } = stepViews(estimate, sources, lang);
  return {
    lang,
    title: say(plan.policy.title, lang),
    facts: factsOf(estimate, lang, place),
    covered,
    refusals: plan.refusals.map(({ reason }) => sentence(reason, lang)),
    headline: headlineOf(estimate, lang),
    ranged: estimate.ranged,
    payers: payerViews(estimate, lang),
    total: groupYuan(settlement.medfee_sumamt),
    // Where nothing is paid there is nothing to work out.
    steps: covered ? steps : [],
    // What has to be noted anyway is not said twice.
    idle: idle.filter(({ reason }) => !attention.includes(sentenceCase(reason))),
    attention,
    notes,
    briefNotes: briefNotes(estimate, lang),
    sources: sources.map((source, index) => sourceView(source, index + 1, lang)),
  };
}

function sentence(text: Text, lang: Lang): string {
  return sentenceCase(say(text, lang));
}

/** Begins with a capital; keys of figures stay as they are. */
function sentenceCase(text: string): string {
  return /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The answer in one line: what the person bears, what the funds pay. */
function headlineOf({ settlement, settlementHigh }: Estimate, lang: Lang): HeadlineView[] {
  const view = (label: Text, field: keyof Settlement): HeadlineView => ({
    label: say(label, lang),
    amount: span(settlement[field], settlementHigh?.[field], lang),
  });
  const lines = [view(WORDS.person, 'psn_part_amt'), view(WORDS.funds, 'fund_pay_sumamt')];
  const hospital = settlement.hosp_part_amt > 0 || (settlementHigh?.hosp_part_amt ?? 0) > 0;
  return hospital ? [...lines, view(WORDS.hospital, 'hosp_part_amt')] : lines;
}

/** An amount, or the smaller and the larger of two bounds. */
export function span(one: number, other: number | undefined, lang: Lang): string {
  if (other === undefined || other === one) return groupYuan(one);
  return `${groupYuan(Math.min(one, other))} ${say(WORDS.to, lang)} ${groupYuan(Math.max(one, other))}`;
}

function payerViews({ payers, payersHigh, ranged, claim }: Estimate, lang: Lang): PayerView[] {
  const highOf = (id: string): number => payersHigh?.find((payer) => payer.id === id)?.amount ?? 0;
  // A purse nobody spoke of is not worth a line; a fund that paid nothing is.
  const asked: Readonly<Record<string, boolean>> = {
    personal_account: claim.personalAccount !== undefined,
    stored_card: claim.storedCard !== undefined,
  };
  const shown = payers.filter(({ id, amount }) => amount > 0 || highOf(id) > 0 || (asked[id] ?? true));
  const marks = marksOf(shown);
  const low = amountViews(shown.map((payer) => payer.amount));
  const high = ranged && amountViews(shown.map((payer) => highOf(payer.id)));
  return shown.map((payer: PayerShare, index) => ({
    label: say(payer.label, lang),
    mark: marks[index] as Mark,
    low: low[index] as AmountView,
    ...(high && { high: high[index] as AmountView }),
  }));
}

function amountViews(amounts: readonly number[]): AmountView[] {
  const shares = percentages(amounts);
  return amounts.map((fen, index) => ({ fen, amount: groupYuan(fen), share: shares[index] ?? '' }));
}

/** Refusals are told apart already; the rest by weight, each message once. */
function noticeViews({ notices, plan }: Estimate, lang: Lang): { attention: string[]; notes: string[] } {
  const refused = new Set(plan.refusals.map((refusal) => refusal.reason));
  const told = notices.filter((notice) => !refused.has(notice.message));
  const messages = (some: readonly Notice[]): string[] => [
    ...new Set(some.map((notice) => sentence(notice.message, lang))),
  ];
  return {
    attention: messages(told.filter((notice) => notice.severity !== 'info')),
    notes: messages(told.filter((notice) => notice.severity === 'info')),
  };
}

const SAID_AT_THE_COUNTER = ['CAP_REACHED', 'HIGH_BOUND_NOT_STATED'];

/** Why an amount is what it is, until when the place's rules were checked, and that not every figure stands in a text. */
function briefNotes({ notices, steps }: Estimate, lang: Lang): string[] {
  const told = notices.filter(({ code }) => SAID_AT_THE_COUNTER.includes(code));
  const checked = notices.find(({ code }) => code === 'CHECKED_BEFORE');
  const reading = steps.some(({ applied, result, basis }) => applied && result > 0 && basis !== 'stated');
  return [
    ...[...told, ...(checked ? [checked] : [])].map(({ message }) => sentence(message, lang)),
    ...(reading ? [say(WORDS.assumedBrief, lang)] : []),
  ];
}

export function sourceView({ source }: Pick<UsedSource, 'source'>, number: number, lang: Lang): SourceView {
  const { title, publisher, number: fileNumber, date, url, grade } = source;
  const parts = [title, publisher, fileNumber].flatMap((text) => (text ? [say(text, lang)] : []));
  if (date !== undefined) parts.push(date);
  return {
    number,
    text: parts.join(lang === 'zh' ? '，' : ', '),
    grade: say(GRADE_WORDS[grade], lang),
    ...(url !== undefined && { url: visible(url) }),
  };
}
