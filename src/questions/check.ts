import { completeClaim } from '../claim/complete.ts';
import { fieldOf } from '../claim/fields.ts';
import { NO_RULES } from '../claim/items.ts';
import { readFact } from '../claim/values.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import { itemRules } from '../engine/estimate.ts';
import { formatYuan, parseTypedYuan } from '../money/fen.ts';
import { formatPercent, PPM, parsePercent } from '../money/rate.ts';
import { scalar } from '../source/tree.ts';
import type { Question } from './question.ts';
import type { Situation } from './situation.ts';

/** An answer as it is kept, or what is wrong with it and how to mend it. */
export type Checked =
  | { readonly value: string }
  | { readonly problem: { readonly message: Text; readonly hint?: Text } };

const NOWHERE = { file: '', line: 0, column: 0 };

/**
 * Reads one typed answer. An empty text is the default.
 * @returns the answer in its plain form: yuan with two decimals, an ISO date, ids of choices
 */
export function checkAnswer(question: Question, typed: string, situation: Situation): Checked {
  const text = typed.trim() === '' ? (question.default ?? '') : typed.trim();
  if (text === '' && question.kind !== 'choices') return wrong('请输入', 'an answer is needed');
  switch (question.kind) {
    case 'money':
      return checkMoney(question, text, situation);
    case 'rate':
      return checkRate(text);
    case 'date':
      return checkDate(text, situation.options.today ?? '');
    case 'number':
      return checkNumber(question, text);
    case 'choice':
    case 'yes-no':
      return question.choices.some(({ value }) => value === text)
        ? { value: text }
        : wrong(`没有“${text}”这一项`, `“${text}” is not one of the choices`);
    case 'choices': {
      const known = text.split(',').filter((word) => question.choices.some(({ value }) => value === word));
      return { value: known.join(',') };
    }
    default:
      return { value: text.normalize('NFKC') };
  }
}

function wrong(zh: string, en: string, hint?: Text): Checked {
  return { problem: { message: { zh, en }, ...(hint && { hint }) } };
}

function checkMoney(question: Question, text: string, situation: Situation): Checked {
  const result = parseTypedYuan(text);
  if ('code' in result) {
    const hint = result.hint ?? { zh: '例如 12345.60 或 1.2万', en: 'for example 12345.60' };
    return { problem: { message: result.message, hint } };
  }
  if (result.fen < 0) return wrong('金额不能是负数', 'an amount cannot be negative');
  const problem = addsUp(question.field, result.fen, situation);
  return problem ? { problem } : { value: formatYuan(result.fen) };
}

/**
 * Parts of a bill are never more than the bill; said at the part, not after the last question. A smaller total is
 * taken: the part that is then too large is asked again.
 */
function addsUp(field: string, fen: number, { draft, prepared }: Situation): Diagnostic | undefined {
  if (!field.startsWith('expenses.') || field === 'expenses.total' || draft.items.length > 0)
    return undefined;
  const money = new Map(draft.money);
  const parts = new Map(draft.parts);
  if (field.startsWith('expenses.parts.')) parts.set(field.slice('expenses.parts.'.length), fen);
  else if (field === 'expenses.essential_medicine') parts.set('essential_medicine', fen);
  else money.set(field, fen);
  if (!money.has('expenses.total')) return undefined;
  const found: Diagnostic[] = [];
  const plan = prepared?.result?.plan;
  const rules = plan ? { ...itemRules(plan), classB: 0 } : NO_RULES;
  completeClaim({ ...draft, money, parts }, rules, (problem) =>
    found.push({ severity: 'error', ...problem }),
  );
  return found.find(({ code }) => code.startsWith('PARTS_ABOVE'));
}

/** A percentage; a bare number above 1 can only be meant as one, 0.7 could be 0.7% or 70%. */
function checkRate(text: string): Checked {
  const folded = text.normalize('NFKC').replace(/\s+/g, '');
  const ppm = parsePercent(/^\d+(\.\d+)?$/.test(folded) && Number(folded) > 1 ? `${folded}%` : folded);
  if (ppm !== undefined && ppm >= 0 && ppm <= PPM) return { value: formatPercent(ppm) };
  const hint = { zh: '写成百分数，如 70%', en: 'write it as a percentage, e.g. 70%' };
  return wrong(`“${text}”不是 0% 到 100% 的百分数`, `“${text}” is not a percentage from 0% to 100%`, hint);
}

function checkNumber(question: Question, text: string): Checked {
  const folded = text.normalize('NFKC');
  const most = question.field === 'year_to_date.admissions' ? 1000 : 150;
  if (/^\d{1,4}$/.test(folded) && Number(folded) <= most) return { value: String(Number(folded)) };
  return wrong(`“${text}”不是 0 到 ${most} 的整数`, `“${text}” is not a whole number from 0 to ${most}`);
}

/** A date as people type it: 2025-05-01, 2025.5.1, 20250501, 5-1 and 0501 of this year, 今天, 昨天. */
function checkDate(text: string, today: string): Checked {
  const iso = isoDate(text.normalize('NFKC').replace(/\s+/g, ''), today);
  const field = fieldOf('date');
  const found: Diagnostic[] = [];
  const read = readFact(field, scalar(iso ?? text, NOWHERE), NOWHERE, (problem) =>
    found.push({ severity: 'error', ...problem }),
  );
  if (typeof read === 'string') return { value: read };
  const hint = {
    zh: '写成 2025-05-01，今年的可写 0501',
    en: 'write it as 2025-05-01, or 0501 for this year',
  };
  return wrong(`“${text}”不是日期`, `“${text}” is not a date`, hint);
}

function isoDate(text: string, today: string): string | undefined {
  const days = { 今天: 0, today: 0, 昨天: -1, yesterday: -1, 前天: -2 }[text.toLowerCase()];
  if (days !== undefined) {
    const date = new Date(`${today}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  }
  const match =
    /^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})?(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [, year = today.slice(0, 4), month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
