import type { Check, Rule } from '../check.ts';
import { MOST } from '../observe.ts';

const TOO_MANY_COMBINATIONS: Rule = {
  code: 'TOO_MANY_COMBINATIONS',
  severity: 'warning',
  what: 'A version tells more combinations of circumstances apart than are tried (50,000).',
  why: 'Holes are looked for in those only, and nothing is called unused.',
  example: 'tables and conditions over eight fields at once',
  mend: {
    zh: '把互不相干的规则写成不同的版本、支付项或政策',
    en: 'write rules that have nothing to do with each other as different lines or policies',
  },
};

/** A search that was cut short says so: silence would look like «nothing found». */
export const tooMany: Check = {
  rules: [TOO_MANY_COMBINATIONS],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      if (subject.observed(version).complete) continue;
      report(TOO_MANY_COMBINATIONS, version.origin, {
        zh: `情形超过 ${MOST} 种，只试了这么多`,
        en: `there are more than ${MOST} combinations; only so many were tried`,
      });
    }
  },
};
