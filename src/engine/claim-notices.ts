import { type Facts, wordOf } from '../claim/claim.ts';
import type { Field } from '../claim/field.ts';
import { FIELDS, fieldOf } from '../claim/fields.ts';
import { APART_STATUSES } from '../codes/tables.ts';
import { joinTexts } from '../diagnostics/text.ts';
import { toldBy } from '../policy/told.ts';
import type { Wording } from '../rules/circumstances.ts';
import { formerNotice } from './former-place.ts';
import type { Notice } from './notices.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './prepare.ts';
import type { ResolveResult } from './resolve-input.ts';

/** What the claim itself gives reason to say. */
export function claimNotices(
  prepared: Prepared,
  facts: Facts,
  result: ResolveResult,
  wording: Wording,
): Notice[] {
  const notices: Notice[] = [];
  if (!prepared.dateGiven) {
    const message = {
      zh: `没有给出结算时间，按今天 ${prepared.date}`,
      en: `no settlement date was given; today, ${prepared.date}, is used`,
    };
    notices.push({ code: 'DATE_DEFAULTED', severity: 'info', message });
  }
  const former = prepared.former && formerNotice(prepared.former, prepared.date);
  if (former) notices.push(former);
  const apart = result.plan && apartNotice(facts, result.plan, wording);
  if (apart) notices.push(apart);
  const implied = prepared.draft.implied ?? new Set();
  const transfer = transferNotice(
    [...implied].filter((field) => result.used.has(field)),
    facts,
    wording,
  );
  if (transfer) notices.push(transfer);
  const unused = result.plan?.covered
    ? unusedFacts(facts, result.used).filter(({ key }) => !implied.has(key))
    : [];
  if (unused.length > 0) {
    const list = joinTexts(unused.map((field) => wording(field.key)));
    const message = {
      zh: `以下各项这份政策没有区分，不影响结果：${list.zh}`,
      en: `the policy makes no difference by: ${list.en}`,
    };
    notices.push({ code: 'FIELD_NOT_USED', severity: 'info', message });
  }
  return notices;
}

/** What the kind of a transfer was taken to say counts in the result, so it is said. */
function transferNotice(implied: readonly string[], facts: Facts, wording: Wording): Notice | undefined {
  if (implied.length === 0) return undefined;
  const list = joinTexts(
    implied.map((key) => {
      const [field, value] = [wording(key), wording(key, wordOf(facts, key))];
      return { zh: `${field.zh}“${value.zh}”`, en: `${field.en} “${value.en}”` };
    }),
  );
  const flags = implied.map((key) => `--${fieldOf(key).flag}`);
  return {
    code: 'TRANSFER_IMPLIED',
    severity: 'info',
    message: {
      zh: `refl_type 是转院类型，没有另外写明的按${list.zh}计算；不是这样的请写明（${flags.join('、')}）`,
      en: `refl_type is the kind of a transfer, so ${list.en} is taken; say so if it was otherwise (${flags.join(', ')})`,
    },
  };
}

/** People with a scheme of their own get the general figures of a policy that does not name them, which must be said. */
function apartNotice(facts: Facts, plan: Plan, wording: Wording): Notice | undefined {
  const status = wordOf(facts, 'status');
  if (status === undefined || !APART_STATUSES.includes(status) || !plan.covered) return undefined;
  const told = toldBy(plan.policies.map(({ version }) => version)).words.get('status');
  if (told?.has(status)) return undefined;
  const who = wording('status', status);
  return {
    code: 'STATUS_NOT_MODELLED',
    severity: 'warning',
    message: {
      zh: `${who.zh}一般另有医疗保障，政策没有写到，这里按一般规则计算`,
      en: `“${who.en}” mostly has a scheme of its own; the policy does not speak of it, and its general rules were used`,
    },
  };
}

const NOT_CIRCUMSTANCES = [
  'id',
  'person',
  'date',
  'region',
  'insurance',
  'care',
  'hospital.grade',
  'hospital.level',
  'status',
  'age',
  'reverses',
  'supplements',
  'disease',
];

function unusedFacts(facts: Facts, used: ReadonlySet<string>): Field[] {
  return FIELDS.filter((field) => {
    const fact = facts.get(field.key);
    return (
      fact !== undefined &&
      fact !== field.default &&
      !used.has(field.key) &&
      !NOT_CIRCUMSTANCES.includes(field.key)
    );
  });
}
