import { CodeTable, codeValue as value } from './table.ts';

/** The schemes that policies are written for. */
export const INSURANCES = new CodeTable([
  value(
    'employee',
    '职工基本医疗保险',
    'employee basic insurance',
    ['310'],
    ['职工', '职工医保', '职工基本医保'],
  ),
  value(
    'resident',
    '城乡居民基本医疗保险',
    'resident basic insurance',
    ['390'],
    ['城乡居民', '城乡居民医保', '居民', '居民医保'],
  ),
  value(
    'urban_resident',
    '城镇居民基本医疗保险',
    'urban resident insurance',
    ['391'],
    ['城镇居民', '城镇居民医保', '社区医保'],
  ),
  value('nrcms', '新型农村合作医疗', 'new rural cooperative scheme', ['380'], ['新农合', '农村合作医疗']),
  value('maternity', '生育保险', 'maternity insurance', ['510'], ['生育']),
  value('none', '未参保', 'not insured', [], ['无']),
]);

/**
 * What the national dictionary has besides, understood so that an answer can name it: schemes of their own for small
 * groups, and what is settled together with a basic scheme, as a payer of it.
 */
const OTHER_INSURANCES = {
  own: [
    value('retired_cadre', '离休人员医疗保障', 'retired-cadre medical care', ['340'], ['离休']),
    value(
      'disabled_veteran',
      '一至六级残疾军人医疗补助',
      'disabled-veteran medical aid',
      ['350'],
      ['残军', '一至六级残疾军人'],
    ),
    value('red_army', '老红军医疗保障', 'Red Army veteran medical care', ['360'], ['老红军']),
    value('other_special', '其他特殊人员医疗保障', 'other special medical care', ['399'], ['其他特殊']),
    value('long_term_care', '长期护理保险', 'long-term care insurance', ['410'], ['长护', '长护险']),
  ],
  beside: [
    value('civil_servant_aid', '公务员医疗补助', 'civil-servant aid', ['320'], ['公务员补助']),
    value('large_amount_aid', '大额医疗费用补助', 'large-amount aid', ['330'], ['大额']),
    value('enterprise_aid', '企业补充医疗保险', 'enterprise supplement', ['370'], ['企业补充']),
    value(
      'resident_serious_illness',
      '城乡居民大病保险',
      'resident serious-illness insurance',
      ['392'],
      ['居民大病'],
    ),
  ],
};

/** Every insurance that a claim may name. */
export const ALL_INSURANCES = new CodeTable([
  ...INSURANCES.values,
  ...OTHER_INSURANCES.own,
  ...OTHER_INSURANCES.beside,
]);

/** Settled together with a basic scheme: a claim names that one, and this pays as one of its payers. */
export const BESIDE_BASIC: readonly string[] = OTHER_INSURANCES.beside.map(({ id }) => id);

/** Basic schemes: a person is insured in one of them only. */
export const BASIC_INSURANCES: readonly string[] = ['employee', 'resident', 'urban_resident', 'nrcms'];
