import { INSURANCES } from '../../codes/tables.ts';
import type { Version } from '../../policy/policy.ts';
import { Circumstances } from '../../rules/circumstances.ts';
import { holds } from '../../rules/condition.ts';
import type { CoverStart, Lifetime } from '../../rules/cover.ts';
import type { Check, Report, Rule } from '../check.ts';
import { same } from '../same.ts';
import type { Subject } from '../subject.ts';

const NATIONAL_RULE_AGAIN: Rule = {
  code: 'NATIONAL_RULE_AGAIN',
  severity: 'warning',
  what: 'A rule of eligibility, of cover or of lifetime entitlement says what national.yaml says for everyone.',
  why: 'When the national rule is mended, this copy stays as it was.',
  example: 'cover_start: [{ when: { insurance: employee }, start: next_month, rule: … }]',
  mend: {
    zh: '删去它；全国通用规则已经这样规定',
    en: 'remove it; the rules that hold everywhere say so already',
  },
};
const COVER_NEVER_USED: Rule = {
  code: 'COVER_NEVER_USED',
  severity: 'warning',
  what: 'A rule on when cover starts decides for nobody: an earlier one does, or it looks at what is not known then.',
  why: 'The day of the earlier rule is given where this one is meant.',
  example: 'cover_start: [{ start: next_month, … }, { when: { paid_month: 9..11 }, start: next_year, … }]',
  mend: {
    zh: '把范围小的规则写在前面；条件只能看 insurance 和 paid_month',
    en: 'write the narrower rule first; conditions here know `insurance` and `paid_month` only',
  },
};

/** Rules on cover: those that never decide, and those that only repeat what holds everywhere. */
export const nationalAgain: Check = {
  rules: [NATIONAL_RULE_AGAIN, COVER_NEVER_USED],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      coverUsed(subject, version, report);
      const national = subject.nationalOn(version.from)?.version;
      if (!national) continue;
      for (const rule of version.eligibility) {
        const { when, outcome, accounts } = rule;
        const twin = national.eligibility.find((other) =>
          same([other.when, other.outcome, other.accounts], [when, outcome, accounts]),
        );
        if (twin) again(rule.code, rule, report);
      }
      const own = deciders(subject, version);
      const first = version.coverStart[0];
      if (first && own.every((rule, index) => sameStart(rule, deciders(subject, national)[index])))
        again('cover_start', first, report);
      const [life, general] = [version.lifetime, national.lifetime];
      if (life && general && same(years(life), years(general))) again('lifetime', life, report);
    }
  },
};

function again(name: string, { origin }: Pick<CoverStart, 'origin'>, report: Report): void {
  report(NATIONAL_RULE_AGAIN, origin, {
    zh: `${name}：全国通用规则已经这样规定`,
    en: `${name}: the rules that hold everywhere say the same`,
  });
}

function years({ male, female, paid }: Lifetime): readonly number[] {
  return [male, female, paid];
}

function sameStart(one: CoverStart | undefined, other: CoverStart | undefined): boolean {
  return one?.start === other?.start && one?.months === other?.months;
}

/** Which rule decides, for each scheme of the policy and each month of payment. */
function deciders({ policy }: Subject, { coverStart }: Version): (CoverStart | undefined)[] {
  const [, scheme] = policy.id.split('/');
  const schemes = policy.kind === 'scheme' && scheme !== undefined ? [scheme] : INSURANCES.ids;
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  return schemes.flatMap((insurance) =>
    months.map((month) => {
      const known = new Circumstances(
        new Map([['insurance', [insurance]]]),
        new Map([['paid_month', month]]),
        true,
      );
      return coverStart.find(({ when }) => when === undefined || holds(when, known) === true);
    }),
  );
}

function coverUsed(subject: Subject, version: Version, report: Report): void {
  const deciding = new Set(deciders(subject, version));
  for (const rule of version.coverStart) {
    if (deciding.has(rule)) continue;
    report(COVER_NEVER_USED, rule.origin, {
      zh: `“${rule.rule.zh}”永远用不到`,
      en: `“${rule.rule.en}” never decides`,
    });
  }
}
