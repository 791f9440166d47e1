import { addDays } from '../../grammar/days.ts';
import type { Version } from '../../policy/policy.ts';
import type { Tree } from '../../source/tree.ts';
import type { Check, Rule } from '../check.ts';

const VERSION_HOLE: Rule = {
  code: 'VERSION_HOLE',
  severity: 'warning',
  what: 'Between two versions lie days that none covers.',
  why: 'Claims of these days are refused (`DATE_IN_GAP`).',
  example: 'the first version to: 2023-12-30, the next from: 2024-01-01',
  mend: {
    zh: '改 to 或 from，让两个版本首尾相接；确实没有依据的，在后一版本用 gap_before 写明原因',
    en: 'change `to` or `from` so that the versions meet; where no rules are known, say why with `gap_before` in the later one',
  },
};
const VERSION_SAME: Rule = {
  code: 'VERSION_SAME',
  severity: 'warning',
  what: 'A version says word for word what the one before it says.',
  why: 'A version was copied and its figures were not changed, or it is not needed.',
  example: 'two versions that differ in from and to only',
  mend: {
    zh: '改成新的标准；确实没有变化就合并成一个版本',
    en: 'write the new figures; where nothing changed, make one version of the two',
  },
};

/** Versions against each other. Overlaps are found on loading. */
export const versions: Check = {
  rules: [VERSION_HOLE, VERSION_SAME],
  policy(subject, report) {
    const { policy, places } = subject;
    for (const [index, version] of policy.versions.entries()) {
      const before = policy.versions[index - 1];
      if (!before) continue;
      if (before.to !== undefined && addDays(before.to, 1) < version.from && !version.gapBefore) {
        const [from, to] = [addDays(before.to, 1), addDays(version.from, -1)];
        report(VERSION_HOLE, places.key(version.origin, 'from'), {
          zh: `${from}${from === to ? '' : ` 至 ${to}`} 没有版本`,
          en: `no version covers ${from}${from === to ? '' : ` to ${to}`}`,
        });
      }
      const text = (one: Version): string => wordsOf(subject.versionTree(one));
      if (text(before) === text(version))
        report(VERSION_SAME, version.origin, {
          zh: `与 ${before.from} 起的版本逐字相同`,
          en: `word for word the version from ${before.from}`,
        });
    }
  },
};

/** A version as written, its own dates apart. */
function wordsOf(tree: Tree | undefined): string {
  if (tree === undefined) return '';
  if (tree.kind === 'scalar') return JSON.stringify(tree.text);
  if (tree.kind === 'list') return `[${tree.items.map(wordsOf).join(',')}]`;
  return `{${tree.entries.flatMap(({ key, value }) => ((key === 'from' || key === 'to') && value.kind === 'scalar' && /^\d{4}-/.test(value.text) ? [] : [`${key}:${wordsOf(value)}`])).join(',')}}`;
}
