import type { Text } from '../diagnostics/text.ts';
import type { Comparison } from '../engine/compare.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import type { Estimate } from '../engine/estimate.ts';
import { colourful } from './context.ts';
import type { Context } from './main.ts';
import { paintFor } from './paint.ts';

type Flags = Readonly<Record<string, unknown>>;

/** An estimate in the format asked for. Each format is loaded only when it is wanted. */
export async function renderEstimate(estimate: Estimate, flags: Flags, context: Context): Promise<string> {
  const place = await placeOf(estimate);
  const options = { lang: context.lang, ...(place && { place }) };
  switch (flags.format) {
    case 'json': {
      const { settlementJson } = await import('../report/json.ts');
      return JSON.stringify(settlementJson(estimate, options), null, 2);
    }
    case 'md':
      return (await import('../report/markdown.ts')).settlementMarkdown(estimate, options);
    case 'html':
      return (await import('../report/html.ts')).settlementHtml(estimate, options);
    default: {
      const { settlementText } = await import('../report/text.ts');
      return settlementText(estimate, {
        ...options,
        ...(await terminal(flags, context)),
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
  const report = await import('../report/compare.ts');
  const options = { lang: context.lang };
  switch (flags.format) {
    case 'json':
      return JSON.stringify(report.comparisonJson(comparison, options), null, 2);
    case 'md':
      return report.comparisonMarkdown(comparison, options);
    case 'html':
      return report.comparisonHtml(comparison, options);
    default:
      return report.comparisonText(comparison, { ...options, ...(await terminal(flags, context)) });
  }
}

export async function renderEligibility(
  result: EligibilityResult,
  flags: Flags,
  context: Context,
): Promise<string> {
  const { lang } = context;
  if (flags.format === 'json') {
    const { eligibilityJson } = await import('../report/eligibility-json.ts');
    return JSON.stringify(eligibilityJson(result, { lang }), null, 2);
  }
  const { eligibilityText } = await import('../report/eligibility.ts');
  return eligibilityText(result, { lang, ...(await terminal(flags, context)) });
}

/** Colour and width, where the result goes to a terminal and not to a file. */
async function terminal(flags: Flags, { io, color }: Context) {
  const toTerminal = typeof flags.out !== 'string';
  return {
    paint: await paintFor(toTerminal && colourful(io.stdout, io.env, color)),
    width: toTerminal && io.stdout.isTTY ? Math.min(100, io.stdout.columns) : 80,
  };
}

/** The place's name where it uses the policy of a larger one; the table of places is loaded only then. */
async function placeOf({ claim, plan }: Estimate): Promise<Text | undefined> {
  const code = claim.facts.get('region');
  if (typeof code !== 'string' || plan.policy.id.startsWith(code)) return undefined;
  const { loadRegions } = await import('../codes/regions.ts');
  const regions = await loadRegions();
  return { zh: regions.pathName(code, 'zh'), en: regions.pathName(code, 'en') };
}
