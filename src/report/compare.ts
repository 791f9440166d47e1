import type { Choice, Comparison } from '../engine/compare.ts';
import { printSettlement } from '../engine/settlement.ts';
import { formatYuan } from '../money/fen.ts';
import type { JsonObject } from './claim-json.ts';
import { cheapestOf } from './compare-view.ts';
import { FORMAT_VERSION, type JsonOptions, noticeJson, payerJson, problemJson } from './json.ts';
import { say } from './say.ts';

export { comparisonHtml, comparisonMarkdown } from './compare-pages.ts';
export { comparisonText } from './compare-text.ts';

/** A comparison as data: per choice the settlement, or the problems it was refused with. */
export function comparisonJson(comparison: Comparison, options: JsonOptions): JsonObject {
  const { field, label, choices } = comparison;
  const own = choices.find((choice) => choice.own)?.estimate?.settlement.psn_part_amt;
  const cheapest = cheapestOf(choices);
  return {
    format_version: FORMAT_VERSION,
    field,
    label: say(label, options.lang),
    choices: choices.map((choice) => choiceJson(choice, own, cheapest, options)),
  };
}

function choiceJson(
  { value, label, own, estimate, refused }: Choice,
  ownPart: number | undefined,
  cheapest: number | undefined,
  { lang }: JsonOptions,
): JsonObject {
  const common = { value, label: say(label, lang), own };
  if (!estimate) return { ...common, problems: (refused ?? []).map((problem) => problemJson(problem, lang)) };
  const { settlement, settlementHigh, payersHigh } = estimate;
  return {
    ...common,
    cheapest: settlement.psn_part_amt === cheapest,
    ...(ownPart !== undefined && { difference: formatYuan(settlement.psn_part_amt - ownPart) }),
    covered: estimate.covered,
    settlement: printSettlement(settlement),
    ...(settlementHigh && { settlement_high: printSettlement(settlementHigh) }),
    payers: estimate.payers.map((payer) => payerJson(payer, lang)),
    ...(payersHigh && { payers_high: payersHigh.map((payer) => payerJson(payer, lang)) }),
    notices: estimate.notices.map((notice) => noticeJson(notice, lang)),
  };
}
