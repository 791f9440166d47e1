import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../src/questions/check.ts';
import { optionalQuestions } from '../../src/questions/extras.ts';
import type { Question, QuestionKind } from '../../src/questions/question.ts';
import { walk } from '../../src/questions/walk.ts';
import { AROUND, fields, sitting } from './clerk.ts';

const LINYI = { region: '371300', insurance: 'employee', 'hospital.level': '3' };
const STAY = {
  region: '330100',
  insurance: 'resident',
  care: 'inpatient',
  'hospital.level': '1',
  status: 'adult',
};

describe('choices', () => {
  test('the key of a level is the level', async () => {
    const { asked } = await sitting({ region: '330100', insurance: 'resident', care: 'inpatient' });
    const level = asked.find(({ field }) => field === 'hospital.level');
    expect(level?.choices.map(({ key, value, label }) => `${key} ${value} ${label.zh}`)).toEqual([
      '1 1 一级',
      '2 2 县级',
      '3 3 市级',
    ]);
    expect(level?.default).toBeUndefined();
  });

  test('an ordinary answer is preselected, an unusual group of people listed only where a rule names it', async () => {
    const { asked } = await sitting(STAY);
    const group = asked.find(({ field }) => field === 'assistance');
    expect(group?.choices.map(({ value }) => value)).toEqual(['none', 'minimum_living']);
    expect(group?.default).toBe('none');
    const people = asked.find(({ field }) => field === 'status');
    expect(people?.choices.map(({ value }) => value)).toEqual(['minor', 'adult', 'senior']);
  });

  test('the last part of a bill that is all parts is what the others leave', async () => {
    const { asked, end } = await sitting({
      region: '330100',
      insurance: 'maternity',
      care: 'maternity_outpatient',
      'expenses.total': '1000',
      'expenses.self_funded': '100',
      'expenses.parts.routine': '300',
    });
    expect(asked.at(-1)).toMatchObject({ field: 'expenses.parts.key', default: '600.00' });
    expect(end.estimate?.settlement.hifp_pay).toBe(30000 + 48000);
  });
});

describe('changing an answer', () => {
  test('drops the answers that belong to the branch left', async () => {
    const { end } = await sitting({ ...LINYI, 'hospital.kind': 'tcm', 'access.filing': 'filed_transfer' });
    const typed = new Map(end.answered.map(({ question, value }) => [question.field, value]));
    expect(typed.get('access.filing')).toBe('filed_transfer');
    typed.set('hospital.kind', 'general');
    const after = await walk(typed, new Map(), AROUND);
    expect(after.estimate).toBeDefined();
    expect(after.answered.map(({ question }) => question.field)).not.toContain('access.filing');
    expect(after.estimate?.claim.facts.has('access.filing')).toBe(false);
  });

  test('asks again what is no answer any more', async () => {
    const { end } = await sitting(STAY);
    const typed = new Map(end.answered.map(({ question, value }) => [question.field, value]));
    // Linyi has no residents' scheme here, and the kind of care follows from the scheme.
    typed.set('region', '371300');
    const after = await walk(typed, new Map(), AROUND);
    expect(after.next?.field).toBe('insurance');
    typed.set('insurance', 'employee');
    const then = await walk(typed, new Map(), AROUND);
    expect(then.next?.field).toBe('hospital.kind');
    expect(then.answered.map(({ question }) => question.field)).toEqual([
      'region',
      'insurance',
      'care',
      'hospital.level',
    ]);
  });

  test('a part above a smaller total is asked again', async () => {
    const { end } = await sitting({ ...LINYI, 'expenses.total': '1000', 'expenses.self_funded': '800' });
    const typed = new Map(end.answered.map(({ question, value }) => [question.field, value]));
    typed.set('expenses.total', '500');
    expect((await walk(typed, new Map(), AROUND)).next?.field).toBe('expenses.self_funded');
  });

  test('what is wrong names the question that mends it', async () => {
    const early = await sitting(LINYI, { date: '2024-12-31' });
    expect(early.end.problem).toMatchObject({ code: 'DATE_BEFORE_POLICY', field: 'date' });
    const nowhere = await sitting({ region: '110000' });
    expect(nowhere.end.problem).toMatchObject({ code: 'NO_POLICY', field: 'region' });
  });
});

