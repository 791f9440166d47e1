import { FIELDS, fieldNames, fieldOf, foldName } from '../claim/fields.ts';
import { canonicalName } from '../claim/names.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { fail, Problems } from '../diagnostics/diagnostic.ts';
import { editDistance, nearest } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import { SETTLEMENT_FIELDS, type SettlementField } from '../engine/settlement.ts';
import type { HouseMap } from './map.ts';

/** A column that a claim is read from, by its canonical name. */
export interface Column {
  readonly name: string;
  readonly column: number;
}

/** What the columns of a file mean. */
export interface Layout {
  readonly headers: readonly string[];
  /** Every column that is a claim field: words, amounts, accumulators. */
  readonly claim: readonly Column[];
  /** With `--compare`: what the settlement system has recorded, by national name. */
  readonly recorded: readonly (Column & { readonly name: SettlementField })[];
  readonly constants: ReadonlyMap<string, string>;
  readonly map: HouseMap;
}

/** The column of a field, or -1. */
export function columnOf({ claim }: Layout, name: string): number {
  return claim.find((item) => item.name === name)?.column ?? -1;
}

/** Refuses to mask persons whom no column names. */
export function personToMask(layout: Layout, file: string | undefined): void {
  if (columnOf(layout, 'person') >= 0) return;
  fail({
    code: 'MISSING_COLUMN',
    message: { zh: '--mask：没有人员编号这一列', en: '--mask: no column holds person numbers' },
    field: 'person',
    ...where(file),
  });
}

/** Amounts of a bill that are given, and what identifies nothing that could have been recorded otherwise. */
const GIVEN: readonly string[] = ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt'];
/** A ratio with four decimals follows from the amounts. */
const RATIO = 'pool_prop_selfpay';

/**
 * Finds the meaning of a header.
 * @param file undefined where the columns were named by a flag
 * @returns the layout, and what the user should know of it
 * @throws BaoxiaoError when a field has no column, or two
 */
export function readLayout(
  headers: readonly string[],
  map: HouseMap,
  compare: boolean,
  file: string | undefined,
): { readonly layout: Layout; readonly remarks: readonly Diagnostic[] } {
  const problems = new Problems();
  const claim: Column[] = [];
  const recorded: Layout['recorded'][number][] = [];
  const unknown: string[] = [];
  const given: string[] = [];
  for (const [column, header] of headers.entries()) {
    if (map.ignore.has(header.trim())) continue;
    const written = map.columns.get(header.trim()) ?? header;
    const national = SETTLEMENT_FIELDS.find((field) => field === foldName(written));
    if (compare && national !== undefined && !GIVEN.includes(national)) {
      if (national !== RATIO) recorded.push({ name: national, column });
      continue;
    }
    const found = canonicalName(written);
    if (found === undefined) unknown.push(header);
    else claim.push({ name: found, column });
    if (found?.startsWith('paid.') && national !== undefined) given.push(header);
  }
  checkTwice(recorded, headers, file, problems);
  checkTwice(claim, headers, file, problems);
  checkConstants(claim, headers, map, file, problems);
  checkMissing(claim, headers, unknown, map, file, problems);
  checkNotTaken(headers, file, problems);
  if (compare && recorded.length === 0) nothingToCompare(file, problems);
  problems.throwIfFailed();
  const remarks = [...unusedMap(headers, map, file), ...carried(unknown), ...takenAsPaid(given, file)];
  return { layout: { headers, claim, recorded, constants: map.constants, map }, remarks };
}

/** Columns that a flag names have no place in a file. */
const where = (file: string | undefined): Pick<Diagnostic, 'place'> =>
  file === undefined ? {} : { place: { file, line: 1, column: 1 } };

function checkTwice(
  claim: readonly Column[],
  headers: readonly string[],
  file: string | undefined,
  problems: Problems,
) {
  const seen = new Map<string, Column>();
  for (const item of claim) {
    const before = seen.get(item.name);
    if (before) {
      const [first, second] = [headers[before.column], headers[item.column]];
      problems.error({
        code: 'FIELD_TWICE',
        message: {
          zh: `列“${first}”和“${second}”是同一项（${item.name}）`,
          en: `the columns “${first}” and “${second}” are the same field (${item.name})`,
        },
        hint: {
          zh: '用 --map 的 ignore 指明哪一列只是带过去',
          en: 'say with `ignore` in a --map file which one is only carried through',
        },
        field: item.name,
        ...where(file),
      });
    }
    seen.set(item.name, item);
  }
}

function checkConstants(
  claim: readonly Column[],
  headers: readonly string[],
  { constants }: HouseMap,
  file: string | undefined,
  problems: Problems,
): void {
  for (const { name, column } of claim) {
    if (!constants.has(name)) continue;
    problems.error({
      code: 'FIELD_TWICE',
      message: {
        zh: `${name} 在对照文件里是固定值，又有一列“${headers[column]}”`,
        en: `${name} is a constant in the map file and has a column “${headers[column]}” too`,
      },
      field: name,
      ...where(file),
    });
  }
}

