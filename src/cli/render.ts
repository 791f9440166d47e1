import { loadRegions } from '../codes/regions.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Comparison } from '../engine/compare.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import type { Estimate } from '../engine/estimate.ts';
import { comparisonHtml, comparisonJson, comparisonMarkdown, comparisonText } from '../report/compare.ts';
import { eligibilityText } from '../report/eligibility.ts';
import { eligibilityJson } from '../report/eligibility-json.ts';
import { settlementHtml } from '../report/html.ts';
import { settlementJson } from '../report/json.ts';
import { settlementMarkdown } from '../report/markdown.ts';
import { setlinfoJson } from '../report/setlinfo.ts';
import { settlementText } from '../report/text.ts';
import type { Context } from './context.ts';
import { terminalOf } from './terminal.ts';

type Flags = Readonly<Record<string, unknown>>;

/** An estimate in the format asked for. */
export async function renderEstimate(estimate: Estimate, flags: Flags, context: Context): Promise<string> {
  const place = await placeOf(estimate);
  const options = { lang: context.lang, ...(place && { place }) };
  switch (flags.format) {
    case 'json':
      return JSON.stringify(settlementJson(estimate, { ...options, codes: flags.codes === true }), null, 2);
    case 'setlinfo':
      return JSON.stringify(setlinfoJson(estimate, options), null, 2);
    case 'md':
      return settlementMarkdown(estimate, options);
    case 'html':
      return settlementHtml(estimate, options);
    default: {
      return settlementText(estimate, {
        ...options,
        ...(await terminalOf(flags, context)),
        brief: flags.brief === true,
      });
    }
  }
}

export async function renderComparison(
  comparison: Comparison,
  flags: Flags,
  context: Context,
): Promise<string> {
  const settled = comparison.choices.find((choice) => choice.estimate)?.estimate;
  const place = settled && (await placeOf(settled));
  const options = { lang: context.lang, ...(place && { place }) };
  switch (flags.format) {
    case 'json':
      return JSON.stringify(comparisonJson(comparison, options), null, 2);
    case 'md':
      return comparisonMarkdown(comparison, options);
    case 'html':
      return comparisonHtml(comparison, options);
    default:
      return comparisonText(comparison, { ...options, ...(await terminalOf(flags, context)) });
  }
}

export async function renderEligibility(
  result: EligibilityResult,
  flags: Flags,
  context: Context,
): Promise<string> {
  const { lang } = context;
  if (flags.format === 'json') {
    return JSON.stringify(eligibilityJson(result, { lang }), null, 2);
  }
  return eligibilityText(result, { lang, ...(await terminalOf(flags, context)) });
}

/** The place's name where it uses the policy of a larger one; the table of places is loaded only then. */
async function placeOf({ claim, plan }: Estimate): Promise<Text | undefined> {
  const code = claim.facts.get('region');
  if (typeof code !== 'string' || plan.policy.id.startsWith(code)) return undefined;
  const regions = await loadRegions();
  return { zh: regions.pathName(code, 'zh'), en: regions.pathName(code, 'en') };
}
