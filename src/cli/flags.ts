import type { Field } from '../claim/field.ts';
import { FIELDS } from '../claim/fields.ts';
import { canonicalName } from '../claim/names.ts';
import { fail } from '../diagnostics/diagnostic.ts';
import type { MapEntry, MapTree, Tree } from '../source/tree.ts';
import { scalar } from '../source/tree.ts';

/** Fields that are flags; line items come in a claim file. */
export const FLAG_FIELDS: readonly Field[] = FIELDS.filter((field) => field.kind !== 'items');

/** Flags that take `name=value` and may be repeated, with the claim group they fill. */
export const PAIR_FLAGS = { paid: 'paid', ytd: 'year_to_date', part: 'expenses.parts' } as const;

/** The groups by their Chinese and file names: `--已付 pooled_fund=100`. */
const GROUP_FLAGS: Readonly<Record<string, string>> = {
  已付: 'paid',
  年度累计: 'ytd',
  累计: 'ytd',
  year_to_date: 'ytd',
  'year-to-date': 'ytd',
  费用分项: 'part',
  分项: 'part',
  parts: 'part',
};

const PLACE = { file: '', line: 0, column: 0 };

/**
 * Lets every name of a field be a flag: `--medfee_sumamt 100`, `--医疗费总额 100`, `--hospital.level 3` and
 * `--paid.pooled_fund 100` become the flags that commander knows. Anything else is left for it to judge.
 */
export function withKnownFlags(argv: readonly string[]): string[] {
  const known = new Set(FLAG_FIELDS.map((field) => field.flag));
  const result: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] ?? '';
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(token);
    const name = match?.[1] ?? '';
    const group = Object.hasOwn(GROUP_FLAGS, name) ? GROUP_FLAGS[name] : undefined;
    if (group !== undefined) {
      result.push(match?.[2] === undefined ? `--${group}` : `--${group}=${match[2]}`);
      continue;
    }
    const canonical = match && !known.has(name) ? canonicalName(name) : undefined;
    if (canonical === undefined) {
      result.push(token);
      continue;
    }
    const pair = Object.entries(PAIR_FLAGS).find(([, group]) => canonical.startsWith(`${group}.`));
    if (pair === undefined) {
      const flag = FIELDS.find((field) => field.key === canonical)?.flag ?? name;
      result.push(match?.[2] === undefined ? `--${flag}` : `--${flag}=${match[2]}`);
      continue;
    }
    const [flag, prefix] = pair;
    const value = match?.[2] ?? argv[++index] ?? '';
    result.push(`--${flag}`, `${canonical.slice(prefix.length + 1)}=${value}`);
  }
  refuseRepeats(result);
  return result;
}

/** One field twice, under whichever of its names, is a contradiction; only lists may be repeated. */
function refuseRepeats(argv: readonly string[]): void {
  const single = new Set(
    FLAG_FIELDS.filter(({ kind }) => kind !== 'codes' && kind !== 'words').map(({ flag }) => flag),
  );
  const seen = new Set<string>();
  for (const token of argv) {
    const name = /^--([^=]+)/.exec(token)?.[1];
    if (name === undefined || !single.has(name)) continue;
    if (seen.has(name)) {
      const message = {
        zh: `--${name} 给了两次（可能用了不同的名字）`,
        en: `--${name} is given twice, perhaps under two of its names`,
      };
      fail({
        code: 'FIELD_TWICE',
        message,
        field: FLAG_FIELDS.find(({ flag }) => flag === name)?.key ?? name,
      });
    }
    seen.add(name);
  }
}

/** What commander parsed, as a claim tree for the one reader of claims. */
export function treeOfFlags(options: Readonly<Record<string, unknown>>): MapTree {
  const entries: MapEntry[] = [];
  const add = (key: string, value: Tree): void => {
    entries.push({ key, keyPlace: PLACE, value });
  };
  for (const field of FLAG_FIELDS) {
    const value = options[camel(field.flag)];
    if (value === undefined) continue;
    if (Array.isArray(value))
      add(field.key, { kind: 'list', items: value.map((text) => scalar(String(text), PLACE)), place: PLACE });
    else add(field.key, scalar(value === true ? 'true' : String(value), PLACE));
  }
  for (const [flag, group] of Object.entries(PAIR_FLAGS)) {
    for (const text of (options[flag] as string[] | undefined) ?? []) {
      const [name, value] = splitPair(flag, text);
      add(`${group}.${name}`, scalar(value, PLACE));
    }
  }
  if (options.admissions !== undefined)
    add('year_to_date.admissions', scalar(String(options.admissions), PLACE));
  return { kind: 'map', entries, place: PLACE };
}

/** `pooled_fund=1200` in two; the value may hold further equals signs. */
export function splitPair(flag: string, text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
  return fail({
    code: 'BAD_FLAG',
    message: { zh: `--${flag} ${text}：应写成 名称=值`, en: `--${flag} ${text}: write it as NAME=VALUE` },
    field: flag,
    value: text,
  });
}

function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
