import type { Condition } from '../../rules/condition.ts';
import type { Check, Report, Rule } from '../check.ts';
import { same } from '../same.ts';
import type { Spot } from '../spot.ts';

const RULE_TWICE: Rule = {
  code: 'RULE_TWICE',
  severity: 'warning',
  what: 'Two rules of eligibility, two refusals, or two adjustments of one kind have the same condition.',
  why: 'A rule was copied and its condition was not changed; an adjustment works twice.',
  example: 'adjust: [{ when: { status: retired }, points: +5% }, { when: { status: retired }, points: +5% }]',
  mend: { zh: '改其中一条的条件，或删去一条', en: 'change the condition of one of them, or remove it' },
};

/** Rules that say their condition a second time. */
export const rulesTwice: Check = {
  rules: [RULE_TWICE],
  policy({ policy }, report) {
    for (const version of policy.versions) {
      twice(
        version.eligibility,
        ({ when, outcome, code }) => [when, outcome, outcome === 'notice' && code],
        report,
      );
      for (const { refuse, adjust, deductible } of version.lines) {
        twice(refuse, (rule) => [rule.when], report);
        twice(adjust, (step) => [step.when, step.kind, step.part], report);
        twice(deductible?.adjust ?? [], (step) => [step.when, step.kind], report);
      }
    }
  },
};

function twice<T extends { readonly when?: Condition; readonly origin: Spot }>(
  rules: readonly T[],
  key: (rule: T) => unknown,
  report: Report,
): void {
  for (const [index, rule] of rules.entries()) {
    const before = rules.slice(0, index).find((other) => same(key(other), key(rule)));
    if (before && rule.when)
      report(RULE_TWICE, rule.origin, {
        zh: `条件与第 ${before.origin.line} 行的相同`,
        en: `it has the condition of line ${before.origin.line}`,
      });
  }
}
