import { CARES, LEVELS } from '../../codes/tables.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { type BandAnswer, type Chosen, type FigureAnswer, lineName, type PolicyDraft } from './model.ts';
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

const NOTES = {
  deductible: {
    zh: '没有写明多久扣一次起付线',
    en: 'the text does not say how often the deductible is taken',
  },
  counted: { zh: '没有写明分段如何计算', en: 'the text does not say how the bands are counted' },
  cap: { zh: '没有写明封顶线的期间', en: 'the text does not say which period the cap is for' },
} satisfies Record<string, Text>;

/** The policy file of a draft, with remarks where a person should look. */
export function policyYaml(draft: PolicyDraft, lang: Lang): string {
  const { code, scheme, title, checked, from, to, basis } = draft;
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA}`,
    `# ${headline(draft, lang)}`,
    `# ${REMARKS.check[lang]}`,
    `policy: ${code}/${scheme}`,
    `title: ${title.en === undefined ? quoted(title.zh) : both({ zh: title.zh, en: title.en })}`,
    `checked: ${checked}`,
    ...(draft.kind === 'supplement' ? [`held_with: [${draft.heldWith.join(', ')}]`] : []),
    'sources:',
    ...sourceLines(draft),
    'versions:',
    `  - from: ${from}`,
    ...(to === undefined ? [] : [`    to: ${to}`]),
    '    source: text',
    `    basis: ${basis}`,
    '    lines:',
    ...lineLines(draft, lang).map((line) => `      ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ title, care }: PolicyDraft, lang: Lang): string {
  const kinds = care.map((id) => CARES.label(id, lang));
  const own = lang === 'zh' ? title.zh : (title.en ?? title.zh);
  return lang === 'zh' ? `${own}：${kinds.join('、')}` : `${own}: ${kinds.join(', ')}`;
}

function sourceLines({ source }: PolicyDraft): string[] {
  const { title, publisher, number, date, url, grade } = source;
  return [
    '  text:',
    `    title: ${quoted(title)}`,
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
  const amount = figureText(deductible, 'fen', LEVELS.ids);
  if (amount === 'none') return ['deductible: { per: admission, amount: none }'];
  const per = periodText(deductiblePer, amount, NOTES.deductible);
  const remark = isUnstated(deductible) ? [`# ${REMARKS.deductible[lang]}`] : [];
  if (deductible.kind === 'one' && !per.noted)
    return [...remark, `deductible: { per: ${per.word}, amount: ${amount} }`];
  return [
    ...remark,
    'deductible:',
    `  per: ${per.word}`,
    `  amount: ${amount}`,
    ...per.noteLines.map((line) => `  ${line}`),
  ];
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
    ...(assumed ? ['  basis: assumed', `  note: ${both(NOTES.counted)}`] : []),
    ...remark,
    'bands:',
    ...bands.map((band) => `  - { ${upToText(band)}rate: ${rateText(band)} }`),
  ];
}

function rateText({ rate }: BandAnswer): string {
  return figureText(rate, 'ppm', LEVELS.ids);
}

function upToText({ upTo }: BandAnswer): string {
  return upTo === undefined ? '' : `up_to: ${leafText({ kind: 'exact', value: upTo }, 'fen')}, `;
}

function capLines({ cap, capPer }: PolicyDraft, lang: Lang): string[] {
  const amount = leafText(cap, 'fen');
  if (cap.kind === 'not_stated') return [`# ${REMARKS.cap[lang]}`, 'cap: { per: year, amount: not_stated }'];
  if (cap.kind === 'none') return ['cap: { per: year, amount: none }'];
  const per = periodText(capPer, amount, NOTES.cap);
  if (!per.noted) return [`cap: { per: ${per.word}, amount: ${amount} }`];
  return ['cap:', `  per: ${per.word}`, `  amount: ${amount}`, ...per.noteLines.map((line) => `  ${line}`)];
}

/** A period that was not given is an assumption, and says so where it stands; where there is no figure it changes nothing. */
function periodText(
  { word, assumed }: Chosen<string>,
  amount: string,
  note: Text,
): { word: string; noted: boolean; noteLines: string[] } {
  const noted = assumed && /\d/.test(amount.replace(/\d+: not_stated/g, ''));
  return { word, noted, noteLines: noted ? ['basis: assumed', `note: ${both(note)}`] : [] };
}

function isUnstated(figure: FigureAnswer): boolean {
  return figure.kind === 'one' && figure.leaf.kind === 'not_stated';
}
