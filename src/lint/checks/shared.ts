import { addDays } from '../../grammar/days.ts';
import type { ParameterTable } from '../../policy/table.ts';
import type { Check, ReportIn, Rule } from '../check.ts';
import type { Surroundings } from '../surroundings.ts';

const TABLE_NOT_USED: Rule = {
  code: 'TABLE_NOT_USED',
  severity: 'warning',
  what: 'No policy names the parameter of a shared table and leaves it to the table.',
  why: 'The table is kept up to date for nothing, or a policy has values of its own that should come from it.',
  example:
    'parameters/city_wage.yaml and no { share: …, of: city_wage }, or only in files that define city_wage',
  mend: { zh: '删去这张表，或在政策里用它', en: 'remove the table, or use it in a policy' },
};
const TABLE_PLACE_UNKNOWN: Rule = {
  code: 'TABLE_PLACE_UNKNOWN',
  severity: 'error',
  what: 'A shared table has values for a code that is neither in the code table nor has a policy.',
  why: 'A mistyped code is found by no policy, and its place takes the values of the province, or none.',
  example: 'places: { 371399: … }',
  mend: { zh: '改代码', en: 'mend the code' },
};
const TABLE_DAYS_MISSING: Rule = {
  code: 'TABLE_DAYS_MISSING',
  severity: 'warning',
  what: 'Between two values of a place in a shared table there are days without one.',
  why: 'For a claim of these days the parameter is not stated; a value may have been forgotten.',
  example: '{ from: 2022-01-01, to: 2022-12-31, … }, { from: 2024-01-01, … }',
  mend: {
    zh: '补上这段时间的数值；查不到就写 not_stated',
    en: 'add the value of these days; write not_stated where it cannot be found',
  },
};

/** Tables of parameters that policies share. */
export const sharedTables: Check = {
  rules: [TABLE_NOT_USED, TABLE_PLACE_UNKNOWN, TABLE_DAYS_MISSING],
  async library(around, report) {
    if (around.tables.length === 0) return;
    const wanted = await wantedIn(around);
    for (const table of around.tables) {
      if (!wanted.has(table.name))
        report(
          TABLE_NOT_USED,
          table.file,
          { line: table.line, column: 1 },
          {
            zh: `没有政策用到参数表“${table.name}”`,
            en: `no policy uses the table “${table.name}”`,
          },
        );
      places(table, around, report);
    }
  },
};

/** Names that policies leave to the tables: those looked at and, for a table looked at by itself, all others. */
async function wantedIn({ subjects, tables, library }: Surroundings): Promise<Set<string>> {
  const wanted = new Set(subjects.flatMap(({ policy }) => policy.wants ?? []));
  if (tables.every(({ name }) => wanted.has(name))) return wanted;
  try {
    for (const { wants } of await library.all()) for (const name of wants ?? []) wanted.add(name);
  } catch {
    // One that does not load is told when it is looked at itself; nothing is called unused beside it.
    for (const { name } of tables) wanted.add(name);
  }
  return wanted;
}

function places(table: ParameterTable, { regions, library }: Surroundings, report: ReportIn): void {
  for (const [code, values] of Object.entries(table.places)) {
    const [first] = values;
    if (!regions.byCode(code) && !library.has(code))
      report(TABLE_PLACE_UNKNOWN, table.file, first?.amount.origin, {
        zh: `区划表里没有 ${code}`,
        en: `${code} is not in the code table`,
      });
    for (const [index, { to }] of values.entries()) {
      const next = values[index + 1];
      if (to === undefined || !next || addDays(to, 1) === next.from) continue;
      const last = addDays(next.from, -1);
      report(TABLE_DAYS_MISSING, table.file, next.amount.origin, {
        zh: `${code}：${addDays(to, 1)} 至 ${last} 没有数值`,
        en: `${code}: no value from ${addDays(to, 1)} to ${last}`,
      });
    }
  }
}
