import type { RegionIndex } from '../codes/regions.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readPlace, readScheme } from '../policy/draft/place.ts';
import { type DraftAnswers, type DraftQuestion, UNLISTED } from '../policy/draft/question.ts';
import { DRAFT_QUESTIONS } from '../policy/draft/questions.ts';
import { missingAnswers, readAnswer } from '../policy/draft/read.ts';

/** What the command line answers; everything wrong with it goes to the problems. */
export function answersOf(
  id: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  regions: RegionIndex,
  problems: Diagnostic[],
): Map<string, string> {
  const answers = new Map<string, string>();
  const wrong = (
    found: Pick<Diagnostic, 'code' | 'message' | 'hint'>,
    field: string,
    value: string,
  ): void => {
    problems.push({ severity: 'error', ...found, field, value });
  };
  if (id !== undefined) {
    const [, place = id, scheme] = /^(.*)\/([^/]*)$/.exec(id) ?? [];
    const read = readPlace(place, regions);
    if ('value' in read) setPlace(answers, read.value, regions);
    else wrong(read.wrong, 'policy', place);
    const name = scheme === undefined ? undefined : readScheme(scheme, flags.heldWith !== undefined);
    if (name && 'value' in name) answers.set('scheme', name.value);
    else if (name) wrong(name.wrong, 'policy', scheme ?? '');
  }
  for (const question of DRAFT_QUESTIONS) {
    const text = flags[camel(question.flag)];
    if (typeof text !== 'string') continue;
    const read = text.trim() === '' ? { wrong: EMPTY } : readAnswer(question, text);
    if ('value' in read) answers.set(question.key, read.value.value);
    else wrong(read.wrong, `--${question.flag}`, text);
  }
  return answers;
}

/** Keeps a place, and whether the region table has it. */
export function setPlace(answers: Map<string, string>, code: string, regions: RegionIndex): void {
  answers.set('place', code);
  if (regions.byCode(code) === undefined) answers.set(UNLISTED, 'true');
  else answers.delete(UNLISTED);
}

const EMPTY = {
  code: 'BAD_VALUE',
  message: { zh: '值是空的', en: 'the value is empty' },
  hint: { zh: '没有答案就去掉这个选项', en: 'leave the option out where there is no answer' },
};

function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Everything that must be answered and is not. */
export function missingFlags(answers: DraftAnswers): Diagnostic[] {
  return [...missingId(answers), ...missingAnswers(answers).map(missingFlag)];
}

function missingId(answers: DraftAnswers): Diagnostic[] {
  if (answers.has('place') && answers.has('scheme')) return [];
  const message = { zh: '缺少政策编号', en: 'the id of the policy is missing' };
  const hint = { zh: '区划代码/险种，如 420100/resident', en: 'place/scheme, such as 420100/resident' };
  return [{ code: 'MISSING_ANSWER', severity: 'error', message, hint, field: 'policy' }];
}

function missingFlag({ flag, label, help, choices }: DraftQuestion): Diagnostic {
  const values = choices.map(({ value }) => value).filter((value) => value !== '');
  return {
    code: 'MISSING_ANSWER',
    severity: 'error',
    message: { zh: `缺少 --${flag}（${label.zh}）`, en: `--${flag} is missing (${label.en})` },
    hint: values.length > 0 ? { zh: values.join('、'), en: values.join(', ') } : help,
    field: `--${flag}`,
  };
}
