import { BOOLEANS } from '../codes/tables.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/suggest.ts';
import type { Text } from '../diagnostics/text.ts';
import { parseYuan } from '../money/fen.ts';
import type { Tree } from '../source/tree.ts';
import type { Fact } from './claim.ts';
import type { Field } from './field.ts';

export type Report = (problem: Omit<Diagnostic, 'severity'>) => void;

/** Reads amounts; the prompt passes a more forgiving one. */
export type MoneyReader = typeof parseYuan;

export interface Named {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en: string };
}

/** An amount in fen, not negative unless the claim takes a settlement back. */
export function readMoney(
  field: Named,
  value: Tree,
  place: Place,
  report: Report,
  parse: MoneyReader = parseYuan,
  signed = false,
) {
  const text = scalarText(field, value, place, report);
  if (text === undefined) return undefined;
  const result = parse(text);
  if ('code' in result) {
    const message = {
      zh: `${field.label.zh}：${result.message.zh}`,
      en: `${field.label.en}: ${result.message.en}`,
    };
    report({
      code: result.code,
      message,
      ...(result.hint && { hint: result.hint }),
      field: field.key,
      value: text,
      place,
    });
    return undefined;
  }
  if (result.fen < 0 && !signed) {
    report({
      code: 'MONEY_NEGATIVE',
      message: {
        zh: `${field.label.zh}：金额“${text}”是负数`,
        en: `${field.label.en}: the amount “${text}” is negative`,
      },
      hint: {
        zh: '只有冲正（填写“冲正”）才用负数',
        en: 'only a reversal (with `reverses`) has negative amounts',
      },
      field: field.key,
      value: text,
      place,
    });
    return undefined;
  }
  return result.fen;
}

/** A word, number or list of words of a field, in our vocabulary. */
export function readFact(field: Field, value: Tree, place: Place, report: Report): Fact | undefined {
  if (field.kind === 'codes' || field.kind === 'words') return readWords(field, value, place, report);
  const text = scalarText(field, value, place, report)?.trim();
  if (text === undefined) return undefined;
  switch (field.kind) {
    case 'date':
      return readDate(field, text, place, report);
    case 'integer':
      return readInteger(field, text, place, report, 150);
    case 'code':
    case 'boolean':
      return readCode(field, text, place, report);
    default:
      return text.normalize('NFKC');
  }
}

export function readInteger(
  field: Named,
  text: string,
  place: Place,
  report: Report,
  most: number,
): number | undefined {
  const folded = text.normalize('NFKC');
  const number = /^\d{1,6}$/.test(folded) ? Number(folded) : Number.NaN;
  if (number >= 0 && number <= most) return number;
  report({
    code: 'NOT_A_WHOLE_NUMBER',
    message: {
      zh: `${field.label.zh}：“${text}”不是 0 到 ${most} 的整数`,
      en: `${field.label.en}: “${text}” is not a whole number from 0 to ${most}`,
    },
    field: field.key,
    value: text,
    place,
  });
  return undefined;
}

export function givenTwice(name: string, place: Place): Parameters<Report>[0] {
  return {
    code: 'FIELD_TWICE',
    message: { zh: `“${name}”给了两次`, en: `“${name}” is given twice` },
    hint: { zh: '同一项的几种写法只留一种', en: 'keep one of the names for it' },
    field: name,
    place,
  };
}

/** How a date is written, for whoever wrote something else. */
export const DATE_FORM: Text = {
  zh: '写成 YYYY-MM-DD，如 2025-05-01',
  en: 'write it as YYYY-MM-DD, for example 2025-05-01',
};

function readDate(field: Field, text: string, place: Place, report: Report): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text.normalize('NFKC'));
  if (match) {
    const [, year, month, day] = match;
    const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
    const iso = `${year}-${month}-${day}`;
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
  }
  report({
    code: 'NOT_A_DATE',
    message: { zh: `${field.label.zh}：“${text}”不是日期`, en: `${field.label.en}: “${text}” is not a date` },
    hint: DATE_FORM,
    field: field.key,
    value: text,
    place,
  });
  return undefined;
}

function readCode(field: Field, text: string, place: Place, report: Report): string | undefined {
  const table = field.table ?? BOOLEANS;
  const found = table.find(text);
  if (found) return found.id;
  const known = table.values.map((item) => `${item.id} ${item.label.zh}`);
  const near = nearest(text, [...table.words, ...(field.finer?.table.words ?? [])]);
  report({
    code: 'UNKNOWN_CODE',
    message: {
      zh: `${field.label.zh}：没有“${text}”这个值`,
      en: `${field.label.en}: “${text}” is not one of its values`,
    },
    hint:
      near.length > 0
        ? { zh: `是否想写：${near.join('、')}`, en: `did you mean ${near.join(', ')}?` }
        : {
            zh: `可用：${known.join('、')}`,
            en: `one of: ${table.values.map((item) => `${item.id} (${item.label.en})`).join(', ')}`,
          },
    field: field.key,
    value: text,
    place,
  });
  return undefined;
}

function readWords(field: Field, value: Tree, place: Place, report: Report): readonly string[] | undefined {
  const texts: string[] = [];
  for (const item of value.kind === 'list' ? value.items : [value]) {
    const text = scalarText(field, item, item.place, report);
    if (text === undefined) return undefined;
    texts.push(
      ...text
        .split(/[,，、;；+|]/)
        .map((word) => word.normalize('NFKC').trim())
        .filter((word) => word !== ''),
    );
  }
  if (field.kind === 'words') return texts;
  const ids = texts.map((text) => readCode(field, text, place, report));
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
}

function scalarText(field: Named, value: Tree, place: Place, report: Report): string | undefined {
  if (value.kind === 'scalar') return value.text;
  report({
    code: 'NOT_A_VALUE',
    message: {
      zh: `${field.label.zh}：这里应是一个值`,
      en: `${field.label.en}: a single value belongs here`,
    },
    field: field.key,
    place,
  });
  return undefined;
}
