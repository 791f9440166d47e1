import { fieldOf, foldName } from '../../claim/fields.ts';
import { canonicalName } from '../../claim/names.ts';
import { Problems } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { SETTLEMENT_FIELDS } from '../../engine/settlement.ts';
import type { ScalarTree, Tree } from '../../source/tree.ts';
import { readYaml } from '../../source/yaml.ts';

/** A house's own headers, codes and date form, in our terms. */
export interface HouseMap {
  /** Header to the name it stands for, as any header may be named: `身份证号` to `person`, `统筹` to `hifp_pay`. */
  readonly columns: ReadonlyMap<string, string>;
  /** Field to code to value: `status`, `1`, `active`. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Fields that hold one value for the whole file. */
  readonly constants: ReadonlyMap<string, string>;
  /** Headers that are carried through although they have a name of ours. */
  readonly ignore: ReadonlySet<string>;
  readonly dateFormat: DateFormat;
}

/** How dates are written; ISO is understood with each. */
export type DateFormat = 'YYYY-MM-DD' | 'YYYYMMDD' | 'YYYY/M/D';

export const NO_MAP: HouseMap = {
  columns: new Map(),
  values: new Map(),
  constants: new Map(),
  ignore: new Set(),
  dateFormat: 'YYYY-MM-DD',
};

const KEYS = ['columns', 'values', 'constants', 'ignore', 'date_format'];
const FORMATS: readonly DateFormat[] = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY/M/D'];

/**
 * Reads a map file.
 * @throws BaoxiaoError with all that is wrong with it, and where
 */
export function readHouseMap(text: string, file: string): HouseMap {
  const tree = readYaml(text, file);
  const problems = new Problems();
  const parts = new Map<string, Tree>();
  if (tree.kind !== 'map') wrong(tree, 'columns: { … }', problems);
  else {
    for (const { key, keyPlace, value } of tree.entries) {
      if (KEYS.includes(key)) parts.set(key, value);
      else {
        const hint = didYouMean(key, KEYS);
        problems.error({
          code: 'UNKNOWN_KEY',
          message: { zh: `对照文件里没有“${key}”这一项`, en: `there is no key “${key}” in a map file` },
          ...(hint && { hint }),
          place: keyPlace,
        });
      }
    }
  }
  const map: HouseMap = {
    columns: readColumns(parts.get('columns'), problems),
    values: readValues(parts.get('values'), problems),
    constants: readConstants(parts.get('constants'), problems),
    ignore: new Set(readList(parts.get('ignore'), problems)),
    dateFormat: readFormat(parts.get('date_format'), problems),
  };
  problems.throwIfFailed();
  return map;
}

function readColumns(tree: Tree | undefined, problems: Problems): Map<string, string> {
  const columns = new Map<string, string>();
  for (const [header, value] of pairs(tree, 'columns: { 总金额: expenses.total }', problems)) {
    const recorded = SETTLEMENT_FIELDS.some((field) => field === foldName(value.text));
    if (canonicalName(value.text) === undefined && !recorded) unknownField(value, problems);
    else columns.set(header, value.text);
  }
  return columns;
}

function readValues(tree: Tree | undefined, problems: Problems): Map<string, Map<string, string>> {
  const values = new Map<string, Map<string, string>>();
  if (tree === undefined) return values;
  if (tree.kind !== 'map') {
    wrong(tree, 'values: { status: { "1": active } }', problems);
    return values;
  }
  for (const { key, keyPlace, value } of tree.entries) {
    const name = canonicalName(key);
    if (name === undefined || !hasWords(name)) {
      unknownField({ kind: 'scalar', text: key, empty: false, place: keyPlace }, problems);
      continue;
    }
    const codes = new Map<string, string>();
    for (const [code, meant] of pairs(value, `${key}: { "1": … }`, problems)) {
      checkValue(name, meant, problems);
      codes.set(code, meant.text);
    }
    values.set(name, codes);
  }
  return values;
}

