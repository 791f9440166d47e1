import type { Text } from '../../../diagnostics/text.ts';

/** What the questions for a new policy say besides their own words. */
export const TEXTS = {
  welcome: {
    zh: '起草政策文件    Esc 上一题  Ctrl-C 退出',
    en: 'A new policy file    Esc goes back  Ctrl-C quits',
  },
  place: { zh: '适用地区', en: 'Place' },
  unlisted: { zh: '代码表里没有', en: 'not in the table' },
  scheme: { zh: '险种', en: 'Insurance' },
  supplement: { zh: '补充保险（惠民保等）', en: 'a supplement' },
  name: { zh: '补充保险代号', en: 'Short name' },
  nameHelp: { zh: '小写字母、数字、下划线，如 huiminbao', en: 'lower-case letters, digits, underscore' },
  review: { zh: '核对', en: 'Review' },
  write: {
    zh: 'Enter 写入文件，编号加 Enter 修改',
    en: 'Enter writes the files, a number and Enter changes',
  },
  extras: { zh: '可选', en: 'Optional' },
  needed: { zh: '这一项必须回答', en: 'this has to be answered' },
  notStated: { zh: '未载明', en: 'not stated' },
  notStatedKey: { zh: '未载明按 Enter', en: 'Enter: not stated' },
  noneKey: { zh: '没有按 Enter', en: 'Enter: none' },
} satisfies Record<string, Text>;
