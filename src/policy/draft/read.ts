import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { joinTexts, same, type Text } from '../../diagnostics/text.ts';
import { isDay } from '../../grammar/days.ts';
import type { Grade } from '../policy.ts';
import {
  type Read,
  readBands,
  readFigure,
  readLeaf,
  showBands,
  showFigure,
  showLeaf,
  type Wrong,
} from './figure-text.ts';
import type { BandAnswer, Chosen, DraftBase, FigureAnswer, Leaf, PolicyDraft } from './model.ts';
import { type Around, type DraftAnswers, type DraftQuestion, isSchemeName } from './question.ts';
import { DRAFT_QUESTIONS } from './questions.ts';

/** An answer as it is kept, and as it is shown. */
export interface Answer {
  readonly value: string;
  readonly shown: Text;
}

/** Checks one answer by itself. An empty one is for whoever asks to judge. */
export function readAnswer(question: DraftQuestion, text: string): Read<Answer> {
  const value = text.trim().replaceAll(/\s+/g, ' ');
  switch (question.kind) {
    case 'text':
      return { value: { value, shown: same(value) } };
    case 'url':
      return /^https?:\/\/\S+$/.test(value) ? { value: { value, shown: same(value) } } : { wrong: BAD_URL };
    case 'date':
      return isDay(value) ? { value: { value, shown: same(value) } } : { wrong: badDate(value) };
    case 'choice':
    case 'choices':
      return readChoice(question, value);
    case 'amounts':
      return shown(value, readFigure(value, 'fen'), (figure) => showFigure(figure, 'fen'));
    case 'amount':
      return shown(value, readLeaf(value, 'fen'), (leaf) => showLeaf(leaf, 'fen'));
    case 'bands':
      return shown(value, readBands(value), showBands);
  }
}

function shown<Value>(value: string, read: Read<Value>, show: (value: Value) => Text): Read<Answer> {
  return 'wrong' in read ? read : { value: { value, shown: show(read.value) } };
}

function readChoice({ kind, choices }: DraftQuestion, text: string): Read<Answer> {
  const words = kind === 'choices' ? text.split(/[,，、\s]+/).filter((word) => word !== '') : [text];
  const found = words.map((word) =>
    choices.find(({ value, label }) => [value, label.zh, label.en].includes(word)),
  );
  const missing = words.find((_, index) => found[index] === undefined);
  if (missing !== undefined) {
    const message = { zh: `没有“${missing}”这个选项`, en: `there is no choice “${missing}”` };
    const hint = didYouMean(
      missing,
      choices.map(({ value }) => value).filter((value) => value !== ''),
    );
    return { wrong: { code: 'UNKNOWN_CODE', message, ...(hint && { hint }) } };
  }
  const chosen = found.flatMap((item) => item ?? []);
  const value = chosen.map((item) => item.value).join(',');
  return { value: { value, shown: joinTexts(chosen.map(({ label }) => label)) } };
}

const BAD_URL: Wrong = {
  code: 'BAD_VALUE',
  message: { zh: '网址以 http:// 或 https:// 开头', en: 'an address begins with http:// or https://' },
};

function badDate(text: string): Wrong {
  return {
    code: 'BAD_VALUE',
    message: { zh: `“${text}”不是日期`, en: `“${text}” is not a date` },
    hint: { zh: '例如 2025-01-01', en: 'for example 2025-01-01' },
  };
}

/** Questions that have a meaning after the answers so far. */
export function questionsOf(answers: DraftAnswers): DraftQuestion[] {
  return DRAFT_QUESTIONS.filter((question) => question.applies(answers));
}

/** Mandatory questions without an answer, all of them. */
export function missingAnswers(answers: DraftAnswers): DraftQuestion[] {
  return questionsOf(answers).filter(
    (question) => question.must(answers) && (answers.get(question.key) ?? '') === '',
  );
}

/**
 * The policy that the answers describe.
 * @param answers checked one by one; `place` is a code, `scheme` a scheme or the name of a supplement
 * @returns the draft, or everything that is wrong with the answers together
 */
