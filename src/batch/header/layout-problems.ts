import { fieldOf } from '../../claim/fields.ts';
import type { Problems } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/suggest.ts';
import type { Text } from '../../diagnostics/text.ts';
import { type Column, headerPlace } from './layout.ts';
import type { HouseMap } from './map.ts';

/** Reports what is wrong with a header whose columns have been told apart. @param unknown headers without a meaning */
export function checkLayout(
  {
    claim,
    recorded,
    unknown,
  }: { claim: readonly Column[]; recorded: readonly Column[]; unknown: readonly string[] },
  headers: readonly string[],
  map: HouseMap,
  compare: boolean,
  file: string | undefined,
  problems: Problems,
): void {
  checkTwice(recorded, headers, file, problems);
  checkTwice(claim, headers, file, problems);
  checkConstants(claim, headers, map, file, problems);
  checkMissing(claim, headers, unknown, map, file, problems);
  checkNotTaken(headers, file, problems);
  if (compare && recorded.length === 0) nothingToCompare(file, problems);
}

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
        ...headerPlace(file),
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
      ...headerPlace(file),
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
      ...headerPlace(file),
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
    ...headerPlace(file),
  });
}

function nothingToCompare(file: string | undefined, problems: Problems): void {
  problems.error({
    code: 'NOTHING_TO_COMPARE',
    message: {
      zh: '--compare：没有记录了结算金额的列（如 hifp_pay、fund_pay_sumamt）',
      en: '--compare: no column holds a recorded amount (hifp_pay, fund_pay_sumamt …)',
    },
    ...headerPlace(file),
  });
}
