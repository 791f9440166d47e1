import { ALL_INSURANCES } from '../codes/insurances.ts';
import { BaoxiaoError, fail } from '../diagnostics/diagnostic.ts';
import { same } from '../diagnostics/text.ts';
import { inherit } from '../grammar/words.ts';
import type { CoverStart } from '../rules/cover.ts';
import { coverPeriod } from '../rules/cover-days.ts';
import { missingCover } from './eligibility-question.ts';
import type { CoverAnswer } from './eligibility-result.ts';
import { type Answering, type Rules, ruleHolds, rulesOn } from './eligibility-rules.ts';
import type { Notice } from './notices.ts';

interface Deciding extends Rules {
  readonly rule: CoverStart;
}

/** When cover starts after a payment. @throws BaoxiaoError where no rule says so, or one needs more */
export async function coverAnswer(answering: Answering): Promise<CoverAnswer> {
  const { question, used, notices } = answering;
  const paidOn = String(question.given.get('paid_on'));
  const { policy, version, rule } = await deciding(answering, paidOn);
  const origin = inherit(version.origin, rule.origin);
  if (rule.start === 'not_stated') return notStated({ policy, version, rule });
  const born = question.given.get('born');
  const period = coverPeriod(rule, { paidOn, ...(born !== undefined && { born: String(born) }) });
  if (!period) throw new BaoxiaoError([missingCover('born')]);
  used.push({ policy, origin, date: paidOn });
  const { basis, note, source } = rule.until?.origin ?? {};
  if (rule.until && (basis ?? note ?? source) !== undefined)
    used.push({ policy, origin: inherit(origin, rule.until.origin), date: paidOn, of: 'until' });
  if (period.from === undefined) notices.push(mayNeverStart(period.earliest));
  return { ...period, makeUp: rule.makeUp, rule: rule.rule };
}

async function deciding(answering: Answering, paidOn: string): Promise<Deciding> {
  const { question } = answering;
  for await (const { policy, version } of rulesOn(
    answering,
    paidOn,
    ({ coverStart }) => coverStart.length > 0,
  )) {
    const rule = version.coverStart.find((candidate) => ruleHolds(candidate, question));
    if (rule) return { policy, version, rule };
  }
  const label = ALL_INSURANCES.find(question.insurance)?.label ?? same(question.insurance);
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

function notStated({ policy, version, rule }: Deciding): never {
  const { line, column } = inherit(version.origin, rule.origin);
  return fail({
    code: 'FIGURE_NOT_STATED',
    message: {
      zh: `${policy.title.zh}没有写明这种情形的待遇从何时起：${rule.rule.zh}`,
      en: `${policy.title.en} does not say when cover starts here: ${rule.rule.en}`,
    },
    hint: { zh: '请向当地医保经办机构核实', en: 'ask the insurance agency of the place' },
    field: 'cover_start',
    place: { file: policy.file, line: line ?? 1, column: column ?? 1 },
  });
}

/** The year paid for may be over before the wait is. */
function mayNeverStart(earliest: string | undefined): Notice {
  return earliest === undefined
    ? {
        code: 'COVER_NEVER_STARTS',
        severity: 'warning',
        message: {
          zh: '等待期满时所缴年度已经结束，这次缴费不会带来待遇',
          en: 'the year paid for ends before the wait does: this payment gives no cover',
        },
      }
    : {
        code: 'COVER_MAY_NEVER_START',
        severity: 'warning',
        message: {
          zh: '等待期若按最长计算，满时所缴年度已经结束',
          en: 'with the longest wait the year paid for ends before cover begins',
        },
      };
}
