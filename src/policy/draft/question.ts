import { INSURANCES } from '../../codes/insurances.ts';
import type { Text } from '../../diagnostics/text.ts';

/** Answers to the questions of a new policy, by key, as people type them; what is not answered is absent or empty. */
export type DraftAnswers = ReadonlyMap<string, string>;

/** Key of the mark that the table of places does not have the place: then it has to be told what it is called. */
export const UNLISTED = 'unlisted';

/** What the questions are asked against. */
export interface Around {
  /** ISO date. */
  readonly today: string;
  /** How the place is called: 武汉市, Wuhan. */
  readonly place: Text;
}

export interface DraftChoice {
  readonly value: string;
  readonly label: Text;
}

/** One question, for the prompt and for the command line alike: every question has a flag. */
export interface DraftQuestion {
  readonly key: string;
  readonly flag: string;
  readonly placeholder: string;
  readonly kind: 'text' | 'url' | 'date' | 'choice' | 'choices' | 'amounts' | 'amount' | 'bands';
  readonly label: Text;
  readonly help: Text;
  readonly choices: readonly DraftChoice[];
  /** Whether a policy cannot be written without it. */
  readonly must: (answers: DraftAnswers) => boolean;
  /** Whether it has a meaning after the answers so far. */
  readonly applies: (answers: DraftAnswers) => boolean;
  /** The answer that Enter alone gives, and that a missing flag means. */
  readonly ordinary: (answers: DraftAnswers, around: Around) => string | undefined;
  /** Offered in the review rather than asked. */
  readonly rare: boolean;
}

type Extra = Partial<Pick<DraftQuestion, 'choices' | 'must' | 'applies' | 'ordinary' | 'rare'>>;

export function question(
  key: string,
  kind: DraftQuestion['kind'],
  placeholder: string,
  label: Text,
  help: Text,
  extra: Extra = {},
): DraftQuestion {
  const flag = key.replaceAll(/[._]/g, '-');
  const [no, yes, nothing] = [() => false, () => true, () => undefined];
  return {
    key,
    flag,
    placeholder,
    kind,
    label,
    help,
    choices: [],
    must: no,
    applies: yes,
    ordinary: nothing,
    rare: false,
    ...extra,
  };
}

export const always = (): boolean => true;
export const said = (answers: DraftAnswers, key: string): string => answers.get(key) ?? '';
export const isUnlisted = (answers: DraftAnswers): boolean => answers.has(UNLISTED);
export const isScheme = (answers: DraftAnswers): boolean => isSchemeName(said(answers, 'scheme'));
export const isSupplement = (answers: DraftAnswers): boolean =>
  said(answers, 'scheme') !== '' && !isScheme(answers);
export const isFigure = (text: string): boolean => /\d/.test(text);
export const choice = (value: string, zh: string, en: string): DraftChoice => ({ value, label: { zh, en } });

/** A supplement is any name that is none of the schemes. */
export function isSchemeName(name: string): boolean {
  return INSURANCES.ids.includes(name);
}

/** Schemes a policy can be written for. */
export const DRAFT_SCHEMES: readonly string[] = INSURANCES.ids.filter((id) => id !== 'none');

export function labelOf(scheme: string): Text {
  return { zh: INSURANCES.label(scheme, 'zh'), en: INSURANCES.label(scheme, 'en') };
}
