import { type Lang, same, type Text } from '../../diagnostics/text.ts';
import type { LetteredNote } from '../../overview/footnotes.ts';
import type { PolicyPage, Statement } from '../../overview/page.ts';
import { say } from '../say.ts';
import { type SourceView, sourceView } from '../view.ts';
import { basisMark, GRADE_WORDS } from '../words.ts';
import { type BenefitView, benefitView } from './benefit-view.ts';
import { type MarkedView, marked } from './marked.ts';
import { countsText, sentence, spanText, POLICY_WORDS as WORDS } from './words.ts';

/** A page of a policy in the words of one language: what every format shows, each in its own way. */
export interface PolicyView {
  readonly lang: Lang;
  readonly title: string;
  readonly id: string;
  readonly facts: readonly string[];
  readonly counts: string;
  readonly who: readonly string[];
  readonly cares: readonly { readonly care: string; readonly payers: string }[];
  readonly benefits: readonly BenefitView[];
  readonly lists: readonly ListView[];
  readonly footnotes: readonly { readonly letter: string; readonly text: string }[];
  readonly sources: readonly SourceView[];
  /** What holds for figures without a number. */
  readonly main: string;
  readonly disclaimer: string;
}

export interface ListView {
  readonly title: string;
  readonly items: readonly MarkedView[];
}

/** @param plain for people at the counter: without the keys that only a command takes */
export function policyView(page: PolicyPage, lang: Lang, plain = false): PolicyView {
  const { policy, sections } = page;
  return {
    lang,
    title: say(policy.title, lang),
    id: policy.id,
    facts: factsOf(page, lang),
    counts: countsText(page.counts, lang),
    who: page.who.map((text) => sentence(text, lang)),
    cares: page.cares.map(({ care, payers }) => ({
      care: sentence(care, lang),
      payers: payers.map((payer) => say(payer, lang)).join(lang === 'zh' ? ' → ' : ' -> '),
    })),
    benefits: sections.map((section, index) => benefitView(section, index, lang)),
    lists: listsOf(page, lang, plain),
    footnotes: page.footnotes.map((note) => ({ letter: note.letter, text: noteText(note, lang) })),
    sources: page.sources.map(({ source, number }) => sourceView({ source }, number, lang)),
    main: mainText(page, lang),
    disclaimer: say(WORDS.disclaimer, lang),
  };
}

function factsOf({ policy, version, others, place, own, grades }: PolicyPage, lang: Lang): string[] {
  const grade = grades.map((one) => say(GRADE_WORDS[one], lang)).join(lang === 'zh' ? '、' : ', ');
  const versions = others.map((other) => spanText(other, lang)).join(lang === 'zh' ? '、' : '; ');
  return [
    say(place, lang),
    spanText(version, lang),
    `${say(WORDS.checked, lang)} ${policy.checked}`,
    ...(grade === '' ? [] : [grade]),
    ...(own ? [say(WORDS.own, lang)] : []),
    ...(versions === ''
      ? []
      : [`${say(WORDS.otherVersions, lang)}${lang === 'zh' ? '：' : ': '}${versions}`]),
  ];
}

function listsOf(page: PolicyPage, lang: Lang, withoutKeys: boolean): ListView[] {
  const plain = (texts: readonly Text[]): MarkedView[] =>
    texts.map((text) => ({ text: sentence(text, lang), mark: '' }));
  const said = (statements: readonly Statement[]): MarkedView[] =>
    statements.map((statement) => marked(statement, lang));
  const names = page.notStated.map(({ name }) => sentence(name, lang));
  const together = names.length === 0 ? [] : [{ text: names.join(lang === 'zh' ? '；' : '; '), mark: '' }];
  const unstated = page.notStated.map(({ key, name }) => ({
    text: say(same(`${sentence(name, lang)} (${key})`), lang),
    mark: '',
  }));
  const lists: readonly (readonly [Text, readonly MarkedView[]])[] = [
    [WORDS.whole, said(page.whole)],
    [WORDS.eligibility, said(page.eligibility)],
    [WORDS.everywhere, plain(page.everywhere)],
    [WORDS.cover, said(page.cover)],
    [WORDS.parts, plain(page.terms.parts)],
    [WORDS.diseases, plain(page.terms.diseases)],
    [WORDS.localNames, plain(page.terms.fields)],
    [WORDS.parameters, said(page.parameters)],
    [withoutKeys ? WORDS.notStatedPlain : WORDS.notStated, withoutKeys ? together : unstated],
    [WORDS.notes, said(page.notes)],
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => ({ title: say(title, lang), items }));
}

function noteText({ basis, text }: LetteredNote, lang: Lang): string {
  const mark = basisMark(basis);
  const parts = [mark ? say(mark, lang) : '', text ? say(text, lang) : ''].filter((part) => part !== '');
  return parts.join(lang === 'zh' ? '' : ' ');
}

function mainText({ sources, policy }: PolicyPage, lang: Lang): string {
  if (sources.length < 2 || policy.kind === 'national') return '';
  return lang === 'zh' ? '没有另注来源的，都来自 [1]' : 'What names no other source comes from [1]';
}
