import { COVER_FIELDS, type CoverField, coverField } from '../claim/cover-fields.ts';
import type { Field } from '../claim/field.ts';
import { fieldOf } from '../claim/fields.ts';
import { readDraft } from '../claim/read.ts';
import { type Report, readFact, readInteger } from '../claim/values.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Library } from '../policy/library.ts';
import type { MapTree, ScalarTree } from '../source/tree.ts';
import type { FormerPlace } from './former-place.ts';
import { locateRegion } from './locate-region.ts';

/** What is asked about a person's cover. */
export interface EligibilityQuestion {
  readonly insurance: string;
  /** Code of the insured place; without one, the rules that hold everywhere. */
  readonly region?: string;
  /** What that place was called by, where that is no more. */
  readonly former?: FormerPlace;
  /** By key of `COVER_FIELDS`: words, ISO days, whole numbers. */
  readonly given: ReadonlyMap<string, string | number>;
  /** ISO date of the question, for the version of the rules when nothing was paid. */
  readonly today: string;
}

const TODAY: Field = {
  ...fieldOf('date'),
  key: 'today',
  label: { zh: '提问日期', en: 'date of the question' },
};
const FIELDS: readonly CoverField[] = [...COVER_FIELDS, TODAY];
const KEYS = ['insurance', 'region', ...FIELDS.map(({ key }) => key)];

/**
 * A question about cover, from flags or a file: `{ insurance, region, paid_on, sex, years, … }`, see `COVER_FIELDS`.
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
  unknownKeys(tree, wrong);
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
  const given = readFields(tree, wrong);
  daysFit(given, wrong);
  const place = draft.facts.get('region');
  const where = typeof place === 'string' ? await locateRegion(place, library, wrong, draft) : undefined;
  if (failed) return undefined;
  const asked = given.get('today');
  return {
    insurance: String(insurance),
    today: typeof asked === 'string' ? asked : today,
    ...(where && { region: where.code }),
    ...(where?.former && { former: where.former }),
    given,
  };
}

function unknownKeys(tree: MapTree, wrong: Report): void {
  for (const { key, keyPlace } of tree.entries) {
    if (KEYS.includes(key)) continue;
    const hint = didYouMean(key, KEYS);
    const message = { zh: `没有“${key}”这一项`, en: `there is no field “${key}”` };
    wrong({ code: 'UNKNOWN_FIELD', message, ...(hint && { hint }), field: key, place: keyPlace });
  }
}

function readFields(tree: MapTree, wrong: Report): Map<string, string | number> {
  const given = new Map<string, string | number>();
  for (const field of FIELDS) {
    const value = tree.entries.find((item) => item.key === field.key)?.value;
    if (value?.kind === 'scalar' && value.empty) continue;
    const read = value && readField(field, value as ScalarTree, wrong);
    if (read !== undefined) given.set(field.key, read);
  }
  return given;
}

function readField(field: CoverField, value: ScalarTree, wrong: Report): string | number | undefined {
  if (field.most !== undefined && value.kind === 'scalar')
    return readInteger(field, value.text, value.place, wrong, field.most);
  return readFact(field, value, value.place, wrong) as string | number | undefined;
}

/** Nobody pays before they are born. */
function daysFit(given: ReadonlyMap<string, string | number>, wrong: Report): void {
  const [born, paidOn] = [given.get('born'), given.get('paid_on')];
  if (born === undefined || paidOn === undefined || born <= paidOn) return;
  wrong({
    code: 'DATES_CONTRADICT',
    message: {
      zh: `出生日期 ${born} 晚于缴费日期 ${paidOn}`,
      en: `born on ${born}, after the payment of ${paidOn}`,
    },
    field: 'born',
    value: String(born),
  });
}

/** What a message says of a field that is missing: its name, its flag, and the values it may have. */
export function missingCover(key: string) {
  const { label, flag, table } = coverField(key) ?? fieldOf(key);
  const values = table?.values ?? [];
  const listed = {
    zh: values.map(({ id, label: { zh } }) => `${id} ${zh}`).join('、'),
    en: values.map(({ id, label: { en } }) => `${id} (${en})`).join(', '),
  };
  return {
    code: 'MISSING_FIELD',
    severity: 'error' as const,
    message: { zh: `缺少${label.zh}（--${flag}）`, en: `the ${label.en} is missing (--${flag})` },
    ...(values.length > 0 && { hint: { zh: `可用：${listed.zh}`, en: `one of: ${listed.en}` } }),
    field: key,
  };
}