describe('extras', () => {
  test('are what the plan can use, beside the date', async () => {
    const { end } = await sitting(LINYI);
    expect(optionalQuestions(end.situation).map(({ field }) => field)).toEqual([
      'date',
      'hospital.designated',
      'accounts.personal',
      'accounts.stored_card',
    ]);
    const held = await sitting(STAY);
    expect(optionalQuestions(held.end.situation).map(({ field }) => field)).toContain('supplements');
    const chronic = await sitting({ ...STAY, care: 'chronic', disease: 'diabetes' });
    expect(optionalQuestions(chronic.end.situation).map(({ field }) => field)).toContain(
      'paid.serious_illness',
    );
  });

  test('count in the result and stay changeable', async () => {
    const { end } = await sitting(LINYI, { 'accounts.personal': '100.00', date: '2025-05-01' });
    expect(end.estimate?.settlement.acct_pay).toBe(10000);
    expect(end.extras.map(({ question }) => question.field)).toEqual(['accounts.personal', 'date']);
    const told = await sitting(LINYI, { 'hospital.designated': 'true' });
    expect(told.end.extras.map(({ question }) => question.kind)).toEqual(['yes-no']);
  });
});

describe('checking one answer', async () => {
  const { end } = await sitting({ ...LINYI, 'expenses.total': '1000' });
  const of = (kind: QuestionKind, field = 'accounts.personal', rest: Partial<Question> = {}): Question => ({
    field,
    kind,
    label: { zh: '', en: '' },
    choices: [],
    ...rest,
  });

  test.each<[QuestionKind, string, string]>([
    ['money', '1.2万', '12000.00'],
    ['money', '12,345.6', '12345.60'],
    ['money', '１２３．５', '123.50'],
    ['money', '¥300元', '300.00'],
    ['money', '0', '0.00'],
    ['rate', '70', '70%'],
    ['rate', '70%', '70%'],
    ['rate', '92.5％', '92.5%'],
    ['number', '６０', '60'],
    ['date', '2025-05-01', '2025-05-01'],
    ['date', '20250501', '2025-05-01'],
    ['date', '2025.5.1', '2025-05-01'],
    ['date', '2025年5月1日', '2025-05-01'],
    ['date', '5-1', '2025-05-01'],
    ['date', '0501', '2025-05-01'],
    ['date', '昨天', '2025-11-21'],
    ['date', 'today', '2025-11-22'],
    ['text', ' 糖尿病 ', '糖尿病'],
  ])('%s %s', (kind, typed, value) => {
    expect(checkAnswer(of(kind), typed, end.situation)).toEqual({ value });
  });

  test.each<[QuestionKind, string]>([
    ['money', ''],
    ['money', 'abc'],
    ['money', '-5'],
    ['money', '1.234'],
    ['money', '1e5'],
    ['money', '1亿'],
    ['rate', '0.7'],
    ['rate', '120%'],
    ['rate', 'half'],
    ['number', '-1'],
    ['number', '151'],
    ['number', '6.5'],
    ['date', '2025-02-29'],
    ['date', '31'],
    ['date', 'soon'],
    ['choice', 'x'],
  ])('%s %j is refused with words in both languages', (kind, typed) => {
    const checked = checkAnswer(of(kind), typed, end.situation);
    const problem = 'problem' in checked ? checked.problem : undefined;
    expect(problem?.message.zh).toMatch(/\p{Script=Han}/u);
    expect(problem?.message.en).toMatch(/[a-z]/);
  });

  test('Enter is the default; a part above the total is refused at once', () => {
    expect(checkAnswer(of('money', 'expenses.advance', { default: '0' }), '', end.situation)).toEqual({
      value: '0.00',
    });
    const above = checkAnswer(of('money', 'expenses.self_funded'), '1000.01', end.situation);
    expect(above).toMatchObject({ problem: { code: 'PARTS_ABOVE_TOTAL' } });
    expect(checkAnswer(of('money', 'expenses.self_funded'), '1000', end.situation)).toEqual({
      value: '1000.00',
    });
  });
});

test('every question and choice speaks both languages and is short', async () => {
  for (const answers of [
    STAY,
    { ...STAY, year_to_date: 'true' },
    { ...STAY, care: 'chronic', disease: 'diabetes' },
    { ...LINYI, 'hospital.kind': 'tcm' },
  ]) {
    const done = await sitting(answers);
    for (const { field, label, choices, help } of [...done.asked, ...optionalQuestions(done.end.situation)]) {
      expect(label.zh, field).toMatch(/\p{Script=Han}/u);
      expect(label.en, field).not.toMatch(/\p{Script=Han}/u);
      expect(label.zh.length, field).toBeLessThanOrEqual(10);
      for (const choice of choices) expect(choice.label.en, field).not.toBe('');
      if (help) expect(help.en, field).toMatch(/[a-z]/);
    }
    expect(fields(done).split(' ')).toEqual([...new Set(fields(done).split(' '))]);
  }
});
