import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentsOf } from '../../src/codes/place-code.ts';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { isPolicyFile, isTableFile } from '../../src/policy/files.ts';
import { fillParameters, type Tables } from '../../src/policy/fill.ts';
import { loadPolicy, loadTable } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Tree } from '../../src/source/tree.ts';

/** Every value of the shipped policies with what else it might be: for tests that no change goes untold. */

export const POLICIES = fileURLToPath(new URL('../../policies/', import.meta.url));
const ALL = readdirSync(POLICIES, { recursive: true, encoding: 'utf8' });
export const FILES = ALL.filter(isPolicyFile);

/** The shared tables, for the policies that leave a parameter to them. */
const TABLES = ALL.filter(isTableFile).map((name) =>
  loadTable(readFileSync(`${POLICIES}${name}`, 'utf8'), name),
);
const SHARED: Tables = {
  names: TABLES.map(({ name }) => name),
  of: (wanted) => TABLES.filter(({ name }) => name === wanted),
};

export interface Scalar {
  readonly key: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Every value written in a file, under the key that it belongs to. */
export function scalarsOf(tree: Tree, key = ''): Scalar[] {
  if (tree.kind === 'list') return tree.items.flatMap((item) => scalarsOf(item, key));
  if (tree.kind === 'map') return tree.entries.flatMap((entry) => scalarsOf(entry.value, entry.key));
  return tree.empty ? [] : [{ key, text: tree.text, line: tree.place.line, column: tree.place.column }];
}

/** The text with another value at a place; undefined where the value is not written as it reads. */
export function replaced(
  text: string,
  line: number,
  column: number,
  old: string,
  now: string,
): string | undefined {
  const lines = text.split('\n');
  const found = [...(lines[line - 1] ?? '')];
  const rest = found.slice(column - 1).join('');
  if (!rest.startsWith(old)) return undefined;
  lines[line - 1] = found.slice(0, column - 1).join('') + now + rest.slice(old.length);
  return lines.join('\n');
}

/** What else may stand under a key that takes words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  care: ['inpatient', 'outpatient', 'chronic'],
  per: ['admission', 'visit', 'settlement', 'year'],
  from: ['zero', 'deductible'],
  on: ['payment', 'cost', 'burden', 'in_policy'],
  of: ['total', 'in_policy'],
  base: ['in_policy', 'burden', 'total'],
  payer: ['pooled_fund', 'assistance', 'supplement'],
  basis: ['stated', 'inferred', 'assumed'],
  grade: ['official', 'quoted', 'secondary'],
  outcome: ['not_covered', 'reduced', 'notice'],
  accounts: ['usable', 'unusable'],
  personal_account: ['person_part', 'in_policy', 'none'],
  unless_given: ['refuse', 'skip'],
  given_above_base: ['refuse', 'reduce'],
  start: ['payment_date', 'next_month', 'next_year'],
  applies_in: ['all'],
  held_with: ['employee', 'resident', 'none'],
  status: ['active', 'retired', 'minor'],
  'hospital.level': ['1', '2', '3'],
  'hospital.kind': ['general', 'tcm'],
  'hospital.designated': ['true', 'false'],
  'access.card_shown': ['true', 'false'],
  'access.filing': ['local', 'unfiled', 'emergency'],
  'access.referral': ['direct', 'referred'],
  insurance: ['employee', 'resident'],
  assistance: ['extreme_poverty', 'minimum_living'],
};

export function changedTo({ key, text }: Scalar): readonly string[] {
  const words = WORDS[key]?.filter((word) => word !== text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return [text.replace(/\d$/, (digit) => (digit === '1' ? '2' : '1'))];
  if (/^[+-]?\d.*%$/.test(text))
    return [
      text.replace(/\d+/, (rate) => String(Number(rate) > 50 ? Number(rate) - 1 : Number(rate) + 1)),
      'not_stated',
    ];
  if (/^\d+(\.\d+)?$/.test(text)) return [String(Number(text) + 1), ...(words ?? ['not_stated', 'none'])];
  if (/^\d*\.\.\d*$/.test(text)) return [text.replace(/\d+/, (end) => String(Number(end) + 1))];
  if (text === 'not_stated') return ['12%', '1234.56'];
  if (words) return words;
  return /^[a-z0-9_./]+$/.test(text) ? [] : [`${text}X`];
}

export function loaded(text: string, file: string): Policy | undefined {
  try {
    const policy = loadPolicy(text, file);
    const code = policy.id.slice(0, 6);
    return policy.wants ? fillParameters(policy, [code, ...parentsOf(code)], SHARED, text) : policy;
  } catch (error) {
    if (error instanceof BaoxiaoError) return undefined;
    throw error;
  }
}
