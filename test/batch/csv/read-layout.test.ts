import { describe, expect, test } from 'vitest';
import { NO_MAP, readHouseMap } from '../../../src/batch/header/map.ts';
import { readLayout } from '../../../src/batch/header/read-layout.ts';
import { FIELDS } from '../../../src/claim/fields.ts';
import { BaoxiaoError, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts';

/** Without these there is no claim. */
const BASE = ['date', 'region', 'insurance', 'care', 'expenses.total'];

interface Told {
  readonly fields: Readonly<Record<string, number>>;
  readonly recorded: readonly string[];
  readonly remarks: readonly Diagnostic[];
  readonly problems: readonly Diagnostic[];
}

function layoutOf(headers: readonly string[], map = '{}', compare = false): Told {
  const house = map === '{}' ? NO_MAP : readHouseMap(map, 'house.yaml');
  try {
    const { layout, remarks } = readLayout(headers, house, compare, 'claims.csv');
    return {
      fields: Object.fromEntries(layout.claim.map(({ name, column }) => [name, column])),
      recorded: layout.recorded.map(({ name, column }) => `${name} ${column}`),
      remarks,
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return { fields: {}, recorded: [], remarks: [], problems: error.diagnostics };
  }
}

const codes = (list: readonly Diagnostic[]) =>
  list.map(({ code, field }) => (field === undefined ? code : `${code} ${field}`));
/** Headers that say all but one field. */
const without = (name: string) => BASE.filter((header) => header !== name);

describe('columns are known by their names', () => {
  test.each([
    ['id', 'setl_id', '结算ID'],
    ['person', 'psn_no', '人员编号'],
    ['region', 'insuplc_admdvs', '参保地'],
    ['date', 'setl_time', '结算时间'],
    ['insurance', 'insutype', '险种'],
    ['care', 'med_type', '医疗类别'],
    ['hospital.level', 'dedc_hosp_lv', '医院等级'],
    ['hospital.grade', 'hosp_lv', '医院等次'],
    ['status', 'psn_type', '人员类别'],
    ['age', 'age', '年龄'],
    ['disease', 'dise_codg', '病种'],
    ['expenses.total', 'medfee_sumamt', '医疗费总额'],
    ['expenses.self_funded', 'fulamt_ownpay_amt', '全自费'],
    ['expenses.over_limit', 'overlmt_selfpay', '超限价自费'],
    ['expenses.advance', 'preselfpay_amt', '先行自付'],
    ['accounts.personal', 'balc', '个人账户余额'],
  ])('%s, %s and %s are one field', (ours, national, chinese) => {
    const rest = without(ours);
    for (const header of [ours, national, chinese, ` ${national.toUpperCase()} `, `${chinese}　`])
      expect([header, layoutOf([...rest, header]).fields[ours]]).toEqual([header, rest.length]);
  });

  test('every name that a claim file may use may head a column', () => {
    for (const { key, label, national, also = [] } of FIELDS) {
      for (const header of [key, label.zh, ...(national === undefined ? [] : [national]), ...also]) {
        const { fields, problems } = layoutOf([...without(key), header]);
        expect([header, fields[key], problems]).toEqual([header, without(key).length, []]);
      }
    }
  });

  test.each([
    ['hifp_pay', 'paid.pooled_fund'],
    ['paid.pooled_fund', 'paid.pooled_fund'],
    ['已付.统筹基金', 'paid.pooled_fund'],
    ['已付.大病', 'paid.serious_illness'],
    ['oth_pay', 'paid.supplement'],
    ['year_to_date.admissions', 'year_to_date.admissions'],
    ['累计.统筹基金', 'year_to_date.pooled_fund'],
    ['expenses.parts.drugs', 'expenses.parts.drugs'],
    ['expenses.parts.essential_medicine', 'expenses.essential_medicine'],
  ])('%s is %s', (header, name) => expect(layoutOf([...BASE, header]).fields[name]).toBe(BASE.length));

  test('in any order, with columns of the house between them', () => {
    const { fields, remarks } = layoutOf([
      '备注',
      'medfee_sumamt',
      '医疗类别',
      '',
      '险种',
      'INSUPLC_ADMDVS',
      '结算时间',
      '科室',
    ]);
    expect(fields).toEqual({ 'expenses.total': 1, care: 2, insurance: 4, region: 5, date: 6 });
    expect(codes(remarks)).toEqual([]);
  });
});

describe('what a header does not say', () => {
  test.each(BASE)('%s is missing', (name) => {
    const { problems } = layoutOf(without(name));
    expect(codes(problems)).toEqual([`MISSING_COLUMN ${name}`]);
    expect(problems[0]?.place).toEqual({ file: 'claims.csv', line: 1, column: 1 });
    // All three names are said, so that whoever exports the file can choose.
    const { national = '', label } = FIELDS.find(({ key }) => key === name) ?? { label: { zh: '' } };
    for (const word of [name, national, label.zh]) expect(problems[0]?.message.en).toContain(word);
  });

  test('all that is missing is told at once', () => {
    expect(codes(layoutOf(['a', 'b']).problems)).toEqual(BASE.map((name) => `MISSING_COLUMN ${name}`));
  });

  test.each(['expenses.items', '费用明细'])('%s stands for the total', (header) =>
    expect(layoutOf([...without('expenses.total'), header]).problems).toEqual([]),
  );

  test('a constant of the map file stands for a column', () => {
    expect(layoutOf(without('region'), 'constants: { region: "371300" }').problems).toEqual([]);
    expect(codes(layoutOf(BASE, 'constants: { region: "371300" }').problems)).toEqual(['FIELD_TWICE region']);
  });

  test.each([
    ['med_typ', 'care'],
    ['insutyp', 'insurance'],
    ['医疗类型', 'care'],
    ['setl_tme', 'date'],
  ])('“%s” is asked about where %s is missing', (header, name) => {
    const { problems } = layoutOf([...without(name), header]);
    expect(codes(problems)).toEqual([`MISSING_COLUMN ${name}`]);
    expect(problems[0]?.hint?.en).toContain(`“${header}”`);
  });

  test.each([
    ['expenses.self_fundd', 'expenses.self_funded'],
    ['psn_n', 'psn_no'],
    ['fulamt_ownpay_am', 'fulamt_ownpay_amt'],
    ['hospitl.level', 'hospital.level'],
    ['超限价自废', '超限价自费'],
  ])('a column “%s” is carried through, with a remark: %s', (header, near) => {
    const { remarks, fields } = layoutOf([...BASE, header]);
    expect(Object.keys(fields)).toHaveLength(BASE.length);
    expect(codes(remarks)).toEqual(['COLUMN_NOT_KNOWN']);
    expect(remarks[0]?.severity).toBe('warning');
    expect(remarks[0]?.message.en).toContain(`“${header}”`);
    expect(remarks[0]?.message.en).toContain(near);
  });

  test.each(['x', 'mdtrt_sn', '住院科室', 'total_in_words_by_the_cashier', ''])(
    '“%s” is carried through without a word',
    (header) => expect(layoutOf([...BASE, header]).remarks).toEqual([]),
  );
});

describe('what a header says twice', () => {
  test.each([
    ['date', '结算日期'],
    ['region', '参保地'],
    ['care', 'MED_TYPE'],
    ['expenses.total', 'expenses.total'],
    ['expenses.total', '总费用'],
  ])('%s and %s', (name, header) => {
    const { problems } = layoutOf([...BASE, header]);
    expect(codes(problems)).toEqual([`FIELD_TWICE ${name}`]);
    expect(problems[0]?.message.en).toContain(`“${name}”`);
    expect(problems[0]?.message.en).toContain(`“${header}”`);
    expect(problems[0]?.hint?.en).toContain('ignore');
  });

  test('three times is told twice', () => {
    expect(codes(layoutOf([...BASE, 'age', '年龄', 'AGE']).problems)).toEqual([
      'FIELD_TWICE age',
      'FIELD_TWICE age',
    ]);
  });

  test('one of them may be ignored, or mean something else', () => {
    expect(layoutOf([...BASE, '总费用'], 'ignore: [总费用]').fields['expenses.total']).toBe(4);
    const { fields } = layoutOf([...BASE, '总费用'], 'columns: { 总费用: 全自费 }');
    expect([fields['expenses.total'], fields['expenses.self_funded']]).toEqual([4, 5]);
  });

  test('unknown columns may have one name', () => {
    expect(layoutOf([...BASE, '备注', '备注']).problems).toEqual([]);
  });
});

describe('a map file', () => {
  test('gives headers of the house a meaning, with spaces around them too', () => {
    const { fields } = layoutOf(
      [' 证号 ', ...without('date'), '出院日'],
      'columns: { 证号: person, 出院日: date }',
    );
    expect(fields).toEqual({ person: 0, region: 1, insurance: 2, care: 3, 'expenses.total': 4, date: 5 });
  });

  test('wins over what a header would mean by itself', () => {
    const { fields } = layoutOf([...BASE, 'age'], 'columns: { age: cover_years }');
    expect([fields.age, fields.cover_years]).toEqual([undefined, 5]);
  });

  test('that speaks of columns which are not there is remarked on', () => {
    const { remarks } = layoutOf(
      BASE,
      'columns: { 证号: person }\nignore: [hifp_pay, date]\n'.replace(', date', ''),
    );
    expect(codes(remarks)).toEqual(['MAP_UNUSED', 'MAP_UNUSED']);
    expect(remarks.map(({ message }) => message.en).join()).toContain('证号');
  });

  test('two columns of one field are two all the same', () => {
    const { problems } = layoutOf([...BASE, '甲', '乙'], 'columns: { 甲: person, 乙: psn_no }');
    expect(codes(problems)).toEqual(['FIELD_TWICE person']);
  });
});

describe('recorded amounts', () => {
  const RECORDED = ['hifp_pay', 'hifmi_pay', 'fund_pay_sumamt', 'psn_cash_pay', 'act_pay_dedc'];

  test('with --compare they are compared, in the order of the file', () => {
    const { recorded, fields, remarks } = layoutOf([...RECORDED, ...BASE], '{}', true);
    expect(recorded).toEqual(RECORDED.map((name, column) => `${name} ${column}`));
    expect(Object.keys(fields)).toEqual(BASE);
    expect(codes(remarks)).toEqual([]);
  });

  test('the recorded ratio follows from the amounts and is not compared', () => {
    const { recorded, fields, problems } = layoutOf([...BASE, 'pool_prop_selfpay', 'hifp_pay'], '{}', true);
    expect([recorded, problems]).toEqual([['hifp_pay 6'], []]);
    expect(Object.keys(fields)).toEqual(BASE);
  });

  test('with --compare the given amounts of the bill stay what they are', () => {
    const headers = [
      ...without('expenses.total'),
      'medfee_sumamt',
      'fulamt_ownpay_amt',
      'overlmt_selfpay',
      'preselfpay_amt',
      'HIFP_PAY ',
    ];
    const { recorded, fields } = layoutOf(headers, '{}', true);
    expect(recorded).toEqual(['hifp_pay 8']);
    expect(fields).toMatchObject({
      'expenses.total': 4,
      'expenses.self_funded': 5,
      'expenses.over_limit': 6,
      'expenses.advance': 7,
    });
  });

  test('without --compare payments are taken as paid, which is remarked; the rest is carried through', () => {
    const { recorded, fields, remarks } = layoutOf(
      [...BASE, 'hifp_pay', 'maf_pay', 'fund_pay_sumamt'],
      '{}',
      false,
    );
    expect(recorded).toEqual([]);
    expect(fields).toMatchObject({ 'paid.pooled_fund': 5, 'paid.assistance': 6 });
    expect(codes(remarks)).toEqual(['TAKEN_AS_PAID']);
    expect(remarks[0]?.message.en).toContain('hifp_pay, maf_pay');
    expect(remarks[0]?.hint?.en).toContain('--compare');
  });

  test('a payment under our own name is one with and without --compare', () => {
    const { recorded, fields, remarks } = layoutOf([...BASE, 'paid.pooled_fund', 'hifmi_pay'], '{}', true);
    expect(recorded).toEqual(['hifmi_pay 6']);
    expect(fields['paid.pooled_fund']).toBe(5);
    expect(codes(remarks)).toEqual([]);
  });

  test('what is ignored is neither compared nor paid', () => {
    for (const compare of [false, true]) {
      const { recorded, fields } = layoutOf([...BASE, 'hifp_pay', 'acct_pay'], 'ignore: [hifp_pay]', compare);
      expect(fields['paid.pooled_fund']).toBeUndefined();
      expect(recorded).toEqual(compare ? ['acct_pay 6'] : []);
    }
  });

  test('--compare with nothing to compare with is refused', () => {
    expect(codes(layoutOf([...BASE, 'fulamt_ownpay_amt'], '{}', true).problems)).toEqual([
      'NOTHING_TO_COMPARE',
    ]);
  });
});

test.each([
  ['est_hifp_pay', true],
  [' est_status', true],
  ['diff_hifp_pay', true],
  ['estimate', false],
  ['difference', false],
])('a column %s is a result of an earlier run: %s', (header, taken) => {
  const { problems } = layoutOf([...BASE, header]);
  expect(codes(problems)).toEqual(taken ? ['COLUMN_TAKEN'] : []);
});
