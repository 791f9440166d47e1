import { CARES } from '../../codes/cares.ts';
import { RULE_LEVELS } from '../../codes/tables.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { type BandAnswer, type FigureAnswer, lineName, type PolicyDraft } from './model.ts';
import { both, figureText, leafText, listed, quoted } from './yaml-text.ts';

/** Where the schema for editors lies, seen from a policy file. */
const SCHEMA = '../policy.schema.json';

const REMARKS = {
  check: {
    zh: '用 baoxiao policy new 起草。请逐项与原文核对；not_stated 是原文没有写的，写了就填上。',
    en: 'Drafted by baoxiao policy new. Check every figure against the text; not_stated is what it does not say.',
  },
  deductible: {
    zh: '起付线没有载明：写上金额，不设写 none，并核对 per。',
    en: 'The deductible is not stated: write the amount, or none, and check `per`.',
  },
  rate: { zh: '比例没有载明：写上比例，如 70%。', en: 'The rate is not stated: write it, such as 70%.' },
  cap: {
    zh: '封顶线没有载明：写上金额，没有封顶写 none，并核对 per。',
    en: 'The cap is not stated: write the amount, or none, and check `per`.',
  },
} satisfies Record<string, Text>;

/** What the text leaves open and had to be read in some way. */
const COUNTED = { zh: '没有写明分段如何计算', en: 'the text does not say how the bands are counted' };
const READINGS = {
  deductible: {
    zh: '原文没有写明多久扣一次起付线，按每次算',
    en: 'the text does not say how often the deductible is taken; taken each time',
  },
  cap: {
    zh: '原文没有写明封顶线的期间，按全年算',
    en: 'the text does not say which period the cap is for; taken as the year',
  },
} satisfies Record<string, Text>;

/** The policy file of a draft, with remarks where a person should look. */
export function policyYaml(draft: PolicyDraft, lang: Lang): string {
  const { code, scheme, title, place, checked, from, to } = draft;
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA}`,
    `# ${headline(draft, lang)}`,
    `# ${REMARKS.check[lang]}`,
    `policy: ${code}/${scheme}`,
    `title: ${named(title)}`,
    ...(place ? [`place: ${named(place)}`] : []),
    `checked: ${checked}`,
    ...(draft.kind === 'supplement' ? [`held_with: [${draft.heldWith.join(', ')}]`] : []),
    'sources:',
    ...sourceLines(draft),
    'versions:',
    `  - from: ${from}`,
    ...(to === undefined ? [] : [`    to: ${to}`]),
    '    source: text',
    '    basis: stated',
    '    lines:',
    ...lineLines(draft, lang).map((line) => `      ${line}`),
    ...noteLines(draft),
  ];
  return `${lines.join('\n')}\n`;
}

/** A name in both languages, or in Chinese alone where that is all there is. */
function named({ zh, en }: PolicyDraft['title']): string {
  return en === undefined ? quoted(zh) : both({ zh, en });
}

function headline({ title, care }: PolicyDraft, lang: Lang): string {
  const kinds = care.map((id) => CARES.label(id, lang));
  const own = lang === 'zh' ? title.zh : (title.en ?? title.zh);
  return lang === 'zh' ? `${own}：${kinds.join('、')}` : `${own}: ${kinds.join(', ')}`;
}

function sourceLines({ source }: PolicyDraft): string[] {
  const { title, titleEn, publisher, number, date, url, grade } = source;
  return [
    '  text:',
    `    title: ${titleEn === undefined ? quoted(title) : both({ zh: title, en: titleEn })}`,
    ...(publisher === undefined ? [] : [`    publisher: ${quoted(publisher)}`]),
    ...(number === undefined ? [] : [`    number: ${quoted(number)}`]),
    ...(date === undefined ? [] : [`    date: ${date}`]),
    ...(url === undefined ? [] : [`    url: ${quoted(url)}`]),
    `    grade: ${grade}`,
  ];
}

function lineLines(draft: PolicyDraft, lang: Lang): string[] {
  const name = lineName(draft);
  return [
    `- line: ${name}`,
    ...(name === draft.payer ? [] : [`  payer: ${draft.payer}`]),
    `  care: ${listed(draft.care)}`,
    `  base: ${draft.base}`,
    ...deductibleLines(draft, lang).map((line) => `  ${line}`),
    ...rateLines(draft, lang).map((line) => `  ${line}`),
    ...capLines(draft, lang).map((line) => `  ${line}`),
  ];
}

function deductibleLines({ deductible, deductiblePer }: PolicyDraft, lang: Lang): string[] {
  const amount = figureText(deductible, 'fen', RULE_LEVELS);
  const remark = isUnstated(deductible) ? [`# ${REMARKS.deductible[lang]}`] : [];
  if (deductible.kind === 'one')
    return [...remark, `deductible: { per: ${deductiblePer.word}, amount: ${amount} }`];
  return ['deductible:', `  per: ${deductiblePer.word}`, `  amount: ${amount}`];
}

function rateLines({ bands, countedPer, countedFrom }: PolicyDraft, lang: Lang): string[] {
  const [first] = bands;
  const remark = bands.some(({ rate }) => isUnstated(rate)) ? [`# ${REMARKS.rate[lang]}`] : [];
  if (bands.length === 1 && first) return [...remark, `rate: ${rateText(first)}`];
  const assumed = countedPer.assumed || countedFrom.assumed;
  return [
    'counted:',
    `  per: ${countedPer.word}`,
    `  from: ${countedFrom.word}`,
    ...(assumed ? ['  basis: assumed', `  note: ${both(COUNTED)}`] : []),
    ...remark,
    'bands:',
    ...bands.map((band) => `  - { ${upToText(band)}rate: ${rateText(band)} }`),
  ];
}

function rateText({ rate }: BandAnswer): string {
  return figureText(rate, 'ppm', RULE_LEVELS);
}

function upToText({ upTo }: BandAnswer): string {
  return upTo === undefined ? '' : `up_to: ${leafText({ kind: 'exact', value: upTo }, 'fen')}, `;
}

function capLines({ cap, capPer }: PolicyDraft, lang: Lang): string[] {
  const remark = cap.kind === 'not_stated' ? [`# ${REMARKS.cap[lang]}`] : [];
  return [...remark, `cap: { per: ${capPer.word}, amount: ${leafText(cap, 'fen')} }`];
}

/** Periods that were not given are readings of ours, shown with every result; without a figure they change nothing. */
function noteLines({ deductible, deductiblePer, cap, capPer }: PolicyDraft): string[] {
  const texts = [
    ...(deductiblePer.assumed && hasAmount(deductible) ? [READINGS.deductible] : []),
    ...(capPer.assumed && cap.kind === 'exact' ? [READINGS.cap] : []),
  ];
  return texts.length === 0 ? [] : ['    notes:', ...texts.map((text) => `      - ${both(text)}`)];
}

function hasAmount(figure: FigureAnswer): boolean {
  const leaves = figure.kind === 'one' ? [figure.leaf] : figure.rows.map(({ leaf }) => leaf);
  const others = figure.kind === 'levels' && figure.otherwise ? [figure.otherwise] : [];
  return [...leaves, ...others].some((leaf) => leaf.kind === 'exact' && leaf.value > 0);
}

function isUnstated(figure: FigureAnswer): boolean {
  return figure.kind === 'one' && figure.leaf.kind === 'not_stated';
}
