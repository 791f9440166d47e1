import { fieldOf } from '../../claim/fields.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import type { Part } from '../../engine/resolve-input.ts';
import { inherit, type Origin } from '../../grammar/words.ts';
import { GRADES, type Policy, type Version } from '../../policy/policy.ts';
import { toldBy } from '../../policy/told.ts';
import { Circumstances } from '../../rules/circumstances.ts';
import { fieldsOf, holds } from '../../rules/condition.ts';
import { NUMBER_FIELDS } from '../../rules/condition-fields.ts';
import type { CoverStart } from '../../rules/cover.ts';
import type { Lifetime } from '../../rules/lifetime.ts';
import type { Check, Report, Rule } from '../check.ts';
import { same } from '../same.ts';
import type { Subject } from '../subject.ts';

const NATIONAL_RULE_AGAIN: Rule = {
  code: 'NATIONAL_RULE_AGAIN',
  severity: 'warning',
  what: 'A rule of eligibility, of cover or of lifetime entitlement says what national.yaml says for everyone, from no better a source.',
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
  what: 'A rule on when cover starts decides for nobody: an earlier one does.',
  why: 'The day of the earlier rule is given where this one is meant.',
  example: 'cover_start: [{ start: next_month, … }, { when: { paid_month: 9..11 }, start: next_year, … }]',
  mend: {
    zh: '把范围小的规则写在前面',
    en: 'write the narrower rule first',
  },
};

/** Rules on cover: those that never decide, and those that only repeat what holds everywhere. */
export const nationalAgain: Check = {
  rules: [NATIONAL_RULE_AGAIN, COVER_NEVER_USED],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      coverUsed(subject, version, report);
      const national = subject.nationalOn(version.from);
      if (!national) continue;
      for (const rule of version.eligibility) {
        const { when, outcome, accounts } = rule;
        const twin = national.version.eligibility.find(
          (other) =>
            other.whereSilent.length === 0 &&
            same([other.when, other.outcome, other.accounts], [when, outcome, accounts]),
        );
        if (twin) again(rule.code, rule, report);
      }
      startsAgain(subject, version, national, report);
      lifetimesAgain(subject, version, national, report);
    }
  },
};

type Ruled = Pick<CoverStart | Lifetime, 'origin'>;

function again(name: string, { origin }: Ruled, report: Report): void {
  report(NATIONAL_RULE_AGAIN, origin, {
    zh: `${name}：全国通用规则已经这样规定`,
    en: `${name}: the rules that hold everywhere say the same`,
  });
}

function startsAgain(subject: Subject, version: Version, national: Part, report: Report): void {
  const [first] = version.coverStart;
  const tried = [...circumstances(subject, [version, national.version])];
  const says = (rule: CoverStart): unknown => [
    rule.start,
    rule.months,
    rule.day,
    rule.until?.day,
    rule.makeUp,
  ];
  const alike = tried.every((known) => {
    const own = decider(version, known);
    const other = decider(national.version, known);
    return (
      !own ||
      (other && same(says(own), says(other)) && !isBetter(subject.policy, version, own, national, other))
    );
  });
  if (first && alike) again('cover_start', first, report);
}

function lifetimesAgain({ policy }: Subject, version: Version, national: Part, report: Report): void {
  const says = ({ from, male, female, paid, shortfall }: Lifetime): unknown => [
    from,
    male,
    female,
    paid,
    shortfall,
  ];
  for (const own of version.lifetime) {
    const twin = national.version.lifetime.find((other) => same(says(other), says(own)));
    if (twin && !isBetter(policy, version, own, national, twin)) again('lifetime', own, report);
  }
}

/** Whether a place's own rule rests on a better source: then it is worth having though it says the same. */
function isBetter(policy: Policy, version: Version, own: Ruled, national: Part, other: Ruled): boolean {
  const rank = (of: Policy, { source }: Origin): number => {
    const grade = source === undefined ? undefined : of.sources[source]?.grade;
    return grade === undefined ? GRADES.length : GRADES.indexOf(grade);
  };
  const there = inherit(national.version.origin, other.origin);
  return rank(policy, inherit(version.origin, own.origin)) < rank(national.policy, there);
}

function decider({ coverStart }: Version, known: Circumstances): CoverStart | undefined {
  return coverStart.find(({ when }) => when === undefined || holds(when, known) === true);
}

/** Every combination of circumstances that rules on the start of cover tell apart. */
function* circumstances({ policy }: Subject, versions: readonly Version[]): Generator<Circumstances> {
  const [, scheme] = policy.id.split('/');
  const schemes = policy.kind === 'scheme' && scheme !== undefined ? [scheme] : INSURANCES.ids;
  const conditions = versions.flatMap(({ coverStart }) => coverStart.flatMap(({ when }) => when ?? []));
  const fields = [...new Set(conditions.flatMap(fieldsOf))].filter((field) => field !== 'insurance');
  const edges = toldBy(versions.map(({ coverStart }) => ({ ...NOTHING, coverStart }))).edges;
  const choices = fields.map((field): Choice[] => {
    const { table } = NUMBER_FIELDS.includes(field) ? {} : fieldOf(field);
    if (table) return table.ids.map((word) => ({ field, word }));
    // The beginning of each stretch that is told apart.
    const numbers = [...(edges.get(field) ?? [])];
    const [first, last] = field === 'paid_month' ? [1, 12] : [0, Number.MAX_SAFE_INTEGER];
    return [...new Set([first, ...numbers])]
      .filter((number) => number <= last)
      .map((number) => ({ field, number }));
  });
  for (const insurance of schemes)
    for (const chosen of combinations(choices)) {
      const words = chosen.flatMap(({ field, word }) =>
        word === undefined ? [] : [[field, [word]] as const],
      );
      const numbers = chosen.flatMap(({ field, number }) =>
        number === undefined ? [] : [[field, number] as const],
      );
      yield new Circumstances(new Map([['insurance', [insurance]], ...words]), new Map(numbers), true);
    }
}

interface Choice {
  readonly field: string;
  readonly word?: string;
  readonly number?: number;
}

const NOTHING: Version = {
  from: '',
  yearFrom: '01-01',
  origin: {},
  partAdvance: {},
  eligibility: [],
  lines: [],
  caps: [],
  personalAccount: 'person_part',
  coverStart: [],
  lifetime: [],
  notes: [],
};

function* combinations(choices: readonly (readonly Choice[])[]): Generator<readonly Choice[]> {
  const [first, ...rest] = choices;
  if (!first) yield [];
  for (const choice of first ?? []) for (const others of combinations(rest)) yield [choice, ...others];
}

function coverUsed(subject: Subject, version: Version, report: Report): void {
  if (version.coverStart.length === 0) return;
  const used = new Set([...circumstances(subject, [version])].map((known) => decider(version, known)));
  for (const rule of version.coverStart) {
    if (used.has(rule)) continue;
    report(COVER_NEVER_USED, rule.origin, {
      zh: `“${rule.rule.zh}”永远用不到`,
      en: `“${rule.rule.en}” never decides`,
    });
  }
}
