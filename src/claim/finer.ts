import { caresOfDetail } from '../codes/cares.ts';
import { levelOfGrade } from '../codes/tables.ts';
import type { Text } from '../diagnostics/text.ts';
import type { Tree } from '../source/tree.ts';
import type { Fact } from './claim.ts';
import type { Draft } from './draft.ts';
import type { Field } from './field.ts';
import { fieldOf } from './fields.ts';
import type { Report } from './values.ts';

/** The national code that a text is, where it is one. */
export function nationalCode({ table, finer }: Field, value: Tree): string | undefined {
  if (value.kind !== 'scalar') return undefined;
  const text = value.text.normalize('NFKC').trim();
  const meant = table?.find(text) ?? finer?.table.find(text);
  return meant?.national?.includes(text) ? text : undefined;
}

/** The finer value that a text names, where it names one. */
export function finerOf({ finer, table }: Field, value: Tree): string | undefined {
  if (!finer || value.kind !== 'scalar' || table?.find(value.text)) return undefined;
  const found = finer.table.find(value.text)?.id;
  return found === 'none' ? undefined : found;
}

/** A finer value under the name of the broad field says both; the finer field may repeat it, not contradict it. */
export function takeFiner({ key, finer }: Field, detail: string, draft: Draft, report: Report): void {
  const stated = finer && draft.facts.get(finer.key);
  const [broad] = caresOfDetail(detail);
  if (!finer || broad === undefined) return;
  draft.facts.set(key, broad);
  if (stated === undefined) draft.facts.set(finer.key, detail);
  else if (stated !== detail) report(contradiction([key, finer.key], draft));
}

/** What follows from a fact: a grade has its level, a finer kind of care its broad one. */
export function implyFacts(facts: Map<string, Fact>): void {
  const grade = facts.get('hospital.grade');
  const level = typeof grade === 'string' ? levelOfGrade(grade) : undefined;
  if (level !== undefined && !facts.has('hospital.level')) facts.set('hospital.level', level);
  const detail = facts.get('care_detail');
  const [care] = typeof detail === 'string' ? caresOfDetail(detail) : [];
  if (care !== undefined && !facts.has('care')) facts.set('care', care);
}

/**
 * The national code of the place of care is that of a transfer (转院类型 in the filing of transfers): where it stands, a
 * hospital has referred, and for care away the transfer was filed. Said otherwise, it is only the place; so are our words.
 * @returns the fields that were filled in
 */
export function implyTransfer({ facts, codes }: Draft): ReadonlySet<string> {
  if (!codes?.has('access.place') || !facts.has('access.place')) return new Set();
  const away = facts.get('access.place') !== 'local';
  const transfer: readonly (readonly [string, string])[] = [
    ['access.referral', 'referred'],
    ['access.filing', away ? 'filed_transfer' : 'local'],
  ];
  const said = transfer.filter(([field]) => facts.has(field));
  if (said.some(([field, value]) => facts.get(field) !== value)) return new Set();
  // What is at home needs no filing: that follows from the place itself.
  const open = transfer.filter(([field, value]) => !facts.has(field) && value !== 'local');
  for (const [field, value] of open) facts.set(field, value);
  return new Set(open.map(([field]) => field));
}

export function contradiction(
  [first, second]: readonly [string, string],
  { facts, places }: Draft,
): Parameters<Report>[0] {
  const of = (key: string): Text => {
    const { label, table } = fieldOf(key);
    const value = String(facts.get(key) ?? '');
    const words = table?.values.find(({ id }) => id === value)?.label ?? { zh: value, en: value };
    return { zh: `${label.zh}“${words.zh}”`, en: `${label.en} “${words.en}”` };
  };
  const [one, other] = [of(first), of(second)];
  const place = places.get(second);
  return {
    code: 'CONTRADICTION',
    message: { zh: `${one.zh}与${other.zh}不能同时成立`, en: `${one.en} and ${other.en} cannot both hold` },
    hint: { zh: '两项核对一下，改其中一项', en: 'check both and correct one of them' },
    field: second,
    ...(place && { place }),
  };
}
