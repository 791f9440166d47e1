import { resolve } from 'node:path';
import { loadRegions, type RegionIndex } from '../../codes/regions.ts';
import { same, type Text } from '../../diagnostics/text.ts';
import { localToday } from '../../engine/estimate.ts';
import type { Dated } from '../../overview/cover.ts';
import { explainPolicy } from '../../overview/explain.ts';
import { findPolicy, placeName } from '../../overview/find.ts';
import type { PolicyPage } from '../../overview/page.ts';
import { isOwn, versionFor } from '../../overview/summary.ts';
import { versionOn } from '../../policy/in-force.ts';
import type { Library } from '../../policy/library.ts';
import type { Policy } from '../../policy/policy.ts';
import { openLibrary, shippedPolicies } from '../../policy/shipped.ts';
import { policyHtml } from '../../report/policy/html.ts';
import { policyJson } from '../../report/policy/json.ts';
import { policyMarkdown } from '../../report/policy/markdown.ts';
import { policyText } from '../../report/policy/text.ts';
import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';
import { terminalOf } from '../terminal.ts';

type Flags = Readonly<Record<string, unknown>>;

/** `baoxiao policy show POLICY`: a policy the way a person would explain it. */
export async function policyShowCommand(
  words: readonly string[],
  flags: Flags,
  context: Context,
): Promise<number> {
  const library = openLibrary(flags.policies as string[] | undefined);
  const policy = await findPolicy(words, library);
  const page = await pageOf(policy, flags.date as string | undefined, library);
  deliver(await rendered(page, flags, context), flags.out, context);
  return EXIT.done;
}

async function pageOf(policy: Policy, date: string | undefined, library: Library): Promise<PolicyPage> {
  const today = localToday();
  const version = date === undefined ? versionFor(policy, today) : versionOn(policy, date);
  // A day within the version: that asked for, today, or its last or first one.
  const until = version.to !== undefined && version.to < today ? version.to : today;
  const on = date ?? (until < version.from ? version.from : until);
  const national = await library.national();
  const regions = await loadRegions();
  return explainPolicy({
    policy,
    version,
    ...(national && { national: { policy: national, version: versionFor(national, on) } }),
    around: await aroundOf(policy, on, library),
    date: on,
    place: placeName(policy, regions),
    appliesIn: policy.appliesIn === 'all' ? [] : policy.appliesIn.map((code) => nameOf(code, regions)),
    own: isOwn(policy, library, resolve(shippedPolicies())),
  });
}

/** The province's policy of the same scheme, as far as it applies in the place. */
async function aroundOf(policy: Policy, date: string, library: Library): Promise<Dated[]> {
  const [code = '', scheme = ''] = policy.id.split('/');
  if (policy.kind !== 'scheme') return [];
  const found: Dated[] = [];
  for await (const other of library.applying(code, scheme))
    if (other.id !== policy.id) found.push({ policy: other, version: versionFor(other, date) });
  return found;
}

function nameOf(code: string, regions: RegionIndex): Text {
  const region = regions.byCode(code);
  return region ? { zh: region.name, en: region.english } : same(code);
}

async function rendered(page: PolicyPage, flags: Flags, context: Context): Promise<string> {
  const { lang } = context;
  switch (flags.format) {
    case 'md':
      return policyMarkdown(page, lang);
    case 'json':
      return JSON.stringify(policyJson(page, lang), null, 2);
    case 'html':
      return policyHtml(page, lang);
    default:
      return policyText(page, { lang, ...(await terminalOf(flags, context)) });
  }
}
