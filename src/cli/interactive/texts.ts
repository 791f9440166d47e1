import type { Text } from '../../diagnostics/text.ts';

/** What the session itself says. */
export const TEXTS = {
  welcome: {
    zh: '医保报销估算    Esc 上一题  Ctrl-C 退出',
    en: 'Medical insurance estimate    Esc goes back  Ctrl-C quits',
  },
  today: { zh: '今天', en: 'today' },
  review: { zh: '核对', en: 'Review' },
  compute: { zh: 'Enter 计算，编号加 Enter 修改', en: 'Enter works it out, a number and Enter changes' },
  changeWhich: {
    zh: '编号加 Enter 修改，Enter 返回',
    en: 'a number and Enter changes, Enter goes back',
  },
  extras: { zh: '可选', en: 'Optional' },
  again: { zh: '再算一笔', en: 'new claim' },
  change: { zh: '改一项', en: 'change' },
  details: { zh: '明细', en: 'details' },
  compare: { zh: '比较', en: 'compare' },
  save: { zh: '保存', en: 'save' },
  otherLang: { zh: 'English', en: '中文' },
  quit: { zh: '退出', en: 'quit' },
  compareBy: { zh: '按什么比较', en: 'Compare by' },
  fileName: { zh: '文件名', en: 'File name' },
  fileKinds: {
    zh: '.yaml 报销单，.json .md .html 结果；Esc 取消',
    en: '.yaml for the claim, .json .md .html for the result; Esc cancels',
  },
  fileKind: {
    zh: '文件名要以 .yaml、.json、.md 或 .html 结尾',
    en: 'the name must end in .yaml, .json, .md or .html',
  },
  noFolder: { zh: '没有这个文件夹', en: 'there is no such folder' },
  isFolder: { zh: '这是文件夹，不是文件', en: 'this is a folder, not a file' },
  overwrite: { zh: '文件已存在，覆盖吗？', en: 'The file exists. Replace it?' },
  yes: { zh: 'y 是', en: 'yes' },
  no: { zh: 'n 否', en: 'no' },
  saved: { zh: '已保存', en: 'saved' },
  notSaved: { zh: '没有保存', en: 'not saved' },
} satisfies Record<string, Text>;
