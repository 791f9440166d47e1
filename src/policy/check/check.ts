import type { Problems } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { addDays } from '../../grammar/days.ts';
import type { EligibilityRule } from '../../rules/refusal.ts';
import { scalarsUnder, type Tree } from '../../source/tree.ts';
import type { Policy, Version } from '../policy.ts';
import { checkLines } from './lines.ts';
import { type Report, reportInto } from './report.ts';
import { checkSourceNames, SourceCheck } from './sources.ts';
import { checkDiseases, checkWording, knowPart } from './terms.ts';

/**
 * Checks a policy as a whole, after its grammar: names that refer to something, sources that exist and are used, figures
 * that have one, versions that do not overlap. Adds to the problems; says nothing else.
 * @param tree what the policy was read from, perhaps only in part
 */
export function checkPolicy(policy: Policy, tree: Tree, problems: Problems): void {
  const error = reportInto(policy, problems);
  const sources = new SourceCheck(policy, tree, error);
  checkSourceNames(policy, tree, problems);
  checkDates(policy, error);
  checkWording(policy, error);
  for (const version of policy.versions) {
    checkVersion(policy, tree, version, error);
    sources.version(version);
    checkMonths(version, error);
  }
  sources.parameters();
  sources.unused();
}

function checkVersion(policy: Policy, tree: Tree, version: Version, error: Report): void {
  checkLines(policy, tree, version, error);
  for (const rule of version.eligibility) checkSilent(policy, rule, error);
  for (const rule of version.eligibility) checkDiseases(policy, rule.when, rule.origin, error);
  for (const [tag, figure] of Object.entries(version.partAdvance))
    knowPart(policy, tag, figure.origin, error);
  checkCaps(tree, version, error);
}

/** The lines that a shared cap names, whether or not they could be read. */
function checkCaps(tree: Tree, { lines, caps }: Version, error: Report): void {
  const ids = lines.map((line) => line.id);
  const written = new Set(scalarsUnder(tree, 'line').map(({ text }) => text));
  for (const cap of caps) {
    for (const id of cap.lines === 'all' ? [] : cap.lines) {
      if (ids.includes(id) || written.has(id)) continue;
      const [zh, en] = [`caps：没有支付项“${id}”`, `caps: there is no line “${id}”`];
      error('UNKNOWN_LINE', zh, en, cap.origin, didYouMean(id, ids));
    }
  }
}

function checkDates(policy: Policy, error: Report): void {
  for (const [index, version] of policy.versions.entries()) {
    const next = policy.versions[index + 1];
    if (!next) continue;
    if (version.to === undefined || version.to >= next.from) {
      error(
        'VERSIONS_OVERLAP',
        `${version.from} 起的版本与 ${next.from} 起的版本重叠`,
        `the versions from ${version.from} and from ${next.from} overlap`,
        next.origin,
        {
          zh: `给前一版本写上 to: ${addDays(next.from, -1)}`,
          en: `give the earlier one \`to: ${addDays(next.from, -1)}\``,
        },
      );
    }
  }
}

/** A month in which a year turns would be counted in two halves. */
function checkMonths({ lines, yearFrom }: Version, error: Report): void {
  if (yearFrom.endsWith('-01')) return;
  for (const { id, cap, origin } of lines) {
    if (cap?.per !== 'month') continue;
    error(
      'YEAR_IN_MONTH',
      `${id}：按月封顶，年度却从 ${yearFrom} 起，在月中换年度`,
      `${id} has a cap per month, and the year turns within one, on ${yearFrom}`,
      origin,
      {
        zh: '年度从某月 1 日起，或不按月封顶',
        en: 'begin the year on the first of a month, or use no cap per month',
      },
    );
  }
}

/** What is said where a place is silent is for all places, and takes no money. */
function checkSilent(
  { kind }: Policy,
  { whereSilent, outcome, origin }: EligibilityRule,
  error: Report,
): void {
  if (whereSilent.length === 0 || (kind === 'national' && outcome !== 'not_covered')) return;
  error(
    'WHERE_SILENT',
    'where_silent 只用于 national.yaml 里的提示（outcome: notice 或 reduced）',
    '`where_silent` is for notices in national.yaml (`outcome: notice` or `reduced`)',
    origin,
  );
}