/** Without these no row could be settled, so the run need not begin. */
function checkMissing(
  claim: readonly Column[],
  headers: readonly string[],
  unknown: readonly string[],
  { constants }: HouseMap,
  file: string | undefined,
  problems: Problems,
): void {
  const has = (name: string): boolean => constants.has(name) || claim.some((item) => item.name === name);
  const needed = ['date', 'region', 'insurance', 'care'].filter((name) => !has(name));
  if (!has('expenses.total') && !has('expenses.items')) needed.push('expenses.total');
  for (const name of needed) {
    const field = fieldOf(name);
    const names = [name, field.national, field.label.zh].filter((word) => word !== undefined);
    const near = names.flatMap((word) => nearest(word, [...unknown], 1));
    problems.error({
      code: 'MISSING_COLUMN',
      message: {
        zh: `没有“${field.label.zh}”这一列（${names.join('、')}）`,
        en: `there is no column for the ${field.label.en} (${names.join(', ')})`,
      },
      hint: near[0]
        ? { zh: `“${near[0]}”是这一列吗？用 --map 对照`, en: `is it “${near[0]}”? say so with --map` }
        : columnsHint(headers, claim.length > 0 || file === undefined),
      field: name,
      ...where(file),
    });
  }
}

/** The headers there are. A first line without any name of ours may be a claim, which nobody should read on a screen. */
function columnsHint(headers: readonly string[], known: boolean): Text {
  if (!known) {
    return {
      zh: '第一行不像表头：列名都不认识；检查表头、--encoding、--delimiter，或用 --map 对照',
      en: 'the first line looks unlike a header: its names are all unknown; check it, --encoding and --delimiter, or map it with --map',
    };
  }
  const some = headers.slice(0, 20);
  return {
    zh: `现有的列：${some.join('、')}；用 --map 对照列名，或给出固定值`,
    en: `the columns are: ${some.join(', ')}; map one with --map, or give a constant there`,
  };
}

/** A file that has been scored before would get each column twice. */
function checkNotTaken(headers: readonly string[], file: string | undefined, problems: Problems): void {
  const taken = headers.filter((header) => /^(est|diff)_/.test(header.trim()));
  if (taken.length === 0) return;
  problems.error({
    code: 'COLUMN_TAKEN',
    message: {
      zh: `文件里已有结果列：${taken.slice(0, 5).join('、')}${taken.length > 5 ? ' …' : ''}`,
      en: `the file has result columns already: ${taken.slice(0, 5).join(', ')}${taken.length > 5 ? ' …' : ''}`,
    },
    hint: { zh: '用原来的文件，或先去掉这些列', en: 'use the original file, or drop these columns' },
    ...where(file),
  });
}

function nothingToCompare(file: string | undefined, problems: Problems): void {
  problems.error({
    code: 'NOTHING_TO_COMPARE',
    message: {
      zh: '--compare：没有记录了结算金额的列（如 hifp_pay、fund_pay_sumamt）',
      en: '--compare: no column holds a recorded amount (hifp_pay, fund_pay_sumamt …)',
    },
    ...where(file),
  });
}

function unusedMap(headers: readonly string[], map: HouseMap, file: string | undefined): Diagnostic[] {
  const known = new Set(headers.map((header) => header.trim()));
  return [...map.columns.keys(), ...map.ignore]
    .filter((header) => !known.has(header))
    .map((header) => ({
      code: 'MAP_UNUSED',
      severity: 'warning',
      message: { zh: `--map 里的列“${header}”文件中没有`, en: `the file has no column “${header}” of --map` },
      ...where(file),
    }));
}

/** Columns that are carried through. Those that nearly have a name of ours are pointed out: an amount may hang on it. */
function carried(unknown: readonly string[]): Diagnostic[] {
  const names = [
    ...fieldNames(),
    ...FIELDS.flatMap((field) => [field.national ?? [], field.label.zh].flat()),
  ];
  return unknown.flatMap((header): Diagnostic[] => {
    const word = foldName(header);
    const short = fieldNames().find((name) => name.endsWith(`.${word}`) && !COMMON.includes(word));
    const near =
      short ?? names.find((name) => word.length > 3 && editDistance(word, foldName(name)) <= slips(word));
    if (near === undefined) return [];
    return [
      {
        code: 'COLUMN_NOT_KNOWN',
        severity: 'warning',
        message: {
          zh: `列“${header}”没有用到，只带过去；是否想写 ${near}`,
          en: `the column “${header}” is not used, only carried through; did you mean ${near}?`,
        },
      },
    ];
  });
}

/** Ends of our names that columns of other things are called too. */
const COMMON = ['kind', 'level', 'personal', 'place', 'settled'];

/** Slips of the finger that a word is forgiven; `note` is not a slip for `date`. */
function slips(word: string): number {
  return word.length < 8 ? 1 : 2;
}

function takenAsPaid(given: readonly string[], file: string | undefined): Diagnostic[] {
  if (given.length === 0) return [];
  return [
    {
      code: 'TAKEN_AS_PAID',
      severity: 'warning',
      message: {
        zh: `${given.join('、')} 当作已付金额，不再计算`,
        en: `${given.join(', ')}: taken as paid already and not worked out`,
      },
      hint:
        file === undefined
          ? {
              zh: '只带过去请在 --map 里写 ignore',
              en: '`ignore` them in a --map file to carry them through',
            }
          : {
              zh: '要与记录比较请加 --compare；只带过去请在 --map 里写 ignore',
              en: 'add --compare to compare with them, or `ignore` them in a --map file',
            },
    },
  ];
}