function readConstants(tree: Tree | undefined, problems: Problems): Map<string, string> {
  const constants = new Map<string, string>();
  for (const [key, value] of pairs(tree, 'constants: { region: "371300" }', problems)) {
    const name = canonicalName(key);
    if (name === undefined || isAmount(name)) {
      unknownField({ ...value, text: key }, problems);
      continue;
    }
    checkValue(name, value, problems);
    constants.set(name, value.text);
  }
  return constants;
}

/** Whether a field holds words; an amount, a date or a number means what is written. */
function hasWords(name: string): boolean {
  if (/^(paid|year_to_date|expenses\.parts)\./.test(name)) return false;
  return ['code', 'codes', 'boolean', 'region', 'words'].includes(fieldOf(name).kind);
}

/** Amounts, accumulators and what tells one claim from another differ from row to row. */
function isAmount(name: string): boolean {
  return (
    /^(expenses|paid|year_to_date|accounts)\./.test(name) ||
    ['id', 'person', 'date', 'reverses'].includes(name)
  );
}

function checkValue(name: string, value: ScalarTree, problems: Problems): void {
  if (/^(paid|year_to_date|expenses\.parts)\./.test(name)) return;
  const { table } = fieldOf(name);
  if (!table || value.text.split(/[,，、;；+|]/).every((word) => table.find(word))) return;
  const hint = didYouMean(value.text, table.words);
  problems.error({
    code: 'UNKNOWN_CODE',
    message: { zh: `${name} 没有“${value.text}”这个值`, en: `${name} has no value “${value.text}”` },
    ...(hint && { hint }),
    field: name,
    value: value.text,
    place: value.place,
  });
}

function readFormat(tree: Tree | undefined, problems: Problems): DateFormat {
  const text = tree?.kind === 'scalar' ? tree.text.toUpperCase() : undefined;
  const found = FORMATS.find((format) => format === text);
  if (tree !== undefined && !found) {
    problems.error({
      code: 'UNKNOWN_CODE',
      message: {
        zh: `date_format 只能是 ${FORMATS.join('、')}`,
        en: `date_format is one of ${FORMATS.join(', ')}`,
      },
      field: 'date_format',
      place: tree.place,
    });
  }
  return found ?? 'YYYY-MM-DD';
}

function readList(tree: Tree | undefined, problems: Problems): string[] {
  if (tree === undefined) return [];
  const items = tree.kind === 'list' ? tree.items : [tree];
  return items.flatMap((item) => {
    if (item.kind === 'scalar') return [item.text];
    wrong(item, 'ignore: [hifp_pay]', problems);
    return [];
  });
}

function pairs(tree: Tree | undefined, example: string, problems: Problems): [string, ScalarTree][] {
  if (tree === undefined) return [];
  if (tree.kind !== 'map') {
    wrong(tree, example, problems);
    return [];
  }
  return tree.entries.flatMap(({ key, value }): [string, ScalarTree][] => {
    if (value.kind === 'scalar') return [[key, value]];
    wrong(value, example, problems);
    return [];
  });
}

function wrong(tree: Tree, example: string, problems: Problems): void {
  problems.error({
    code: 'BAD_MAP',
    message: { zh: '对照文件的写法不对', en: 'this is not how a map file is written' },
    hint: { zh: `例如 ${example}`, en: `for example ${example}` },
    place: tree.place,
  });
}

function unknownField(value: ScalarTree, problems: Problems): void {
  problems.error({
    code: 'UNKNOWN_FIELD',
    message: {
      zh: `“${value.text}”不是可以这样填的报销单字段`,
      en: `“${value.text}” is not a field of a claim that can stand here`,
    },
    hint: {
      zh: '用我们的名称、国家接口名或中文名，如 person、psn_no、人员编号',
      en: 'use our name, the national name or the Chinese label, e.g. person, psn_no, 人员编号',
    },
    field: value.text,
    place: value.place,
  });
}
