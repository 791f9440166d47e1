import { INSURANCES } from '../codes/tables.ts';
import { BaoxiaoError, fail } from '../diagnostics/diagnostic.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { inherit, type Origin } from '../grammar/words.ts';
import { type Library, versionOn } from '../policy/library.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { Circumstances } from '../rules/circumstances.ts';
import { holds } from '../rules/condition.ts';
import { coverDate } from '../rules/cover.ts';
import type { EligibilityResult } from './eligibility-result.ts';
import { type FormerPlace, formerNotice } from './former-place.ts';
import type { Notice } from './notices.ts';

/** What is asked about a person's cover. Years are whole. */
export interface EligibilityQuestion {
  readonly insurance: string;
  /** Code of the insured place; without one, the rules that hold everywhere. */
  readonly region?: string;
  /** What that place was called by, where that is no more. */
  readonly former?: FormerPlace;
  /** ISO date of the payment. */
  readonly paidOn?: string;
  readonly sex?: 'male' | 'female';
  readonly years?: number;
  readonly paidYears?: number;
  /** ISO date of the question, for the version of the rules when nothing was paid. */
  readonly today: string;
}

interface Rules {
  readonly policy: Policy;
  readonly version: Version;
}

/**
 * When cover starts, and whether benefits last for life.
 * @throws BaoxiaoError where there is no rule, or a needed answer is missing
 */
export async function eligibility(
  question: EligibilityQuestion,
  library: Library,
): Promise<EligibilityResult> {
  const date = question.paidOn ?? question.today;
  const used: { policy: Policy; origin: Origin }[] = [];
  const cover =
    question.paidOn === undefined ? undefined : await coverStart(question, question.paidOn, library, used);
  const life = question.sex === undefined ? undefined : await lifetime(question, date, library, used);
  if (!cover && !life) {
    throw new BaoxiaoError([
      missing('paid_on', '缴费日期（--paid-on）', 'the date of payment is missing (--paid-on)'),
    ]);
  }
  return {
    ...(cover && { coveredFrom: cover.from }),
    rule: cover?.rule ?? life?.rule ?? same(''),
    ...(life && { lifetime: life.lifetime, lifetimeRule: life.rule }),
    ...(life?.yearsMissing !== undefined && { yearsMissing: life.yearsMissing }),
    notices: [...formerNotices(question, date), ...noticesOf(used), ...(life?.notices ?? [])],
    rules: used,
    sources: sourcesOf(used),
  };
}

/** Said where the place was named by what is no more. */
function formerNotices({ former }: EligibilityQuestion, date: string): Notice[] {
  const notice = former && formerNotice(former, date);
  return notice ? [notice] : [];
}

type Used = { policy: Policy; origin: Origin }[];

/** The place's own rules where it has any, else those that hold everywhere. */
async function rulesFor(
  question: EligibilityQuestion,
  date: string,
  library: Library,
  has: (version: Version) => boolean,
): Promise<Rules | undefined> {
  const own =
    question.region === undefined ? undefined : await library.find(question.region, question.insurance);
  // A place without rules of its own on this follows those that hold everywhere.
  if (own?.versions.some(has)) return { policy: own, version: versionOn(own, date) };
  const national = await library.national();
  const version = national && versionOn(national, date);
  return national && version && has(version) ? { policy: national, version } : undefined;
}

async function coverStart(
  question: EligibilityQuestion,
  paidOn: string,
  library: Library,
  used: Used,
): Promise<{ from: string; rule: Text }> {
  const found = await rulesFor(question, paidOn, library, (version) => version.coverStart.length > 0);
  const numbers = new Map([['paid_month', Number(paidOn.slice(5, 7))]]);
  const circumstances = new Circumstances(new Map([['insurance', [question.insurance]]]), numbers, true);
  const rule = found?.version.coverStart.find(
    ({ when }) => when === undefined || holds(when, circumstances) === true,
  );
  if (!found || !rule) {
    const label = INSURANCES.find(question.insurance)?.label ?? same(question.insurance);
    return fail({
      code: 'NO_COVER_RULE',
      message: {
        zh: `没有${label.zh}待遇起始的规则`,
        en: `there is no rule on when cover starts for ${label.en}`,
      },
      field: 'insurance',
      value: question.insurance,
    });
  }
  used.push({ policy: found.policy, origin: inherit(found.version.origin, rule.origin) });
  return { from: coverDate(rule, paidOn), rule: rule.rule };
}

