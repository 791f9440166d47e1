import type { Field } from '../../claim/fields.ts';
import { fieldOf } from '../../claim/fields.ts';
import { readDraft } from '../../claim/read.ts';
import { readFact, readInteger } from '../../claim/values.ts';
import { SEXES } from '../../codes/tables.ts';
import { Problems } from '../../diagnostics/diagnostic.ts';
import { eligibility } from '../../engine/eligibility.ts';
import { localToday } from '../../engine/estimate.ts';
import { locateRegion } from '../../engine/locate.ts';
import { openLibrary } from '../../policy/shipped.ts';
import { scalar, treeOf } from '../../source/tree.ts';
import { type Context, EXIT } from '../context.ts';
import { deliver } from '../output.ts';
import { renderEligibility } from '../render.ts';

const NOWHERE = { file: '', line: 0, column: 0 };
const PAID_ON: Field = {
  ...fieldOf('date'),
  key: 'paid_on',
  label: { zh: '缴费日期', en: 'date of payment' },
  flag: 'paid-on',
};
const SEX: Field = {
  ...fieldOf('care'),
  key: 'sex',
  label: { zh: '性别', en: 'sex' },
  table: SEXES,
  flag: 'sex',
};

/** `baoxiao eligibility`: when cover starts after a payment, and whether benefits last for life. */
export async function eligibilityCommand(
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const library = openLibrary(flags.policies as string[] | undefined);
  const problems = new Problems();
  const report = (problem: Parameters<Problems['error']>[0]): void => problems.error(problem);
  const draft = readDraft(treeOf({ insurance: flags.insurance, region: flags.region }, ''), report);
  const [insurance] = [draft.facts.get('insurance') ?? []].flat();
  if (insurance === undefined && !problems.failed) {
    report({
      code: 'MISSING_FIELD',
      message: { zh: '缺少险种（--insurance）', en: 'the insurance is missing (--insurance)' },
      field: 'insurance',
    });
  }
  const word = (field: Field, flag: string): string | undefined => {
    const text = flags[flag];
    return typeof text === 'string'
      ? (readFact(field, scalar(text, NOWHERE), NOWHERE, report) as string | undefined)
      : undefined;
  };
  const years = (flag: string, zh: string, en: string): number | undefined => {
    const text = flags[flag];
    return typeof text === 'string'
      ? readInteger({ key: flag, label: { zh, en } }, text, NOWHERE, report, 100)
      : undefined;
  };
  const paidOn = word(PAID_ON, 'paidOn');
  const sex = word(SEX, 'sex') as 'male' | 'female' | undefined;
  const inAll = years('years', '累计缴费年数', 'years in all');
  const paid = years('paidYears', '实际缴费年数', 'years really paid');
  const place = draft.facts.get('region');
  const region = typeof place === 'string' ? await locateRegion(place, library, report) : undefined;
  problems.throwIfFailed();
  const result = await eligibility(
    {
      insurance: String(insurance),
      today: localToday(),
      ...(region !== undefined && { region }),
      ...(paidOn !== undefined && { paidOn }),
      ...(sex !== undefined && { sex }),
      ...(inAll !== undefined && { years: inAll }),
      ...(paid !== undefined && { paidYears: paid }),
    },
    library,
  );
  deliver(await renderEligibility(result, flags, context), flags.out, context);
  return EXIT.done;
}
