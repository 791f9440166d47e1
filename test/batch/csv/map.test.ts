import { describe, expect, test } from 'vitest';
import { readHouseMap } from '../../../src/batch/header/map.ts';
import { BaoxiaoError, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts';

function problemsOf(text: string): readonly Diagnostic[] {
  try {
    readHouseMap(text, 'house.yaml');
  } catch (error) {
    if (error instanceof BaoxiaoError) return error.diagnostics;
    throw error;
  }
  return [];
}

const told = (text: string) => problemsOf(text).map(({ code, place }) => `${code} ${place?.line}`);

describe('a map file', () => {
  test('says what headers, codes and dates mean', () => {
    const map = readHouseMap(
      [
        'columns:',
        '  身份证号: person',
        '  总金额: 医疗费总额', // Chinese name of ours
        '  类别: PSN_TYPE', // national name, whatever its case
        '  统筹: hifp_pay',
        'values:',
        '  人员类别: { "1": active, "2": 退休 }',
        '  险种: { A: "310", "1": 职工、公务员 }'.replace('、公务员', ''),
        'constants:',
        '  参保地: "371300"',
        '  hospital.designated: true',
        'ignore: [hifmi_pay, " 备注 "]',
        'date_format: yyyy/m/d',
      ].join('\n'),
      'house.yaml',
    );
    expect(map).toEqual({
      columns: new Map([
        ['身份证号', 'person'],
        ['总金额', '医疗费总额'],
        ['类别', 'PSN_TYPE'],
        ['统筹', 'hifp_pay'],
      ]),
      values: new Map([
        [
          'status',
          new Map([
            ['1', 'active'],
            ['2', '退休'],
          ]),
        ],
        [
          'insurance',
          new Map([
            ['A', '310'],
            ['1', '职工'],
          ]),
        ],
      ]),
      constants: new Map([
        ['region', '371300'],
        ['hospital.designated', 'true'],
      ]),
      ignore: new Set(['hifmi_pay', ' 备注 ']),
      dateFormat: 'YYYY/M/D',
    });
  });

  test.each([
    ['YYYY-MM-DD', 'YYYY-MM-DD'],
    ['YYYYMMDD', 'YYYYMMDD'],
    ['yyyymmdd', 'YYYYMMDD'],
    ['YYYY/M/D', 'YYYY/M/D'],
  ])('dates written %s', (written, format) =>
    expect(readHouseMap(`date_format: ${written}`, 'm').dateFormat).toBe(format),
  );

  test('keeps a code as it was written: no number, no truth value, no date is made of it', () => {
    const { values } = readHouseMap(
      'values:\n  status: { 01: active, 1.0: retired, NO: minor, 0x1: adult }\n',
      'm',
    );
    expect([...(values.get('status')?.keys() ?? [])]).toEqual(['01', '1.0', 'NO', '0x1']);
  });

  test('one header to ignore needs no list', () => {
    expect(readHouseMap('ignore: hifp_pay', 'm').ignore).toEqual(new Set(['hifp_pay']));
  });

  test.each([
    ['expenses.parts.drugs', 'expenses.parts.drugs'],
    ['year_to_date.admissions', 'year_to_date.admissions'],
    ['paid.serious_illness', 'paid.serious_illness'],
  ])('a column may be %s', (field, name) =>
    expect(readHouseMap(`columns: { x: ${field} }`, 'm').columns).toEqual(new Map([['x', name]])),
  );

  test('a field of several words may be given several codes', () => {
    const text = 'constants: { insurance: "employee、生育" }';
    expect(readHouseMap(text, 'm').constants.get('insurance')).toBe('employee、生育');
  });
});

describe('what is wrong with a map file is told with its line', () => {
  test.each<[name: string, text: string, problems: readonly string[]]>([
    ['nothing in it', '', ['BAD_MAP 1']],
    ['a list', '\n- columns\n', ['BAD_MAP 2']],
    ['a word', 'columns', ['BAD_MAP 1']],
    ['no such key', 'columns: {}\n\ncolums: {}\n', ['UNKNOWN_KEY 3']],
    ['columns as a list', 'columns:\n  - a\n', ['BAD_MAP 2']],
    ['a column that is a map', 'columns:\n  a: person\n  b: { c: d }\n', ['BAD_MAP 3']],
    ['a column of no field', 'columns:\n  a: person\n  b: persn\n', ['UNKNOWN_FIELD 3']],
    ['a column of nothing', 'columns:\n  a:\n', ['UNKNOWN_FIELD 2']],
    ['a column that every object has', 'columns:\n  a: constructor\n', ['UNKNOWN_FIELD 2']],
    ['a payer that nobody knows', 'columns:\n  a: paid.nobody\n', ['UNKNOWN_FIELD 2']],
    ['values as a list', 'values: [status]', ['BAD_MAP 1']],
    [
      'values of no field',
      'values:\n  status: { "1": active }\n  stat: { "1": active }\n',
      ['UNKNOWN_FIELD 3'],
    ],
    ['values that are no pairs', 'values:\n  status: active\n', ['BAD_MAP 2']],
    ['a value that is a list', 'values:\n  status:\n    "1": [active]\n', ['BAD_MAP 3']],
    [
      'a value that the field does not have',
      'values:\n  status:\n    "1": active\n    "2": retried\n',
      ['UNKNOWN_CODE 4'],
    ],
    ['a value of nothing', 'values:\n  status: { "1": }\n', ['UNKNOWN_CODE 2']],
    ['one of several values', 'values:\n  insurance:\n    "1": employee+nobody\n', ['UNKNOWN_CODE 3']],
    ['constants as a list', 'constants: [a]', ['BAD_MAP 1']],
    ['a constant of no field', 'constants:\n  regio: "371300"\n', ['UNKNOWN_FIELD 2']],
    [
      'a constant value that the field does not have',
      'constants:\n  care: hospitalised\n',
      ['UNKNOWN_CODE 2'],
    ],
    ['an amount for all rows', 'constants:\n  expenses.total: "5"\n', ['UNKNOWN_FIELD 2']],
    ['a payment for all rows', 'constants:\n  hifp_pay: "5"\n', ['UNKNOWN_FIELD 2']],
    ['a balance for all rows', 'constants:\n  balc: "5"\n', ['UNKNOWN_FIELD 2']],
    ['the year so far for all rows', 'constants:\n  year_to_date.admissions: "1"\n', ['UNKNOWN_FIELD 2']],
    ['a person for all rows', 'constants:\n  psn_no: P1\n', ['UNKNOWN_FIELD 2']],
    ['a date for all rows', 'constants:\n  date: 2025-05-01\n', ['UNKNOWN_FIELD 2']],
    ['an id for all rows', 'constants:\n  id: S1\n', ['UNKNOWN_FIELD 2']],
    ['a reversal of all rows', 'constants:\n  reverses: S1\n', ['UNKNOWN_FIELD 2']],
    ['headers to ignore as a map', 'ignore: { a: b }', ['BAD_MAP 1']],
    ['a header to ignore that is a list', 'ignore:\n  - a\n  - [b]\n', ['BAD_MAP 3']],
    ['dates in another form', 'columns: {}\ndate_format: DD.MM.YYYY\n', ['UNKNOWN_CODE 2']],
    ['dates in a list of forms', 'date_format: [YYYYMMDD]', ['UNKNOWN_CODE 1']],
    ['a header twice', 'columns:\n  a: person\n  a: date\n', ['DUPLICATE_KEY 3']],
    ['a key twice', 'columns: {}\nignore: []\ncolumns: {}\n', ['DUPLICATE_KEY 3']],
    ['no YAML', 'columns: {}\nvalues:\n  a: [\n', ['YAML_SYNTAX 4']],
    ['an alias', 'columns: &a { x: person }\nvalues: *a\n', ['ALIAS_NOT_ALLOWED 2']],
  ])('%s', (_, text, problems) => expect(told(text)).toEqual(problems));

  test('all mistakes are told at once', () => {
    const text = [
      'colums: {}',
      'columns:',
      '  a: nobody',
      '  b: person',
      'values:',
      '  status: { "1": activ, "2": retired }',
      'constants:',
      '  care: nothing',
      '  person: P1',
      'ignore: { a: b }',
      'date_format: D.M.',
    ].join('\n');
    expect(told(text).toSorted()).toEqual([
      'BAD_MAP 10',
      'UNKNOWN_CODE 11',
      'UNKNOWN_CODE 6',
      'UNKNOWN_CODE 8',
      'UNKNOWN_FIELD 3',
      'UNKNOWN_FIELD 9',
      'UNKNOWN_KEY 1',
    ]);
    for (const { place, message } of problemsOf(text)) {
      expect(place?.file).toBe('house.yaml');
      expect(message.zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test.each([
    ['colums: {}', 'columns'],
    ['values: { status: { "1": activ } }', 'active'],
    ['columns: { a: nobody }', 'psn_no'],
    ['constants: { care: hospitalised }', 'inpatient'],
    ['columns: [a]', '总金额: expenses.total'],
  ])('%s: the hint says what to write', (text, hint) =>
    expect(problemsOf(text)[0]?.hint?.en).toContain(hint),
  );
});
