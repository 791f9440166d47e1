import { fieldOf } from '../../claim/fields.ts';
import { joinTexts, type Text } from '../../diagnostics/text.ts';
import type { Wording } from '../circumstances.ts';
import type { Condition } from '../condition.ts';
import { NUMBERS } from '../condition-fields.ts';
import type { Keys } from '../keys.ts';

/** A condition in words: `医院等级 二级、三级，转诊 未经转诊直接就医`. */
export function describeCondition(test: Condition, wording: (field: string, value?: string) => Text): Text {
  switch (test.kind) {
    case 'is': {
      const values = joinTexts(
        test.values.map((value) => wording(test.field, value)),
        '、',
        ' or ',
      );
      const field = wording(test.field);
      return { zh: `${field.zh}:${values.zh}`, en: `${field.en}: ${values.en}` };
    }
    case 'within': {
      return describeNumber(test.field, test.from, test.to, NUMBERS[test.field] ?? wording(test.field));
    }
    case 'not': {
      const inner = describeCondition(test.of, wording);
      return { zh: `不是（${inner.zh}）`, en: `not (${inner.en})` };
    }
    case 'all':
      return joinTexts(
        test.of.map((inner) => describeCondition(inner, wording)),
        ',',
        '; ',
      );
    case 'any':
      return joinTexts(
        test.of.map((inner) => describeCondition(inner, wording)),
        ' 或 ',
        ' or ',
      );
  }
}

/** A number in a stretch as people say it: `年龄 60 及以上`, `本年度第 2 次及以后住院（就诊）`. */
export function describeNumber(field: string, from: number, to: number, label: Text): Text {
  if (field === 'admission') return describeAdmission(from, to);
  const range = describeRange(from, to);
  return { zh: `${label.zh} ${range.zh}`, en: `${label.en} ${range.en}` };
}

function describeAdmission(from: number, to: number): Text {
  const which = (zh: string, en: string): Text => ({
    zh: `本年度第 ${zh}住院（就诊）`,
    en: `admission ${en} of the year`,
  });
  if (from === to) return which(`${from} 次`, `${from}`);
  if (to === Number.MAX_SAFE_INTEGER) return which(`${from} 次及以后`, `${from} or later`);
  return which(`${from} 至 ${to} 次`, `${from} to ${to}`);
}

export function describeRange(from: number, to: number): Text {
  if (from === to) return { zh: `${from}`, en: `${from}` };
  if (to === Number.MAX_SAFE_INTEGER) return { zh: `${from} 及以上`, en: `${from} and above` };
  return from === 0
    ? { zh: `${to} 及以下`, en: `up to ${to}` }
    : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };
}

/** What a row of a table is for. */
export function describeKeys(field: string, keys: Keys, wording: Wording): Text {
  if (keys.kind === 'within') return describeRange(keys.from, keys.to);
  return joinTexts(
    keys.values.map((value) => (fieldIsKnown(field) ? wording(field, value) : { zh: value, en: value })),
    '、',
    ' or ',
  );
}

function fieldIsKnown(field: string): boolean {
  try {
    return fieldOf(field) !== undefined;
  } catch {
    return false;
  }
}
