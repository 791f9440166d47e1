import { resolve } from 'node:path';
import { CARES } from '../../codes/cares.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import { loadRegions } from '../../codes/regions.ts';
import type { CodeTable } from '../../codes/table.ts';
import { fail } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { localToday } from '../../engine/estimate.ts';
import { placeFilter, placeName } from '../../overview/find.ts';
import { type PolicyFilter, summariesOf } from '../../overview/summary.ts';
import type { Library } from '../../policy/library.ts';
import type { Grade } from '../../policy/policy.ts';
import { openLibrary, shippedPolicies } from '../../policy/shipped.ts';
import { policyListJson } from '../../report/policy/list-json.ts';
import { policyListMarkdown } from '../../report/policy/list-md.ts';
import { type ListOptions, policyListText } from '../../report/policy/list-text.ts';
import { policyMapText } from '../../report/policy/map-text.ts';
import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';
import { terminalOf } from '../terminal.ts';

type Flags = Readonly<Record<string, unknown>>;

/** `baoxiao policy list [PLACE]`: what the library covers, since when, and how well sourced. */
export async function policyListCommand(
  place: string | undefined,
  flags: Flags,
  context: Context,
): Promise<number> {
  if (flags.map === true && flags.format !== 'text')
    fail({
      code: 'USAGE',
      message: { zh: '--map 只有 text 一种格式', en: '--map comes as text only' },
      field: 'format',
      value: String(flags.format),
    });
  const library = openLibrary(flags.policies as string[] | undefined);
  const filter = await filterOf(place, flags, library);
  const summaries = await summariesOf(library, filter, localToday(), resolve(shippedPolicies()));
  const regions = await loadRegions();
  const options: ListOptions = {
    lang: context.lang,
    placeName: ({ policy }) => placeName(policy, regions),
    ...(await terminalOf(flags, context)),
  };
  const text = (): string =>
    flags.map === true ? policyMapText(summaries, options) : policyListText(summaries, options);
  const formats: Readonly<Record<string, () => string>> = {
    text,
    md: () => policyListMarkdown(summaries, options),
    json: () => JSON.stringify(policyListJson(summaries, options), null, 2),
  };
  deliver((formats[String(flags.format)] ?? text)(), flags.out, context);
  return EXIT.done;
}

async function filterOf(place: string | undefined, flags: Flags, library: Library): Promise<PolicyFilter> {
  const { scheme, grade, care, date } = flags as Readonly<Record<string, string | undefined>>;
  return {
    ...(place !== undefined && { inPlace: await placeFilter(place, library) }),
    ...(scheme !== undefined && { scheme: schemeOf(scheme, library) }),
    ...(grade !== undefined && { grade: grade as Grade }),
    ...(care !== undefined && { care: wordOf(care, CARES, 'care') }),
    ...(date !== undefined && { date }),
  };
}

/** A basic scheme in any of its words, a supplement by its id, or all supplements. */
function schemeOf(word: string, library: Library): string {
  const known = INSURANCES.find(word)?.id;
  if (known !== undefined) return known;
  const supplements = new Set(library.codes().flatMap((code) => library.names(code, 'supplement')));
  const id = word.toLowerCase();
  if (supplements.has(id)) return id;
  if (['supplement', '补充保险'].includes(id)) return 'supplement';
  return unknownWord(word, [...INSURANCES.ids, ...supplements, 'supplement'], 'scheme');
}

function wordOf(word: string, table: CodeTable, field: string): string {
  return table.find(word)?.id ?? unknownWord(word, table.ids, field);
}

function unknownWord(word: string, known: readonly string[], field: string): never {
  return fail({
    code: 'UNKNOWN_CODE',
    message: { zh: `--${field} 没有“${word}”这个值`, en: `--${field} has no value “${word}”` },
    hint: didYouMean(word, known) ?? { zh: `可用：${known.join('、')}`, en: `one of: ${known.join(', ')}` },
    field,
    value: word,
  });
}
