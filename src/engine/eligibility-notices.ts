import { isOnePool } from '../codes/place-code.ts';
import type { Policy } from '../policy/policy.ts';
import type { UsedRule } from './eligibility-result.ts';
import type { Notice } from './notices.ts';

/** What qualifies an answer about cover: readings of the text, whose rules they are, old checks, weak sources. */
export function coverNotices(used: readonly UsedRule[], region: string | undefined): Notice[] {
  const notices = used.flatMap(groundNotice);
  const policies = new Map(used.map(({ policy, date }) => [policy, date]));
  for (const [policy, date] of policies) {
    if (region !== undefined) notices.push(...widerNotice(policy, region));
    if (date > policy.checked)
      notices.push({
        code: 'CHECKED_BEFORE',
        severity: 'info',
        message: {
          zh: `${policy.title.zh}核对到 ${policy.checked}，此后有无调整未核对`,
          en: `${policy.title.en} was checked until ${policy.checked}; later changes are not known`,
        },
      });
  }
  const grades = used.map(({ policy, origin }) => origin.source && policy.sources[origin.source]?.grade);
  if (grades.some((grade) => grade && grade !== 'official'))
    notices.push({
      code: 'SOURCE_GRADE',
      severity: 'info',
      message: {
        zh: '规则来源不是正式文件，仅供参考',
        en: 'the rule does not come from an official text; for information only',
      },
    });
  return notices;
}

/** A rule that is a reading of the text says so; what is noted at one that is stated is worth knowing. */
function groundNotice({ origin: { basis, note }, of }: UsedRule): Notice[] {
  if (basis === undefined || basis === 'stated')
    return note ? [{ code: 'POLICY_NOTE', severity: 'info', message: note }] : [];
  const what = of === 'until' ? ['待遇到何时止', 'the end of cover'] : ['这条规则', 'this rule'];
  const kind = basis === 'assumed' ? ['假设', 'assumed'] : ['推断', 'inferred'];
  return [
    {
      code: basis === 'assumed' ? 'FIGURE_ASSUMED' : 'FIGURE_INFERRED',
      severity: 'info',
      message: {
        zh: `${what[0]}是${kind[0]}${note ? `：${note.zh}` : ''}`,
        en: `${what[1]} is ${kind[1]}${note ? `: ${note.en}` : ''}`,
      },
    },
  ];
}

/** Rules of a province, or those that hold everywhere, are not the place's own. */
function widerNotice(policy: Policy, region: string): Notice[] {
  const [code = ''] = policy.id.split('/');
  if (code === region || isOnePool(code)) return [];
  return [
    {
      code: 'RULE_OF_WIDER_PLACE',
      severity: 'info',
      message: {
        zh: `没有收录当地自己的这条规则，这里用的是${policy.title.zh}`,
        en: `there is no rule of the place itself on this here; this one is of: ${policy.title.en}`,
      },
    },
  ];
}
