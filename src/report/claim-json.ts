import type { Claim, Fact, YearToDate } from '../claim/claim.ts';
import type { Field } from '../claim/field.ts';
import { FIELDS } from '../claim/fields.ts';
import { caresOfDetail } from '../codes/cares.ts';
import { ALL_INSURANCES } from '../codes/insurances.ts';
import { formatYuan } from '../money/fen.ts';
import { visible } from './say.ts';

/** Plain data, ready for JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json };

export interface ClaimJsonOptions {
  /** Words as the codes of the national dictionary where it has one: `310` for `employee`. */
  readonly codes?: boolean;
}

/**
 * A claim as it was understood, under our nested names and in a form that is read as a claim again. What was not given
 * is absent; money is yuan with two decimals.
 */
export function claimJson(claim: Claim, options: ClaimJsonOptions = {}): JsonObject {
  const root: JsonObject = {};
  for (const field of FIELDS) {
    const value = jsonOf(field, claim, options.codes ?? false);
    if (value !== undefined) put(root, field.key, value);
  }
  for (const [tag, fen] of claim.expenses.parts) {
    if (tag !== 'essential_medicine') put(root, `expenses.parts.${tag}`, formatYuan(fen));
  }
  const year = yearJson(claim.yearToDate);
  if (Object.keys(year).length > 0) root.year_to_date = year;
  for (const [payer, fen] of claim.paid) put(root, `paid.${payer}`, formatYuan(fen));
  return root;
}

function jsonOf(field: Field, claim: Claim, codes: boolean): Json | undefined {
  if (field.kind === 'money') return moneyOf(field.key, claim);
  const fact = claim.facts.get(field.key);
  if (fact === undefined || (Array.isArray(fact) && fact.length === 0)) return undefined;
  return factJson(field, fact, (value) => (codes ? codeOf(field, value, claim) : undefined) ?? value);
}

/**
 * The national code of a word, where the dictionary has one: the one that was given, where several stand for it. A finer
 * kind of care is the code of the broad one, too, unless that would be read back as another.
 */
export function codeOf(field: Field, value: string, { facts, codes }: Claim): string | undefined {
  // Its code says that it was a transfer; a stay elsewhere that was none has no code.
  if (
    field.key === 'access.place' &&
    !codes?.has(field.key) &&
    facts.get('access.filing') !== 'filed_transfer'
  )
    return undefined;
  const own = field.table?.values.find(({ id }) => id === value);
  const finer = field.finer?.table.values.find(({ id }) => id === facts.get(field.finer?.key ?? ''));
  const [broad] = finer ? caresOfDetail(finer.id) : [];
  const national = (finer && broad === value ? finer : own)?.national ?? [];
  const given = codes?.get(field.key);
  return given !== undefined && national.includes(given) ? given : national[0];
}

function factJson(field: Field, fact: Fact, code: (value: string) => string): Json {
  if (typeof fact === 'number') return fact;
  if (field.kind === 'boolean') return fact === 'true';
  const word = (value: string): string => visible(code(value));
  if (typeof fact === 'string') return word(fact);
  const words = fact.map(word);
  // One scheme is the rule; a list says that two were claimed at once.
  return field.table === ALL_INSURANCES && words.length === 1 ? (words[0] ?? '') : words;
}

function moneyOf(key: string, claim: Claim): string | undefined {
  const { expenses } = claim;
  const amounts: Readonly<Record<string, number | undefined>> = {
    'expenses.total': expenses.total,
    'expenses.self_funded': expenses.selfFunded,
    'expenses.over_limit': expenses.overLimit,
    'expenses.advance': expenses.advance,
    'expenses.essential_medicine': expenses.parts.get('essential_medicine'),
    'accounts.personal': claim.personalAccount,
    'accounts.stored_card': claim.storedCard,
  };
  const fen = amounts[key];
  // Parts of the bill are zero when they were not given; only what was said is repeated.
  const silent = fen === 0 && key !== 'expenses.total' && !claim.places.has(key);
  return fen === undefined || silent ? undefined : formatYuan(fen);
}

function yearJson(year: YearToDate): JsonObject {
  const json: JsonObject = {};
  if (year.admissions !== undefined) json.admissions = year.admissions;
  const totals = {
    deductible: year.deductible,
    in_policy: year.inPolicy,
    self_pay: year.selfPay,
    self_funded: year.selfFunded,
    stay_deductible: year.stayDeductible,
  };
  for (const [name, fen] of Object.entries(totals)) if (fen !== undefined) json[name] = formatYuan(fen);
  for (const [payer, fen] of year.payers) json[payer] = formatYuan(fen);
  for (const [cap, fen] of year.caps ?? []) put(json, `caps.${cap}`, formatYuan(fen));
  for (const [line, totalsOfLine] of year.lines) {
    const { paidMonth, paidDisease, stayDeductible, ...plain } = totalsOfLine;
    const parts = {
      ...plain,
      paid_month: paidMonth,
      paid_disease: paidDisease,
      stay_deductible: stayDeductible,
    };
    for (const [part, fen] of Object.entries(parts)) {
      if (fen === undefined) continue;
      // A line may be called like its payer, whose total then keeps the plain name.
      if (typeof json[line] === 'string') json[`${line}.${part}`] = formatYuan(fen);
      else put(json, `${line}.${part}`, formatYuan(fen));
    }
  }
  return json;
}

function put(root: JsonObject, path: string, value: Json): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let at = root;
  for (const key of keys) {
    const inner = (at[key] ?? {}) as JsonObject;
    at[key] = inner;
    at = inner;
  }
  at[last] = value;
}
