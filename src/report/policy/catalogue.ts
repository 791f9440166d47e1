import { loadRegions, type RegionIndex } from '../../codes/regions.ts';
import type { Text } from '../../diagnostics/text.ts';
import { explainPolicy } from '../../overview/explain.ts';
import { placeName } from '../../overview/find.ts';
import type { PolicyPage } from '../../overview/page.ts';
import type { Library } from '../../policy/library.ts';
import type { Policy, Version } from '../../policy/policy.ts';
import { escapeMarkdown } from '../markdown.ts';
import { say } from '../say.ts';
import { GRADE_WORDS } from '../words.ts';
import { countsText, spanText } from './words.ts';

/** What the library models and what it leaves out, policy by policy, as Markdown in both languages. */
export async function catalogue(library: Library): Promise<string> {
  const regions = await loadRegions();
  const national = await library.national();
  const all = [...(national ? [national] : []), ...(await library.all())];
  const parts: string[] = [HEAD];
  let place = '';
  for (const policy of all) {
    const name = both(placeName(policy, regions));
    if (name !== place) parts.push(`## ${name}`);
    place = name;
    parts.push(policyPart(policy, regions));
  }
  return `${parts.join('\n\n')}\n`;
}

const HEAD = `# Policies: what is modelled, and what is left out

Made from the policy files by \`node scripts/policies.mjs\`; do not edit. 由政策文件生成，不要手工修改。
\`baoxiao policy list\` shows the same library as a table, \`baoxiao policy show ID\` explains one policy with all its figures.
A figure is stated in its source, inferred from it, assumed by us, or not stated; a claim that needs one that is not stated is refused.`;

function policyPart(policy: Policy, regions: RegionIndex): string {
  const pages = policy.versions.map((version) => pageOf(policy, version, regions));
  return [
    `### ${both(policy.title)}`,
    [`\`${policy.id}\` · checked until ${policy.checked} 核对到`, ...pages.map(versionLine)].join('  \n'),
    ...bullets('Sources 来源', sourcesOf(policy)),
    ...bullets('Left out, and worth knowing 没有计入的和应当知道的', notesOf(policy)),
    ...bullets('Not stated 未载明', unstatedOf(pages)),
  ].join('\n\n');
}

function pageOf(policy: Policy, version: Version, regions: RegionIndex): PolicyPage {
  return explainPolicy({
    policy,
    version,
    around: [],
    date: version.from,
    place: placeName(policy, regions),
    appliesIn: [],
    own: false,
  });
}

/** `2025-01-01 起: 住院 (基本医保统筹基金); 41 figures: …`. */
function versionLine({ version, cares, counts }: PolicyPage): string {
  const kinds = cares.map(({ care, payers }) => {
    const zh = `${say(care, 'zh')}（${payers.map((payer) => say(payer, 'zh')).join(' → ')}）`;
    return `${escapeMarkdown(zh)} ${escapeMarkdown(say(care, 'en'))}`;
  });
  if (version.coverStart.length + version.lifetime.length > 0)
    kinds.push('待遇从何时起、终身待遇 when cover starts and whether it lasts');
  const what = kinds.length > 0 ? `${kinds.join('; ')}; ` : '';
  return `**${spanText(version, 'en')}**: ${what}${countsText(counts, 'en')}`;
}

function sourcesOf({ sources }: Policy): string[] {
  return Object.values(sources).map(({ title, publisher, number, date, url, grade }) => {
    const parts = [title, publisher, number].flatMap((text) => (text ? [both(text)] : []));
    const rest = [...(date === undefined ? [] : [date]), ...(url === undefined ? [] : [`<${url}>`])];
    return `**${GRADE_WORDS[grade].en}** ${GRADE_WORDS[grade].zh}: ${[...parts, ...rest].join(', ')}`;
  });
}

/** The notes of all versions, each once. */
function notesOf({ versions }: Policy): string[] {
  const notes = versions.flatMap(({ origin, notes: own }) => [...(origin.note ? [origin.note] : []), ...own]);
  return [...new Set(notes.map(both))];
}

function unstatedOf(pages: readonly PolicyPage[]): string[] {
  const found = pages.flatMap(({ notStated }) =>
    notStated.map(({ key, name }) => `${both(name)} \`${key}\``),
  );
  return [...new Set(found)];
}

function bullets(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, lines.map((line) => `- ${line}`).join('\n')];
}

/** The Chinese text, and the English one where it is another. */
function both(text: Text): string {
  const [zh, en] = [escapeMarkdown(say(text, 'zh')), escapeMarkdown(say(text, 'en'))];
  return zh === en ? zh : `${zh} · ${en}`;
}
