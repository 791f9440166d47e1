import { LEVELS, RULE_LEVELS } from '../../codes/tables.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { formatYuan, groupYuan, parseTypedYuan } from '../../money/fen.ts';
import { formatPercent, PPM, parsePercent } from '../../money/rate.ts';
import type { BandAnswer, FigureAnswer, Leaf, LevelRow } from './model.ts';

/** Figures as people type them, at the prompt and in flags: `600`, `1=200,2=400,3=800`, `30000:85%;90%`. */

export type Unit = 'fen' | 'ppm';
export type Wrong = Pick<Diagnostic, 'code' | 'message'> & { readonly hint?: Text };
export type Read<Value> = { readonly value: Value } | { readonly wrong: Wrong };

const NOT_STATED = ['not_stated', '未载明', '?'];
const NONE = ['none', '不设', '无', '没有'];

/** One amount or rate, `not_stated`, or (amounts) `none`. */
export function readLeaf(text: string, unit: Unit): Read<Leaf> {
  const word = fold(text);
  if (NOT_STATED.includes(word)) return { value: { kind: 'not_stated' } };
  if (NONE.includes(word) && unit === 'fen') return { value: { kind: 'none' } };
  return unit === 'fen' ? readAmount(text) : readRate(text);
}

function readAmount(text: string): Read<Leaf> {
  const read = parseTypedYuan(text);
  if (!('fen' in read)) return { wrong: read };
  if (read.fen >= 0) return { value: { kind: 'exact', value: read.fen } };
  const message = { zh: `金额“${text}”不能为负`, en: `the amount “${text}” is negative` };
  return { wrong: { code: 'BAD_AMOUNT', message } };
}

function readRate(text: string): Read<Leaf> {
  const ppm = parsePercent(fold(text));
  if (ppm !== undefined && ppm >= 0 && ppm <= PPM) return { value: { kind: 'exact', value: ppm } };
  const message = { zh: `“${text}”不是 0% 到 100% 的比例`, en: `“${text}” is not a rate of 0% to 100%` };
  const hint = { zh: '写上百分号，例如 85%', en: 'write the percent sign, for example 85%' };
  return { wrong: { code: 'BAD_RATE', message, hint } };
}

/** `600`, or `1=200,2|3=400,else=800` by hospital level. */
export function readFigure(text: string, unit: Unit): Read<FigureAnswer> {
  const whole = fold(text);
  if (!whole.includes('=')) {
    const leaf = readLeaf(text.trim(), unit);
    return 'wrong' in leaf ? leaf : { value: { kind: 'one', leaf: leaf.value } };
  }
  const rows: LevelRow[] = [];
  let otherwise: Leaf | undefined;
  for (const part of whole.split(/[,;、\s]+/).filter((item) => item !== '')) {
    const [keys = '', value = ''] = part.split('=');
    const leaf = readLeaf(value, unit);
    if ('wrong' in leaf) return leaf;
    if (keys === 'else' || keys === '其他') {
      otherwise = leaf.value;
      continue;
    }
    const levels = readLevels(keys, rows);
    if ('wrong' in levels) return levels;
    rows.push({ levels: levels.value, leaf: leaf.value });
  }
  rows.sort((a, b) => placeOf(a) - placeOf(b));
  return { value: { kind: 'levels', rows, ...(otherwise && { otherwise }) } };
}

function readLevels(keys: string, before: readonly LevelRow[]): Read<string[]> {
  const levels: string[] = [];
  for (const key of keys.split(/[|/]/)) {
    const level = LEVELS.find(key)?.id;
    if (level === undefined) {
      const message = { zh: `没有医院等级“${key}”`, en: `there is no hospital level “${key}”` };
      const list = RULE_LEVELS.join(', ');
      return {
        wrong: { code: 'UNKNOWN_CODE', message, hint: { zh: `可用：${list}`, en: `one of: ${list}` } },
      };
    }
    if (levels.includes(level) || before.some((row) => row.levels.includes(level))) {
      const message = { zh: `“${key}”写了两次`, en: `“${key}” is given twice` };
      return { wrong: { code: 'FIGURE_OVERLAP', message } };
    }
    levels.push(level);
  }
  return { value: levels };
}

