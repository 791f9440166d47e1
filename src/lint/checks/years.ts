import type { Policy, Version } from '../../policy/policy.ts';
import type { Tree } from '../../source/tree.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Spot } from '../spot.ts';
import type { Subject } from '../subject.ts';

const YEAR_CUT: Rule = {
  code: 'YEAR_CUT',
  severity: 'warning',
  what: 'A version changes the year in the midst of a year, of the old kind and of the new.',
  why: 'Both years are cut: what the old one holds does not count in the new one. Places change their year at its turn.',
  example: 'year_from: 07-01 in a version from: 2025-03-01, after a version of calendar years',
  mend: {
    zh: '让版本从新年度（或旧年度）的第一天起，或核对 year_from',
    en: 'begin the version on the first day of the new year or of the old one, or check `year_from`',
  },
};
const YEAR_NO_USE: Rule = {
  code: 'YEAR_NO_USE',
  severity: 'warning',
  what: '`year_from` is written where nothing is counted yearly.',
  why: 'It changes no result; mostly a `per: year` was forgotten.',
  example: 'year_from: 07-01 with cap: { per: settlement, … } and no other rule of the year',
  mend: {
    zh: '删去 year_from，或补上 per: year',
    en: 'remove `year_from`, or write the `per: year` that is missing',
  },
};

/** The years in which a policy counts. That the day exists is seen on loading. */
export const years: Check = {
  rules: [YEAR_CUT, YEAR_NO_USE],
  policy(subject, report) {
    const { policy, places } = subject;
    for (const [index, version] of policy.versions.entries()) {
      const before = policy.versions[index - 1];
      if (before) cut(before, version, places.key(version.origin, 'year_from'), report);
    }
    unused(subject, report);
  },
};

function cut(before: Version, version: Version, spot: Spot, report: Report): void {
  if (before.yearFrom === version.yearFrom) return;
  const day = version.from.slice(5);
  if (day === before.yearFrom || day === version.yearFrom) return;
  report(YEAR_CUT, spot, {
    zh: `${version.from} 不是年度的第一天：旧年度从 ${before.yearFrom}、新年度从 ${version.yearFrom} 起`,
    en: `${version.from} is no first day of a year: they begin on ${before.yearFrom}, then on ${version.yearFrom}`,
  });
}

function unused(subject: Subject, report: Report): void {
  const { policy, places } = subject;
  const idle = (version: Version): boolean => !countsYearly(subject.versionTree(version));
  for (const version of policy.versions) {
    const written = places.map(version.origin)?.entries.find(({ key }) => key === 'year_from');
    if (written && idle(version)) report(YEAR_NO_USE, written.keyPlace, SAID);
  }
  const head = subject.head('year_from');
  if (head && ofHead(subject, policy).every(idle)) report(YEAR_NO_USE, head.place, SAID);
}

const SAID = { zh: '没有按年度累计的规则', en: 'no rule counts by the year' };

/** Versions that the head's day holds for. */
function ofHead({ places }: Subject, { versions }: Policy): Version[] {
  return versions.filter(({ origin }) => !places.map(origin)?.entries.some(({ key }) => key === 'year_from'));
}

/** Whether something in a version is counted over the year: amounts, payments for a disease, admissions. */
function countsYearly(tree: Tree | undefined): boolean {
  if (tree === undefined || tree.kind === 'scalar') return false;
  if (tree.kind === 'list') return tree.items.some(countsYearly);
  return tree.entries.some(({ key, value }) => {
    const word = value.kind === 'scalar' ? value.text : '';
    if (key === 'admission' || (key === 'each' && word === 'admission')) return true;
    return (key === 'per' && (word === 'year' || word === 'disease')) || countsYearly(value);
  });
}
