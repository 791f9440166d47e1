import type { Facts } from '../claim/claim.ts';
import { fieldOf } from '../claim/fields.ts';
import { goesWith } from '../claim/together.ts';
import { type Condition, fieldsOf } from '../rules/condition.ts';
import { NUMBER_FIELDS } from '../rules/condition-fields.ts';
import type { Figure } from '../rules/figure.ts';
import type { Line } from '../rules/line.ts';

/**
 * Whether a field says who the person is or what the care is, or only how this one visit came about. Tables go by the
 * first; what the second changes is told in sentences below them. A field without an entry counts as the first, so that
 * nothing is left out; a test asks for an entry of every field that conditions may look at.
 */
export const FIELD_KINDS: Readonly<Record<string, 'person' | 'care' | 'visit'>> = {
  insurance: 'person',
  care: 'care',
  care_detail: 'care',
  'hospital.level': 'care',
  'hospital.kind': 'visit',
  'hospital.designated': 'visit',
  'hospital.chosen': 'visit',
  'hospital.card_reader': 'visit',
  status: 'person',
  assistance: 'person',
  applied: 'visit',
  civil_servant: 'person',
  disability: 'person',
  delivery: 'care',
  pre_existing: 'person',
  renewed: 'person',
  'access.referral': 'visit',
  'access.filing': 'visit',
  'access.place': 'visit',
  'access.settled': 'visit',
  transfer: 'visit',
  'access.card_shown': 'visit',
  disease: 'care',
  supplements: 'person',
  age: 'person',
  admission: 'visit',
  cover_years: 'person',
  claim_free_years: 'person',
  disease_count: 'care',
  paid_month: 'person',
  basic_schemes: 'person',
};

/** What a visit is where nothing is said and the field has no default. */
const ORDINARY: Readonly<Record<string, string | number>> = {
  admission: 1,
  'access.referral': 'referred',
  'access.place': 'local',
};

/** What tables take for granted: the ordinary visit. */
export interface Ordinary {
  readonly field: string;
  readonly value: string | number;
}

/**
 * The fields that a line's tables hold fixed: those of the visit that only change the figures by an adjustment, and
 * numbers that a cap grows by.
 */
export function fixedOf(line: Line): Ordinary[] {
  const told = new Set([
    ...(line.when ? fieldsOf(line.when) : []),
    ...figuresOf(line).flatMap(fieldsOfFigure),
  ]);
  const changing = [
    ...(line.deductible?.adjust ?? []).flatMap(({ when, eachAdmission }) => [
      ...(when ? fieldsOf(when) : []),
      ...(eachAdmission ? ['admission'] : []),
    ]),
    ...line.adjust.flatMap(({ when }) => (when ? fieldsOf(when) : [])),
  ].filter((field) => FIELD_KINDS[field] === 'visit');
  const fixed = [...new Set([...changing, ...growsBy(line)])].filter((field) => !told.has(field));
  return fixed.flatMap((field) => {
    const value = ordinaryOf(field);
    return value === undefined || rulesOut(field, value, told) ? [] : [{ field, value }];
  });
}

/** Whether a value held fixed would leave out some that the figures are stated by: with care at home, any other place. */
function rulesOut(field: string, value: string | number, told: ReadonlySet<string>): boolean {
  const facts = new Map([[field, value]]);
  return [...told].some((other) =>
    // Diseases and numbers go with everything.
    (other in FIELD_KINDS && !NUMBER_FIELDS.includes(other) ? (fieldOf(other).table?.ids ?? []) : []).some(
      (id) => !goesWith(other, id, facts),
    ),
  );
}

function growsBy({ cap }: Line): string[] {
  return cap?.grow?.each.map(({ by }) => by) ?? [];
}

function ordinaryOf(field: string): string | number | undefined {
  const own = ORDINARY[field];
  if (own !== undefined) return own;
  const { kind, default: ordinary, table } = fieldOf(field);
  return kind === 'integer' ? 0 : (ordinary ?? table?.ids[0]);
}

/** The figures that stand in the tables, before what changes them. */
function figuresOf({ gate, borneFirst, deductible, bands, cap }: Line): Figure[] {
  return [
    gate?.from?.figure,
    gate?.to?.figure,
    borneFirst,
    deductible?.amount,
    ...bands.flatMap(({ upTo, rate }) => [upTo, rate]),
    cap?.amount,
  ].filter((figure) => figure !== undefined);
}

function fieldsOfFigure(figure: Figure): string[] {
  if (figure.kind === 'share') return figure.provisional ? fieldsOfFigure(figure.provisional) : [];
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [];
  const heads =
    figure.kind === 'by'
      ? [figure.field]
      : figure.rows.flatMap(({ when }: { when: Condition }) => fieldsOf(when));
  const inner = [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])];
  return [...heads, ...inner.flatMap(fieldsOfFigure)];
}

/** The fixed fields as facts; the number of the admission is none. */
export function factsOf(fixed: readonly Ordinary[]): Facts {
  return new Map(
    fixed.filter(({ field }) => field !== 'admission').map(({ field, value }) => [field, value]),
  );
}