function placeOf({ levels }: LevelRow): number {
  return Math.min(...levels.map((level) => LEVELS.ids.indexOf(level)));
}

/** One rate, or bands: `30000: 1=90%,2=85%; 100000: 85%; 90%`. A threshold belongs to the band that it ends. */
export function readBands(text: string): Read<BandAnswer[]> {
  const parts = text
    .normalize('NFKC')
    .split(/[;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const bands: BandAnswer[] = [];
  let last = 0;
  for (const [index, part] of parts.entries()) {
    const [, end, rest = part] = /^([^:%]+):(.*)$/s.exec(part) ?? [];
    const rate = readFigure(rest, 'ppm');
    if ('wrong' in rate) return rate;
    const isLast = index === parts.length - 1;
    if (isLast !== (end === undefined)) return { wrong: isLast ? NO_TOP : HOLE };
    if (end === undefined) {
      bands.push({ rate: rate.value });
      continue;
    }
    const upTo = readAmount(end);
    if ('wrong' in upTo) return upTo;
    const fen = upTo.value.kind === 'exact' ? upTo.value.value : 0;
    if (fen <= last) return { wrong: ORDER };
    last = fen;
    bands.push({ upTo: fen, rate: rate.value });
  }
  return { value: bands };
}

const NO_TOP: Wrong = {
  code: 'BANDS_NO_TOP',
  message: { zh: '最后一段不写金额', en: 'the last band has no end' },
  hint: {
    zh: '再加一段，例如 30000:85%;90%；上面不支付写 0%',
    en: 'add one, for example 30000:85%;90%; write 0% where nothing is paid above',
  },
};
const HOLE: Wrong = {
  code: 'BANDS_HOLE',
  message: { zh: '除最后一段外，每段都要写到多少元', en: 'every band but the last says where it ends' },
  hint: { zh: '例如 30000:85%;90%', en: 'for example 30000:85%;90%' },
};
const ORDER: Wrong = {
  code: 'BANDS_ORDER',
  message: { zh: '各段的金额应逐段增大', en: 'the bands are out of order' },
};

/** How a figure was understood, for the line under what is typed. */
export function showFigure(figure: FigureAnswer, unit: Unit): Text {
  if (figure.kind === 'one') return showLeaf(figure.leaf, unit);
  const rows = figure.rows.map(({ levels, leaf }) => {
    const names = joinTexts(
      levels.map((level) => ({ zh: LEVELS.label(level, 'zh'), en: LEVELS.label(level, 'en') })),
      '、',
      ' and ',
    );
    const value = showLeaf(leaf, unit);
    return { zh: `${names.zh} ${value.zh}`, en: `${names.en} ${value.en}` };
  });
  if (figure.otherwise) {
    const value = showLeaf(figure.otherwise, unit);
    rows.push({ zh: `其他 ${value.zh}`, en: `otherwise ${value.en}` });
  }
  return joinTexts(rows, '，', ', ');
}

export function showLeaf(leaf: Leaf, unit: Unit): Text {
  if (leaf.kind === 'not_stated') return { zh: '未载明', en: 'not stated' };
  if (leaf.kind === 'none') return { zh: '不设', en: 'none' };
  return same(unit === 'fen' ? groupYuan(leaf.value) : formatPercent(leaf.value));
}

export function showBands(bands: readonly BandAnswer[]): Text {
  const rows = bands.map(({ upTo, rate }) => {
    const value = showFigure(rate, 'ppm');
    if (bands.length === 1) return value;
    if (upTo === undefined) return { zh: `以上 ${value.zh}`, en: `above ${value.en}` };
    return { zh: `${groupYuan(upTo)} 以内 ${value.zh}`, en: `to ${groupYuan(upTo)} ${value.en}` };
  });
  return joinTexts(rows, '；', '; ');
}

/** Fen as a policy file has them: `30000`, `1800.50`. */
export function plainYuan(fen: number): string {
  return formatYuan(fen).replace(/\.00$/, '');
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
