import { ALL_INSURANCES } from '../codes/insurances.ts';
import { BaoxiaoError, fail } from '../diagnostics/diagnostic.ts';
import { same } from '../diagnostics/text.ts';
import { inherit } from '../grammar/words.ts';
import type { Lifetime } from '../rules/lifetime.ts';
import { type EligibilityQuestion, missingCover } from './eligibility-question.ts';
import type { LifetimeAnswer } from './eligibility-result.ts';
import { type Answering, type Rules, ruleHolds, rulesOn } from './eligibility-rules.ts';

interface Deciding extends Rules {
  readonly rule: Lifetime;
  /** Whether the rule is still to come on the day asked about. */
  readonly toCome: boolean;
}

/** Whether benefits last for life. @throws BaoxiaoError where a rule needs years that were not given */
export async function lifetimeAnswer(answering: Answering): Promise<LifetimeAnswer> {
  const { question, used, notices } = answering;
  const { given, today } = question;
  const date = String(given.get('retires_on') ?? given.get('paid_on') ?? today);
  const found = await deciding(answering, date);
  if (!found) return yearByYear(question);
  const { policy, version, rule, toCome } = found;
  const missing = yearsMissing(rule, question);
  used.push({ policy, origin: inherit(version.origin, rule.origin), date });
  if (toCome)
    notices.push({
      code: 'LIFETIME_RULE_TO_COME',
      severity: 'warning',
      message: {
        zh: `这些年数从 ${rule.from} 起适用；${date} 适用的年数没有写明，这里按将来的年数比较`,
        en: `these years are asked for from ${rule.from} on; those asked for on ${date} are not stated, so the years to come are compared`,
      },
    });
  return {
    lifetime: missing === 0 ? true : toCome ? 'unknown' : false,
    yearsMissing: missing,
    ...(rule.shortfall && { shortfall: rule.shortfall }),
    rule: rule.rule,
  };
}

async function deciding(answering: Answering, date: string): Promise<Deciding | undefined> {
  for await (const { policy, version } of rulesOn(answering, date, ({ lifetime }) => lifetime.length > 0)) {
    const rules = version.lifetime.filter((rule) => ruleHolds(rule, answering.question));
    const begun = rules.filter(({ from = '' }) => from <= date);
    // Of those that began on one day the first in the file.
    const [last] = [...begun].sort(({ from: a = '' }, { from: b = '' }) => (a > b ? -1 : a < b ? 1 : 0));
    const [next] = [...rules].sort(({ from: a = '' }, { from: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
    const rule = last ?? next;
    if (rule) return { policy, version, rule, toCome: last === undefined };
  }
  return undefined;
}

/** Years still to be paid; a further year of payment counts towards both. */
function yearsMissing(rule: Lifetime, { given }: EligibilityQuestion): number {
  const needed = ['years', ...(rule.paid === undefined ? [] : ['paid_years'])];
  const absent = needed.filter((field) => !given.has(field));
  if (absent.length > 0) throw new BaoxiaoError(absent.map(missingCover));
  const years = Number(given.get('years'));
  const paid = Number(given.get('paid_years') ?? years);
  if (paid > years)
    fail({
      code: 'YEARS_CONTRADICT',
      message: {
        zh: `实际缴费 ${paid} 年多于累计 ${years} 年`,
        en: `${paid} years really paid are more than ${years} in all`,
      },
      field: 'paid_years',
      value: String(paid),
    });
  const inAll = given.get('sex') === 'male' ? rule.male : rule.female;
  return Math.max(0, inAll - years, (rule.paid ?? 0) - paid);
}

function yearByYear({ insurance }: EligibilityQuestion): LifetimeAnswer {
  const label = ALL_INSURANCES.find(insurance)?.label ?? same(insurance);
  return {
    lifetime: false,
    rule: {
      zh: `${label.zh}逐年缴费，没有终身待遇的规则`,
      en: `${label.en} is paid year by year; there is no lifetime rule`,
    },
  };
}
