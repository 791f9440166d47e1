import { type Field, fieldOf } from '../claim/fields.ts';
import { readDraft } from '../claim/read.ts';
import { type Report, readFact, readInteger } from '../claim/values.ts';
import { SEXES } from '../codes/tables.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Library } from '../policy/library.ts';
import type { MapTree, ScalarTree, Tree } from '../source/tree.ts';
import type { EligibilityQuestion } from './eligibility.ts';
import { locateRegion } from './locate-region.ts';

const PAID_ON: Field = {
  ...fieldOf('date'),
  key: 'paid_on',
  label: { zh: '缴费日期', en: 'date of payment' },
  flag: 'paid-on',
};
const TODAY: Field = { ...PAID_ON, key: 'today', label: { zh: '提问日期', en: 'date of the question' } };
const SEX: Field = {
  ...fieldOf('care'),
  key: 'sex',
  label: { zh: '性别', en: 'sex' },
  table: SEXES,
  flag: 'sex',
};
const KEYS = ['insurance', 'region', 'paid_on', 'sex', 'years', 'paid_years', 'today'];

/**
 * A question about cover, from flags or a file: `{ insurance, region, paid_on, sex, years, paid_years, today }`.
 * @returns undefined after reporting what is missing or wrong
 */
export async function readEligibility(
  tree: MapTree,
  today: string,
  library: Library,
  report: Report,
): Promise<EligibilityQuestion | undefined> {
  let failed = false;
  const wrong: Report = (problem) => {
    failed = true;
    report(problem);
  };
  for (const { key, keyPlace } of tree.entries) {
    if (KEYS.includes(key)) continue;
    const hint = didYouMean(key, KEYS);
    const message = { zh: `没有“${key}”这一项`, en: `there is no field “${key}”` };
    wrong({ code: 'UNKNOWN_FIELD', message, ...(hint && { hint }), field: key, place: keyPlace });
  }
  const entry = (key: string): Tree | undefined => tree.entries.find((item) => item.key === key)?.value;
  const scalarAt = (key: string): ScalarTree | undefined => {
    const value = entry(key);
    return value?.kind === 'scalar' && !value.empty ? value : undefined;
  };
  const who = tree.entries.filter(({ key }) => key === 'insurance' || key === 'region');
  const draft = readDraft({ kind: 'map', entries: who, place: tree.place }, wrong);
  const [insurance] = [draft.facts.get('insurance') ?? []].flat();
  if (insurance === undefined && !failed) {
    wrong({
      code: 'MISSING_FIELD',
      message: { zh: '缺少险种（--insurance）', en: 'the insurance is missing (--insurance)' },
      field: 'insurance',
    });
  }
  const word = (field: Field): string | undefined => {
    const value = scalarAt(field.key);
    return value && (readFact(field, value, value.place, wrong) as string | undefined);
  };
  const years = (key: string, zh: string, en: string): number | undefined => {
    const value = scalarAt(key);
    return value && readInteger({ key, label: { zh, en } }, value.text, value.place, wrong, 100);
  };
  const paidOn = word(PAID_ON);
  const sex = word(SEX) as 'male' | 'female' | undefined;
  const inAll = years('years', '累计缴费年数', 'years in all');
  const paid = years('paid_years', '实际缴费年数', 'years really paid');
  const asked = word(TODAY) ?? today;
  const place = draft.facts.get('region');
  const where = typeof place === 'string' ? await locateRegion(place, library, wrong, draft) : undefined;
  if (failed) return undefined;
  return {
    insurance: String(insurance),
    today: asked,
    ...(where && { region: where.code }),
    ...(where?.former && { former: where.former }),
    ...(paidOn !== undefined && { paidOn }),
    ...(sex !== undefined && { sex }),
    ...(inAll !== undefined && { years: inAll }),
    ...(paid !== undefined && { paidYears: paid }),
  };
}