interface Life {
  readonly lifetime: boolean;
  readonly yearsMissing?: number;
  readonly rule: Text;
  readonly notices: readonly Notice[];
}

async function lifetime(
  question: EligibilityQuestion,
  date: string,
  library: Library,
  used: Used,
): Promise<Life> {
  const found = await rulesFor(question, date, library, (version) => version.lifetime !== undefined);
  const rule = found?.version.lifetime;
  const circumstances = new Circumstances(new Map([['insurance', [question.insurance]]]), new Map(), true);
  if (!found || !rule || (rule.when && holds(rule.when, circumstances) !== true)) {
    const label = INSURANCES.find(question.insurance)?.label ?? same(question.insurance);
    return {
      lifetime: false,
      rule: {
        zh: `${label.zh}逐年缴费，没有终身待遇的规则`,
        en: `${label.en} is paid year by year; there is no lifetime rule`,
      },
      notices: [],
    };
  }
  const { years, paidYears, sex } = question;
  if (years === undefined || paidYears === undefined) {
    const problems = [
      ...(years === undefined
        ? [missing('years', '累计缴费年数（--years）', 'the years in all are missing (--years)')]
        : []),
      ...(paidYears === undefined
        ? [
            missing(
              'paid_years',
              '实际缴费年数（--paid-years）',
              'the years really paid are missing (--paid-years)',
            ),
          ]
        : []),
    ];
    throw new BaoxiaoError(problems);
  }
  if (paidYears > years) {
    fail({
      code: 'YEARS_CONTRADICT',
      message: {
        zh: `实际缴费 ${paidYears} 年多于累计 ${years} 年`,
        en: `${paidYears} years really paid are more than ${years} in all`,
      },
      field: 'paid_years',
      value: String(paidYears),
    });
  }
  used.push({ policy: found.policy, origin: inherit(found.version.origin, rule.origin) });
  // A further year of payment counts towards both.
  const yearsMissing = Math.max(0, (sex === 'male' ? rule.male : rule.female) - years, rule.paid - paidYears);
  return { lifetime: yearsMissing === 0, yearsMissing, rule: rule.rule, notices: [] };
}

function missing(field: string, zh: string, en: string) {
  return { code: 'MISSING_FIELD', severity: 'error' as const, message: { zh: `缺少${zh}`, en }, field };
}

function noticesOf(used: Used): Notice[] {
  const notices: Notice[] = [];
  for (const { policy, origin } of used) {
    const note = origin.note;
    if (origin.basis && origin.basis !== 'stated') {
      const kind = origin.basis === 'assumed' ? ['假设', 'assumed'] : ['推断', 'inferred'];
      notices.push({
        code: origin.basis === 'assumed' ? 'FIGURE_ASSUMED' : 'FIGURE_INFERRED',
        severity: 'info',
        message: {
          zh: `这条规则是${kind[0]}${note ? `：${note.zh}` : ''}`,
          en: `this rule is ${kind[1]}${note ? `: ${note.en}` : ''}`,
        },
      });
    } else if (note) notices.push({ code: 'POLICY_NOTE', severity: 'info', message: note });
    const grade = origin.source && policy.sources[origin.source]?.grade;
    if (grade && grade !== 'official') {
      const message = {
        zh: '规则来源不是正式文件，仅供参考',
        en: 'the rule does not come from an official text; for information only',
      };
      if (!notices.some((notice) => notice.code === 'SOURCE_GRADE'))
        notices.push({ code: 'SOURCE_GRADE', severity: 'info', message });
    }
  }
  return notices;
}

function sourcesOf(used: Used): EligibilityResult['sources'] {
  const found = used.flatMap(({ policy, origin }) => {
    const source = origin.source === undefined ? undefined : policy.sources[origin.source];
    return source && origin.source !== undefined ? [{ id: origin.source, ...source }] : [];
  });
  return found.filter((source, index) => found.findIndex((other) => other.id === source.id) === index);
}