export function readDraft(
  answers: DraftAnswers,
  around: Around,
): { draft: PolicyDraft; problems: Diagnostic[] } {
  const said = (key: string): string | undefined => {
    const question = DRAFT_QUESTIONS.find((item) => item.key === key);
    return answers.get(key) || question?.ordinary(answers, around) || undefined;
  };
  const problems = clashes(answers);
  const scheme = answers.get('scheme') ?? '';
  const titleEn = said('title_en');
  const to = said('to');
  const [place, placeEn] = [said('place_name'), said('place_name_en')];
  const draft: PolicyDraft = {
    code: answers.get('place') ?? '',
    scheme,
    kind: isSchemeName(scheme) ? 'scheme' : 'supplement',
    ...(place && { place: { zh: place, ...(placeEn && { en: placeEn }) } }),
    title: { zh: said('title') ?? '', ...(titleEn && { en: titleEn }) },
    from: said('from') ?? '',
    ...(to && { to }),
    checked: said('checked') ?? '',
    source: sourceOf(said),
    care: listOf(said('care')),
    heldWith: isSchemeName(scheme) ? [] : listOf(said('held_with')),
    payer: said('payer') ?? '',
    base: (said('base') ?? 'in_policy') as DraftBase,
    deductible: figureOf(said('deductible')),
    deductiblePer: chosen(said('deductible_per'), said('care') === 'outpatient' ? 'visit' : 'admission'),
    bands: bandsOf(said('rate')),
    countedPer: chosen(said('bands_per'), 'settlement'),
    countedFrom: chosen(said('bands_from'), 'deductible'),
    cap: leafOf(said('cap')),
    capPer: chosen(said('cap_per'), 'year'),
  };
  return { draft, problems };
}

/** Answers that do not go together, and flags that mean nothing beside the others. */
function clashes(answers: DraftAnswers): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const [from, to] = [answers.get('from') ?? '', answers.get('to') ?? ''];
  if (from !== '' && to !== '' && to < from) {
    const message = {
      zh: `截止日期 ${to} 早于起始日期 ${from}`,
      en: `the end, ${to}, is before the start, ${from}`,
    };
    problems.push({ code: 'VERSION_ORDER', severity: 'error', message, field: 'to', value: to });
  }
  for (const question of DRAFT_QUESTIONS) {
    if ((answers.get(question.key) ?? '') === '' || question.applies(answers)) continue;
    const message = {
      zh: `--${question.flag} 在这里没有意义`,
      en: `--${question.flag} means nothing here`,
    };
    const hint = {
      zh: `“${question.label.zh}”要有相应的数值、险种或地区才用得到`,
      en: `“${question.label.en}” goes with a figure, a kind of policy or a place that was not given`,
    };
    problems.push({ code: 'ANSWER_NOT_USED', severity: 'error', message, hint, field: question.key });
  }
  return problems;
}

function sourceOf(said: (key: string) => string | undefined): PolicyDraft['source'] {
  const optional = Object.fromEntries(
    ['publisher', 'number', 'date', 'url'].flatMap((key) => {
      const text = said(`source.${key}`);
      return text === undefined ? [] : [[key, text]];
    }),
  );
  const titleEn = said('source.title_en');
  return {
    title: said('source.title') ?? '',
    ...(titleEn && { titleEn }),
    ...optional,
    grade: (said('source.grade') ?? '') as Grade,
  };
}

const UNSTATED: Leaf = { kind: 'not_stated' };

function figureOf(text: string | undefined): FigureAnswer {
  return text === undefined ? { kind: 'one', leaf: UNSTATED } : checked(readFigure(text, 'fen'));
}

function leafOf(text: string | undefined): Leaf {
  return text === undefined ? UNSTATED : checked(readLeaf(text, 'fen'));
}

function bandsOf(text: string | undefined): BandAnswer[] {
  return text === undefined ? [{ rate: { kind: 'one', leaf: UNSTATED } }] : checked(readBands(text));
}

/** Each answer was checked when it was given. */
function checked<Value>(read: Read<Value>): Value {
  if ('wrong' in read) throw new Error(`an answer was not checked: ${read.wrong.message.en}`);
  return read.value;
}

function chosen<Word extends string>(text: string | undefined, assumed: Word): Chosen<Word> {
  return text === undefined ? { word: assumed, assumed: true } : { word: text as Word, assumed: false };
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((word) => word !== '');
}
