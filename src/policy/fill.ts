import { BaoxiaoError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import { addDays } from '../grammar/days.ts';
import type { Origin } from '../grammar/words.ts';
import type { Figure } from '../rules/figure.ts';
import type { Parameter, Policy, Source } from './policy.ts';
import type { ParameterTable, TableValue } from './table.ts';
import { wantsOf } from './wants.ts';

/** Where the shared tables are looked for. */
export interface Tables {
  /** All there are, by name. */
  readonly names: readonly string[];
  /** Those of one name, the user's first. */
  readonly of: (name: string) => readonly ParameterTable[];
}

/**
 * The policy with the parameters it leaves to the shared tables filled in, as if it had defined them: the first table that
 * knows one of the places, the nearest place first.
 * @param places the policy's own and those it lies in, nearest first
 * @param text of the policy, for the line of a problem
 * @throws BaoxiaoError where there is no such table, or none has a value for the place
 */
export function fillParameters(
  policy: Policy,
  places: readonly string[],
  tables: Tables,
  text: string,
): Policy {
  const problems: Diagnostic[] = [];
  const parameters: Record<string, Parameter> = { ...policy.parameters };
  const sources: Record<string, Source> = { ...policy.sources };
  for (const [name, origin] of wantsOf(policy)) {
    const there = tables.of(name);
    const found = nearest(there, places);
    if (!found) {
      const hint = didYouMean(name, [...Object.keys(policy.parameters), ...tables.names]);
      const problem = there.length === 0 ? unknown(name, hint) : elsewhere(name, there, places[0] ?? '');
      problems.push(located(problem, policy.file, origin, text));
      continue;
    }
    const { table, values } = found;
    parameters[name] = { label: table.label, values: valuesIn(policy, values, sharing(table, sources)) };
  }
  if (problems.length > 0) throw new BaoxiaoError(problems);
  return { ...policy, parameters, sources };
}

interface Found {
  readonly table: ParameterTable;
  readonly values: readonly TableValue[];
}

function nearest(tables: readonly ParameterTable[], places: readonly string[]): Found | undefined {
  for (const table of tables)
    for (const place of places) {
      const values = Object.hasOwn(table.places, place) ? table.places[place] : undefined;
      if (values) return { table, values };
    }
  return undefined;
}

/** The values that hold on a day of the policy, with «not stated» for the days that the table leaves out. */
function valuesIn(
  { versions }: Policy,
  values: readonly TableValue[],
  shared: (origin: Origin) => Origin,
): Parameter['values'] {
  const first = versions[0]?.from ?? '';
  const end = versions.at(-1)?.to;
  const found: { from: string; amount: Figure }[] = [];
  let open: string | undefined = first;
  const silent = (from: string, near: TableValue): void => {
    const { basis: _, ...origin } = shared(near.amount.origin);
    found.push({ from, amount: { kind: 'not_stated', origin: { ...origin, note: SILENT } } });
  };
  for (const value of values) {
    if ((value.to !== undefined && value.to < first) || (end !== undefined && value.from > end)) continue;
    if (open !== undefined && value.from > open) silent(open, value);
    // A value without an end holds until the next begins.
    found.push({
      from: value.from,
      amount: { ...value.amount, origin: shared(value.amount.origin) } as Figure,
    });
    open = value.to === undefined ? undefined : addDays(value.to, 1);
  }
  const last = values.at(-1);
  if (last && open !== undefined && (end === undefined || open <= end)) silent(open, last);
  // Of those that began before the policy only the last is ever taken.
  const begun = found.filter(({ from }) => from <= first).length;
  return found.slice(Math.max(0, begun - 1));
}

const SILENT: Text = { zh: '参数表没有这段时间的数值', en: 'the table has no value for these days' };

/**
 * What an origin of the table is in the policy. As `stated` is what it is taken for anyway, a share keeps its own basis; a
 * document that the policy does not list itself is added under the name of the table and its own.
 */
function sharing(
  { name, file, sources: listed }: ParameterTable,
  sources: Record<string, Source>,
): (origin: Origin) => Origin {
  const idOf = (id: string): string => {
    const source = listed[id];
    const own = Object.entries(sources).find(
      ([, other]) => source && documentOf(other) === documentOf(source),
    );
    if (own) return own[0];
    const shared = `${name}:${id}`;
    if (source) sources[shared] = { ...source, file };
    return shared;
  };
  return ({ basis, source, ...origin }) => ({
    ...origin,
    ...(basis !== undefined && basis !== 'stated' && { basis }),
    ...(source !== undefined && { source: idOf(source) }),
    file,
  });
}

function documentOf({ line: _, file: __, url: ___, ...document }: Source): string {
  return JSON.stringify(document);
}

type Problem = Pick<Diagnostic, 'code' | 'message' | 'hint'>;

function unknown(name: string, hint: Text | undefined): Problem {
  return {
    code: 'UNKNOWN_PARAMETER',
    message: { zh: `没有参数“${name}”`, en: `there is no parameter “${name}”` },
    hint: hint ?? {
      zh: `在本文件的 parameters 里写，或写一张参数表 parameters/${name}.yaml`,
      en: `define it under \`parameters\` of this file, or write a table parameters/${name}.yaml`,
    },
  };
}

function elsewhere(name: string, tables: readonly ParameterTable[], place: string): Problem {
  const known = [...new Set(tables.flatMap((table) => Object.keys(table.places)))].sort();
  return {
    code: 'PARAMETER_NO_PLACE',
    message: {
      zh: `参数表 ${name} 没有 ${place} 及其上级地区的数值`,
      en: `the table ${name} has no values for ${place}, nor for a place it lies in`,
    },
    hint: {
      zh: `在表里加上 ${place}（不知道数值就写 not_stated）；表里有：${known.join('、')}`,
      en: `add ${place} to the table (not_stated where the value is not known); it has: ${known.join(', ')}`,
    },
  };
}

function located(problem: Problem, file: string, { line = 1, column = 1 }: Origin, text: string): Diagnostic {
  const source = text.split(/\r?\n/)[line - 1];
  return {
    severity: 'error',
    ...problem,
    place: { file, line, column, ...(source !== undefined && { source }) },
  };
}
