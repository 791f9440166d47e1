import { describe, expect, test } from 'vitest';
import { FIELDS } from '../../src/claim/fields.ts';
import { read, told } from './reading.ts';

const coded = FIELDS.filter((field) => field.table !== undefined);

describe.each(coded)('the values of $key', (field) => {
  test.each(field.table?.values ?? [])('$id', ({ id, label, national = [], also = [] }) => {
    const words = [id, label.zh, label.en, ...national, ...also];
    for (const word of [...words, id.toUpperCase(), ` ${id} `]) {
      // A word may stand for one value only; the table itself decides where a national code is also another's word.
      const { draft, problems } = read(`"${field.key}": "${word}"`);
      expect(problems, word).toEqual([]);
      expect([draft.facts.get(field.key)].flat(), word).toEqual([id]);
    }
  });

  test('others are refused with what there is', () => {
    const [problem] = read(`"${field.key}": no such thing`).problems;
    expect(problem).toMatchObject({ code: 'UNKNOWN_CODE', field: field.key, value: 'no such thing' });
    expect(problem?.hint?.zh).toContain(field.table?.ids[0]);
  });
});

describe('values near to a right one', () => {
  test.each([
    ['insurance: employe', 'employee'],
    ['insurance: 职工基本医疗保险金', '职工基本医疗保险'],
    ['care: inpatent', 'inpatient'],
    ['access.filing: unfield', 'unfiled'],
  ])('%s', (text, meant) => {
    expect(read(text).problems[0]?.hint?.en).toBe(`did you mean ${meant}?`);
  });
});

describe('a hospital’s grade gives its level where that is not given', () => {
  test.each([
    ['1', '3'],
    ['2', '3'],
    ['3', '3'],
    ['4', '3'],
    ['5', '2'],
    ['6', '2'],
    ['7', '2'],
    ['8', '1'],
    ['9', '1'],
    ['10', '1'],
    ['12', '3'],
    ['13', '2'],
    ['14', '1'],
    ['三甲', '3'],
    ['二级乙等', '2'],
    ['1c', '1'],
  ])('%s: level %s', (grade, level) => {
    expect(read(`hospital.grade: ${grade}`).draft.facts.get('hospital.level')).toBe(level);
    expect(read(`hosp_lv: ${grade}`).draft.facts.get('hospital.level')).toBe(level);
  });
  test('no grade, no level', () => {
    expect(read('hospital.grade: 11').draft.facts.has('hospital.level')).toBe(false);
  });
  test('a bare number under «level» is the level, and a level that is given stays', () => {
    expect(read('hospital.level: 1').draft.facts.get('hospital.level')).toBe('1');
    expect(read('dedc_hosp_lv: 1').draft.facts.get('hospital.level')).toBe('1');
    expect(read('医院等级: 2').draft.facts.get('hospital.level')).toBe('2');
    expect(read('hospital: { level: 2, grade: 3a }').draft.facts.get('hospital.level')).toBe('2');
  });
});

describe('dates', () => {
  test.each([
    ['2025-05-01', '2025-05-01'],
    ['2025-05-01T10:30:00', '2025-05-01'],
    ['2025-05-01 23:59:59', '2025-05-01'],
    ['２０２５-０５-０１', '2025-05-01'],
    ['2024-02-29', '2024-02-29'],
    ['2000-02-29', '2000-02-29'],
  ])('%s', (text, date) => {
    const { draft, problems } = read(`date: ${text}`);
    expect(problems).toEqual([]);
    expect(draft.facts.get('date')).toBe(date);
  });
  test.each([
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-5-1',
    '20250501',
    '2025/05/01',
    '01-05-2025',
    '2025-05',
    '2025-05-01x',
    'today',
    '45778',
  ])('%s is none', (text) => expect(told(`date: ${text}`)).toEqual(['NOT_A_DATE date 1:7']));
});

describe('whole numbers', () => {
  test.each([
    ['age: 0', 0],
    ['age: 45', 45],
    ['age: 150', 150],
    ['age: ４５', 45],
    ['cover_years: 12', 12],
  ])('%s', (text, number) => {
    const [key = ''] = text.split(':');
    expect(read(text).draft.facts.get(key)).toBe(number);
  });
  test.each(['151', '-1', '4.5', '1e1', '0x1f', '四十五', 'true'])('age: %s is none', (text) => {
    expect(told(`age: ${text}`)).toEqual(['NOT_A_WHOLE_NUMBER age 1:6']);
  });
  test.each(['1001', '-1', '1.5'])('admissions: %s is none', (text) => {
    expect(told(`year_to_date: { admissions: ${text} }`)).toEqual([
      'NOT_A_WHOLE_NUMBER year_to_date.admissions 1:29',
    ]);
  });
});

describe('several words', () => {
  test.each([
    ['insurance: [employee, 390]', ['employee', 'resident']],
    ['insurance: employee,resident', ['employee', 'resident']],
    ['insurance: 职工、居民', ['employee', 'resident']],
    ['insurance: [职工, employee]', ['employee']],
    ['supplements: [zhaofubao, accident]', ['zhaofubao', 'accident']],
    ['supplements: zhaofubao；accident', ['zhaofubao', 'accident']],
    ['disease: 高血压 + 糖尿病', ['高血压', '糖尿病']],
  ])('%s', (text, words) => {
    const [key = ''] = text.split(':');
    expect(read(text).draft.facts.get(key)).toEqual(words);
  });
  test('a list where one value belongs', () => {
    expect(told('care: [inpatient, outpatient]')).toEqual(['NOT_A_VALUE care 1:7']);
    expect(told('age: { years: 4 }')).toEqual(['NOT_A_VALUE age 1:6']);
  });
  test('nothing written is nothing given', () => {
    expect(read('age:\nregion: ""\ncare: ~\nstatus: null\n').draft.facts.size).toBe(0);
  });
});
