import { same, type Text } from '../diagnostics/text.ts';

/** What a figure is called by its key, without the line: `rate.2` is the rate of the second band. */
const NAMES: readonly (readonly [RegExp, (number: string) => Text])[] = [
  [/^gate\.from$/, () => ({ zh: '适用金额的下限', en: 'lower edge of the amounts it is for' })],
  [/^gate\.to$/, () => ({ zh: '适用金额的上限', en: 'upper edge of the amounts it is for' })],
  [/^borne_first$/, () => ({ zh: '先由个人负担的比例', en: 'share borne first' })],
  [/^deductible$/, () => ({ zh: '起付线', en: 'deductible' })],
  [/^deductible\.adjust\.(\d+)$/, (n) => ({ zh: `起付线调整 ${n}`, en: `change ${n} of the deductible` })],
  [
    /^deductible\.adjust\.(\d+)\.floor$/,
    (n) => ({ zh: `起付线调整 ${n} 的最低额`, en: `floor of change ${n} of the deductible` }),
  ],
  [/^up_to\.(\d+)$/, (n) => ({ zh: `第 ${n} 段上限`, en: `upper end of band ${n}` })],
  [/^rate$/, () => ({ zh: '支付比例', en: 'rate' })],
  [/^rate\.(\d+)$/, (n) => ({ zh: `第 ${n} 段支付比例`, en: `rate of band ${n}` })],
  [/^adjust\.(\d+)$/, (n) => ({ zh: `比例调整 ${n}`, en: `change ${n} of the rate` })],
  [/^cap$/, () => ({ zh: '封顶线', en: 'cap' })],
  [/^cap\.grow$/, () => ({ zh: '封顶线每年增加额', en: 'yearly growth of the cap' })],
  [/^cap\.grow\.(\d+)$/, (n) => ({ zh: `封顶线增长 ${n} 的增加额`, en: `growth ${n} of the cap` })],
  [/^cap\.grow\.at_most$/, () => ({ zh: '封顶线最多增加', en: 'most that the cap grows' })],
  [/^part_advance\.\w+$/, () => ({ zh: '分项的先行自付比例', en: 'advance share of a part' })],
  [/^class_b_advance$/, () => ({ zh: '乙类先行自付比例', en: 'advance share of class B' })],
];

/** @returns the key itself where it has no name, which a test looks for */
export function figureName(key: string): Text {
  for (const [pattern, name] of NAMES) {
    const match = pattern.exec(key);
    if (match) return name(match[1] ?? '');
  }
  return same(key);
}
