import { CodeTable, type CodeValue, codeValue as value } from './table.ts';

export const CARES = new CodeTable([
  value('outpatient', '普通门诊', 'outpatient', ['11'], ['门诊']),
  value('emergency', '急诊', 'emergency outpatient', ['13'], ['门急诊']),
  value(
    'chronic',
    '门诊慢特病',
    'chronic and special outpatient',
    ['14'],
    ['慢特病', '门特', '门诊特殊病种', '门诊慢性病'],
  ),
  value('inpatient', '住院', 'inpatient', ['21', '2101'], ['普通住院']),
  value('pharmacy', '药店购药', 'pharmacy', ['41'], ['药店', '定点药店购药']),
  value('maternity_outpatient', '生育门诊', 'antenatal outpatient', ['51'], ['产检', '产前检查']),
  value('maternity_inpatient', '生育住院', 'delivery stay', ['52'], ['分娩', '分娩住院']),
]);

/** Finer kinds of care, each with the broad kinds that it may be one of; the first is meant where nothing else is said. */
const CARE_DETAIL_LIST: readonly (readonly [detail: CodeValue, cares: readonly string[]])[] = [
  [value('emergency_rescue', '急诊抢救', 'emergency rescue', ['1301'], ['抢救']), ['emergency', 'inpatient']],
  [value('registration', '门诊挂号', 'registration', ['12'], ['挂号']), ['outpatient', 'emergency']],
  [
    value('special_drug', '特药', 'special drug', ['18'], ['特殊药品', '门诊特药']),
    ['outpatient', 'chronic', 'pharmacy'],
  ],
  [value('single_disease', '单病种住院', 'stay paid by the disease', ['2102'], ['单病种']), ['inpatient']],
  [value('rehabilitation', '康复住院', 'rehabilitation stay', ['2105'], ['康复']), ['inpatient']],
  [
    value(
      'resident_maternity',
      '居民生育住院',
      'delivery stay of a resident',
      ['2106', '2107'],
      ['居民生育'],
    ),
    ['inpatient', 'maternity_inpatient'],
  ],
  [value('injury', '外伤住院', 'stay for an injury', ['22'], ['外伤']), ['inpatient']],
  [value('day_surgery', '日间手术', 'day surgery', ['28']), ['inpatient', 'outpatient']],
  [value('home_bed', '家庭病床', 'bed at home', ['71'], ['家床']), ['inpatient']],
  [
    value('two_diseases', '门诊两病', 'hypertension and diabetes', ['9901'], ['两病']),
    ['outpatient', 'chronic', 'pharmacy'],
  ],
  [
    value('accident_outpatient', '意外门诊', 'outpatient after an accident', ['9903']),
    ['outpatient', 'emergency'],
  ],
];

export const CARE_DETAILS = new CodeTable([
  value('none', '无', 'none', [], ['普通']),
  ...CARE_DETAIL_LIST.map(([detail]) => detail),
]);

/** The broad kinds of care that a finer one may be; none for a word that is no finer kind. */
export function caresOfDetail(detail: string): readonly string[] {
  return CARE_DETAIL_LIST.find(([{ id }]) => id === detail)?.[1] ?? [];
}
