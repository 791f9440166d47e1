import { ACCOUNT_FUND, PAYERS, payerOfFund } from '../codes/payers.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { didYouMean, nearest } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import type { MapTree, Tree } from '../source/tree.ts';
import { FIELDS, fieldNames, findField, foldName, PAID_NATIONAL, YEAR_TOTALS } from './fields.ts';

/** One value of a claim under its canonical name, wherever it came from. */
export interface Entry {
  /** `expenses.total`, `paid.pooled_fund`, `year_to_date.admissions`, `expenses.parts.<tag>` … */
  readonly name: string;
  readonly value: Tree;
  readonly place: Place;
}

const GROUPS: Readonly<Record<string, string>> = {
  hospital: 'hospital',
  医院: 'hospital',
  access: 'access',
  就医: 'access',
  expenses: 'expenses',
  费用: 'expenses',
  accounts: 'accounts',
  账户: 'accounts',
  paid: 'paid',
  已付: 'paid',
  year_to_date: 'year_to_date',
  累计: 'year_to_date',
  年度累计: 'year_to_date',
  parts: 'parts',
  分项: 'parts',
  费用分项: 'parts',
};

/** A nested or flat claim as entries with canonical names; unknown names become problems. */
export function flatten(tree: MapTree, report: (problem: Omit<Diagnostic, 'severity'>) => void): Entry[] {
  const entries: Entry[] = [];
  const walk = (map: MapTree, prefix: string): void => {
    for (const { key, keyPlace, value } of map.entries) {
      const path = prefix === '' ? key.trim() : `${prefix}.${key.trim()}`;
      const name = canonicalName(path) ?? (prefix === '' ? undefined : groupedName(prefix, key.trim()));
      if (name !== undefined) {
        entries.push({ name, value, place: keyPlace });
        continue;
      }
      const group = groupPath(path);
      if (group !== undefined && value.kind === 'map') {
        walk(value, group);
        continue;
      }
      if (group !== undefined) {
        report({
          code: 'NOT_A_MAP',
          message: { zh: `“${path}”下面应是“项: 值”`, en: `“${path}” holds \`field: value\` pairs` },
          hint: { zh: `例如 ${path}: { … }`, en: `for example ${path}: { … }` },
          field: path,
          place: value.place,
        });
        continue;
      }
      const hint =
        ofAccount(path) ?? didYouMean(key.trim(), knownNames(prefix)) ?? meantInside(key.trim(), prefix);
      report({
        code: 'UNKNOWN_FIELD',
        message: { zh: `没有“${path}”这一项`, en: `there is no field “${path}”` },
        ...(hint && { hint }),
        field: path,
        place: keyPlace,
      });
    }
  };
  walk(tree, '');
  return entries;
}

/** What a table says of a word itself, not what every object has: `constructor` is no field. */
function own<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function groupPath(path: string): string | undefined {
  const segments = path.split('.').map((segment) => own(GROUPS, foldName(segment)));
  return segments.every((segment) => segment !== undefined) ? segments.join('.') : undefined;
}

/** A Chinese or national name inside the group it belongs to: `费用: { 医疗费总额: … }`. */
function groupedName(prefix: string, key: string): string | undefined {
  if (prefix === 'paid' || prefix === 'year_to_date' || prefix === 'expenses.parts') return undefined;
  return findField(key)?.key;
}

/** Our name for any accepted name of a field, payment or accumulator; undefined when there is none. */
export function canonicalName(path: string): string | undefined {
  const field = findField(path);
  if (field) return field.key;
  const national = own(PAID_NATIONAL, foldName(path));
  if (national !== undefined) return `paid.${national}`;
  const dot = path.indexOf('.');
  if (dot < 0) return undefined;
  const group = own(GROUPS, foldName(path.slice(0, dot)));
  const rest = path.slice(dot + 1);
  if (group === 'paid') {
    const payer = payerWord(rest);
    return payer === undefined ? undefined : `paid.${payer}`;
  }
  if (group === 'year_to_date') return yearName(rest);
  if (group === 'expenses' && /^(parts|分项)\./.test(rest)) {
    const tag = rest.slice(rest.indexOf('.') + 1);
    return tag === 'essential_medicine' ? 'expenses.essential_medicine' : `expenses.parts.${tag}`;
  }
  return group === undefined ? undefined : findField(`${group}.${rest}`)?.key;
}

function payerWord(word: string): string | undefined {
  const folded = foldName(word);
  const known = own(PAID_NATIONAL, folded);
  if (known !== undefined) return known;
  const ofFund = payerOfFund(folded);
  if (ofFund !== undefined) return ofFund;
  return PAYERS.find((payer) => payer.id === folded || payer.label.zh === word || payer.also?.includes(word))
    ?.id;
}

/** Accumulators: the year's totals, a payer, `caps.<id>`, or `<line id>` / `<line id>.base`; ids are checked with the policy. */
function yearName(rest: string): string | undefined {
  if (own(YEAR_TOTALS, rest)) return `year_to_date.${rest}`;
  const total = Object.entries(YEAR_TOTALS).find(([, { label }]) => label.zh === rest);
  if (total) return `year_to_date.${total[0]}`;
  const payer = payerWord(rest);
  if (payer !== undefined) return `year_to_date.${payer}`;
  return /^([a-z][a-z0-9_]*(\.(base|deductible|paid|paid_month|paid_disease|stay_deductible))?|caps\.[a-z][a-z0-9_]*)$/.test(
    rest,
  )
    ? `year_to_date.${rest}`
    : undefined;
}

/** A field of a group that was written without it: `total` for `expenses.total`. */
function meantInside(key: string, prefix: string): Text | undefined {
  if (prefix !== '') return undefined;
  const ends = new Map(fieldNames().map((name) => [name.slice(name.indexOf('.') + 1), name]));
  const [near] = nearest(key, [...ends.keys()], 1);
  const name = near === undefined ? undefined : ends.get(near);
  return name === undefined ? undefined : { zh: `是否想写：${name}`, en: `did you mean ${name}?` };
}

/** What the personal account pays is worked out from what it holds. */
function ofAccount(path: string): Text | undefined {
  const [group = '', name = ''] = path.split('.');
  if (own(GROUPS, foldName(group)) !== 'paid' || ![ACCOUNT_FUND, 'acct_pay'].includes(name)) return undefined;
  return {
    zh: '个人账户支付由程序计算；余额写在 accounts.personal（--personal-account）',
    en: 'what the personal account pays is worked out; its balance is accounts.personal (--personal-account)',
  };
}

function knownNames(prefix: string): string[] {
  if (prefix === 'paid') return PAYERS.map((payer) => payer.id);
  if (prefix === 'year_to_date') return [...Object.keys(YEAR_TOTALS), ...PAYERS.map((payer) => payer.id)];
  if (prefix === '')
    return [...fieldNames(), ...FIELDS.flatMap((item) => item.national ?? []), 'paid', 'year_to_date'];
  return fieldNames()
    .filter((name) => name.startsWith(`${prefix}.`))
    .map((name) => name.slice(prefix.length + 1));
}
