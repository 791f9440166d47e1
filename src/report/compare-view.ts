import type { Lang } from '../diagnostics/text.ts';
import type { Choice, Comparison } from '../engine/compare.ts';
import type { Estimate } from '../engine/estimate.ts';
import { groupYuan } from '../money/fen.ts';
import { factsOf } from './facts.ts';
import { say } from './say.ts';
import type { ReportOptions } from './view.ts';
import { WORDS } from './words.ts';

/** A comparison put into words and figures of one language. */
export interface CompareView {
  readonly lang: Lang;
  /** `按医院等级比较` */
  readonly title: string;
  readonly policy: string;
  readonly facts: readonly string[];
  readonly field: string;
  readonly choices: readonly ChoiceView[];
  /** Labels of all payers that pay under any choice, in order. */
  readonly payers: readonly string[];
  readonly hasOwn: boolean;
  readonly ranged: boolean;
}

export interface ChoiceView {
  readonly label: string;
  readonly own: boolean;
  /** Least for the person. */
  readonly cheapest: boolean;
  /** Of each payer in the order of the view; `-` where nothing can be said. */
  readonly amounts: readonly string[];
  readonly person: string;
  readonly personHigh: string;
  readonly funds: string;
  /** To the claim's own choice, with its sign. */
  readonly difference: string;
  /** Why nothing is paid, or nothing can be said. */
  readonly reasons: readonly string[];
}

const NONE = '-';
/** Marks what costs the person least; said in words below the table. */
export const STAR = '*';

export function compareView(comparison: Comparison, { lang, place }: ReportOptions): CompareView {
  const { choices, label } = comparison;
  const settled = choices.flatMap(({ estimate }) => (estimate ? [estimate] : []));
  const own = choices.find((choice) => choice.own)?.estimate;
  const payers = payersOfAll(settled);
  const field = say(label, lang);
  const [first] = settled;
  return {
    lang,
    title: lang === 'zh' ? `按${field}${WORDS.compare.zh}` : `${WORDS.compare.en} ${field}`,
    policy: first ? say(first.plan.policy.title, lang) : '',
    facts: first ? commonFacts(settled, lang, place) : [],
    field,
    choices: choices.map((choice) => choiceView(choice, [...payers.keys()], own, cheapestOf(choices), lang)),
    payers: [...payers.values()].map((text) => say(text, lang)),
    hasOwn: own !== undefined,
    ranged: settled.some(({ ranged }) => ranged),
  };
}

/** The smallest share of the person, in fen; undefined where it makes no difference to the person. */
export function cheapestOf(choices: readonly Choice[]): number | undefined {
  const borne = choices.flatMap(({ estimate }) => (estimate ? [estimate.settlement.psn_part_amt] : []));
  const least = Math.min(...borne);
  return borne.some((fen) => fen > least) ? least : undefined;
}

/** What all choices share; what tells them apart stands in the table. */
function commonFacts(settled: readonly Estimate[], lang: Lang, place: ReportOptions['place']): string[] {
  const [first = [], ...others] = settled.map((estimate) => factsOf(estimate, lang, place));
  const common = first.filter((fact) => others.every((facts) => facts.includes(fact)));
  const total = settled[0]?.settlement.medfee_sumamt ?? 0;
  return [...common, `${say(WORDS.total, lang)} ${groupYuan(total)} ${say(WORDS.yuan, lang)}`];
}

/** Everyone who pays anything anywhere, in the order of the bill. */
function payersOfAll(settled: readonly Estimate[]) {
  const found = new Map<string, Estimate['payers'][number]['label']>();
  const order = new Map<string, number>();
  for (const { payers } of settled) {
    for (const [index, { id, label, amount }] of payers.entries()) {
      order.set(id, Math.max(order.get(id) ?? 0, index));
      if (amount > 0) found.set(id, label);
    }
  }
  return new Map([...found].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
}

function choiceView(
  { label, own, estimate, refused }: Choice,
  payers: readonly string[],
  ownEstimate: Estimate | undefined,
  cheapest: number | undefined,
  lang: Lang,
): ChoiceView {
  const common = { label: say(label, lang), own };
  if (!estimate) {
    const reasons = (refused ?? []).map(
      ({ message }) => `${say(WORDS.refused, lang)}${colon(lang)}${say(message, lang)}`,
    );
    const amounts = payers.map(() => NONE);
    const nothing = { person: NONE, personHigh: NONE, funds: NONE, difference: NONE };
    return { ...common, cheapest: false, amounts, ...nothing, reasons };
  }
  const { settlement, settlementHigh, plan } = estimate;
  const amountOf = (id: string): number => estimate.payers.find((payer) => payer.id === id)?.amount ?? 0;
  return {
    ...common,
    cheapest: settlement.psn_part_amt === cheapest,
    amounts: payers.map((id) => groupYuan(amountOf(id))),
    person: groupYuan(settlement.psn_part_amt),
    personHigh: groupYuan((settlementHigh ?? settlement).psn_part_amt),
    funds: groupYuan(settlement.fund_pay_sumamt),
    difference: ownEstimate ? signed(settlement.psn_part_amt - ownEstimate.settlement.psn_part_amt) : NONE,
    reasons: plan.refusals.map(
      ({ reason }) => `${say(WORDS.notCovered, lang)}${colon(lang)}${say(reason, lang)}`,
    ),
  };
}

/** `+1,200.00`, `-300.00`, `0.00`. */
function signed(fen: number): string {
  return fen > 0 ? `+${groupYuan(fen)}` : groupYuan(fen);
}

function colon(lang: Lang): string {
  return lang === 'zh' ? '：' : ': ';
}

/** Rows of the table with choices as columns: payers, then what the person bears. */
export interface CompareRow {
  readonly kind: 'payer' | 'person' | 'high' | 'difference';
  readonly label: string;
  readonly amounts: readonly string[];
}

export function compareRows(view: CompareView): CompareRow[] {
  const { choices, lang } = view;
  const of = (kind: CompareRow['kind'], label: string, pick: (choice: ChoiceView) => string): CompareRow => ({
    kind,
    label,
    amounts: choices.map(pick),
  });
  return [
    ...view.payers.map((label, index) => of('payer', label, (choice) => choice.amounts[index] ?? NONE)),
    of('person', say(WORDS.person, lang), (choice) => choice.person),
    ...(view.ranged ? [of('high', say(WORDS.personHigh, lang), (choice) => choice.personHigh)] : []),
    ...(view.hasOwn ? [of('difference', say(WORDS.difference, lang), (choice) => choice.difference)] : []),
  ];
}

/** `县级（本单）` */
export function choiceName({ label, own }: ChoiceView, lang: Lang): string {
  if (!own) return label;
  return lang === 'zh' ? `${label}（${WORDS.own.zh}）` : `${label} (${WORDS.own.en})`;
}

/** `* 县级（本单）` */
export function starredName(choice: ChoiceView, lang: Lang): string {
  return choice.cheapest ? `${STAR} ${choiceName(choice, lang)}` : choiceName(choice, lang);
}

/** What is to be said of single choices: `省级：不能估算：…`. */
export function choiceRemarks({ choices, lang }: CompareView): string[] {
  return choices.flatMap(({ label, reasons }) => reasons.map((reason) => `${label}${colon(lang)}${reason}`));
}
