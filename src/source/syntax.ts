import type { Text } from '../diagnostics/text.ts';

/** What the reader's codes mean, for people who write YAML by hand. */
export const SYNTAX_TEXTS: Readonly<Record<string, Text>> = {
  DUPLICATE_KEY: { zh: '同一处写了两个相同的键', en: 'the same key is written twice' },
  BAD_INDENT: { zh: '缩进不对', en: 'the indentation is off' },
  TAB_AS_INDENT: { zh: '缩进用了制表符，请改用空格', en: 'a tab is used as indentation; use spaces' },
  MISSING_CHAR: {
    zh: '缺少一个标点（引号、括号或逗号），或缩进不对',
    en: 'a quote, bracket or comma is missing, or the indentation is off',
  },
  MULTIPLE_DOCS: { zh: '一个文件只能有一份内容（去掉 ---）', en: 'a file holds one document (remove ---)' },
  BLOCK_IN_FLOW: {
    zh: '括号里的各项没有用半角逗号隔开，或缺少右括号',
    en: 'a comma between entries in brackets is missing, or the closing bracket',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '一行里有两个“键: 值”；值里有冒号时放进引号',
    en: 'a line holds two `key: value`; a value with a colon is put in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '这一行不是“键: 值”：冒号要半角，后面空一格',
    en: 'this line is no `key: value`: the colon needs a space after it',
  },
  UNEXPECTED_TOKEN: {
    zh: '这里的内容接不上前面的',
    en: 'what stands here does not go on from what is before it',
  },
  BAD_SCALAR_START: {
    zh: '值不能以这个字符开头，请放进引号',
    en: 'a value cannot begin with this character; put it in quotes',
  },
  BAD_DQ_ESCAPE: {
    zh: '双引号里的反斜杠另有用处，请改用单引号',
    en: 'a backslash has a meaning of its own in double quotes; use single quotes',
  },
};

const HALF_WIDTH: Readonly<Record<string, string>> = {
  '，': ',',
  '：': ':',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '－': '-',
  '“': '"',
  '”': '"',
};

/** A line that cannot be read and has punctuation of Chinese text: most likely that is why. */
export function fullWidthHint(line: string): Text | undefined {
  if (/[\u3000\u00a0]/.test(line))
    return {
      zh: '这一行有全角空格或不换行空格，请改用普通空格',
      en: 'this line has a full-width or no-break space; use ordinary ones',
    };
  const wide = /[，：｛｝［］－“”]/.exec(line)?.[0];
  const half = wide === undefined ? undefined : HALF_WIDTH[wide];
  if (half === undefined) return undefined;
  return {
    zh: `这一行有全角的“${wide}”，作标点用的要改成半角`,
    en: `this line has a full-width ${wide}; as punctuation it is written ${half}`,
  };
}
