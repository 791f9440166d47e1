import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadRegions, type RegionIndex } from '../../codes/regions.ts';
import { BaoxiaoError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { localToday } from '../../engine/estimate.ts';
import { isStated, spotsOf } from '../../policy/draft/attempt.ts';
import { draftCases } from '../../policy/draft/cases.ts';
import { casesYaml } from '../../policy/draft/cases-yaml.ts';
import { byLevel, type PolicyDraft } from '../../policy/draft/model.ts';
import { readPlace, readScheme } from '../../policy/draft/place.ts';
import { policyYaml } from '../../policy/draft/policy-yaml.ts';
import {
  type Around,
  DRAFT_QUESTIONS,
  type DraftAnswers,
  type DraftQuestion,
} from '../../policy/draft/questions.ts';
import { missingAnswers, readAnswer, readDraft } from '../../policy/draft/read.ts';
import { Library } from '../../policy/library.ts';
import { shippedPolicies } from '../../policy/shipped.ts';
import { confirmDraft, type DraftFiles } from '../../regression/confirm-draft.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { fileProblem, writeText } from '../files.ts';
import { askForPolicy } from '../interactive/new-policy.ts';
import { paintFor } from '../paint.ts';

type Flags = Readonly<Record<string, unknown>>;

/** `baoxiao policy new`: a policy file and its first cases, from flags or from answers at the terminal. */
export async function policyNewCommand(
  id: string | undefined,
  flags: Flags,
  context: Context,
): Promise<number> {
  const { io } = context;
  const regions = await loadRegions();
  const problems: Diagnostic[] = [];
  let answers: DraftAnswers = answersOf(id, flags, regions, problems);
  const dir = String(flags.dir ?? 'policies');
  const force = flags.force === true;
  if (!force) problems.push(...existing(answers, dir, regions));
  if (problems.length > 0) throw new BaoxiaoError(problems);
  const missing = [...missingId(answers), ...missingAnswers(answers).map(missingFlag)];
  if (missing.length > 0) {
    if (!io.stdin.isTTY || !io.stdout.isTTY) throw new BaoxiaoError(missing);
    answers = await askForPolicy({
      given: answers,
      regions,
      library: new Library([shippedPolicies()]),
      around: (so) => aroundOf(so, regions),
      refuse: (so) => (force ? undefined : existing(so, dir, regions)[0]),
      lang: context.lang,
      paint: await paintFor(colourful(io.stdout, io.env, context.color)),
      stdin: io.stdin,
      stdout: io.stdout,
    });
  }
  const { draft, problems: clashes } = readDraft(answers, aroundOf(answers, regions));
  if (clashes.length > 0) throw new BaoxiaoError(clashes);
  const paths = pathsOf(answers, dir, regions);
  await writeDraftPolicy(draft, paths, dir, context);
  return EXIT.done;
}

/** What the command line answers; everything wrong with it goes to the problems. */
function answersOf(
  id: string | undefined,
  flags: Flags,
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
    if ('value' in read) answers.set('place', read.value);
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

const EMPTY = {
  code: 'BAD_VALUE',
  message: { zh: '值是空的', en: 'the value is empty' },
  hint: { zh: '没有答案就不写这个选项', en: 'leave the option out where there is no answer' },
};

function camel(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
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

/** How the place is called, and the day. */
function aroundOf(answers: DraftAnswers, regions: RegionIndex): Around {
  const region = regions.byCode(answers.get('place') ?? '');
  const name = (lang: Lang): string => (region ? regions.displayName(region, lang) : '');
  return { today: localToday(), place: { zh: name('zh'), en: name('en') } };
}

/** Where both files go, inside the policy folder: beside what is there for the place, or in `<code>-<pinyin>`. */
function pathsOf(
  answers: DraftAnswers,
  dir: string,
  regions: RegionIndex,
): { policy: string; cases: string } {
  const [code, scheme] = [answers.get('place') ?? '', answers.get('scheme') ?? ''];
  const pinyin = regions.byCode(code)?.pinyin ?? '';
  const there = existsSync(dir) ? readdirSync(dir, { withFileTypes: true }) : [];
  const own = there.find((entry) => entry.isDirectory() && /^\d{6}(?=-|$)/.exec(entry.name)?.[0] === code);
  const folder = own?.name ?? `${code}-${pinyin}`;
  return { policy: join(folder, `${scheme}.yaml`), cases: join(folder, `${scheme}.cases.yaml`) };
}

/** Files that would be overwritten. */
function existing(answers: DraftAnswers, dir: string, regions: RegionIndex): Diagnostic[] {
  if (!answers.has('place') || !answers.has('scheme')) return [];
  return Object.values(pathsOf(answers, dir, regions))
    .map((path) => join(dir, path))
    .filter((path) => existsSync(path))
    .map((path) => ({
      code: 'FILE_EXISTS',
      severity: 'error',
      message: { zh: `${path} 已经存在`, en: `${path} exists` },
      hint: { zh: '改那份文件，或加 --force 覆盖', en: 'edit that file, or replace it with --force' },
      value: path,
    }));
}

async function writeDraftPolicy(
  draft: PolicyDraft,
  paths: { policy: string; cases: string },
  dir: string,
  context: Context,
): Promise<void> {
  const { lang, io } = context;
  const roots = [...(existsSync(dir) ? [dir] : []), shippedPolicies()];
  const cases = draftCases(draft);
  const basic = draft.kind === 'supplement' ? await basicPayers(draft, roots) : undefined;
  const files: DraftFiles = {
    policy: { path: paths.policy, text: policyYaml(draft, lang) },
    cases: { path: paths.cases, text: casesYaml(draft, cases, lang, basic) },
  };
  const problems = await confirmDraft(files, roots);
  if (problems.length > 0) throw new BaoxiaoError(problems);
  for (const { path, text } of Object.values(files)) writeInto(join(dir, path), text);
  io.stdout.write(`${written(draft, paths, dir, cases.length)[lang]}\n`);
}

function writeInto(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    const known = fileProblem(error, dirname(path));
    if (known) throw new BaoxiaoError([known]);
    throw error;
  }
  writeText(path, text);
}

/** The payers of the scheme that a supplement comes after: its cases take their payments as given. */
async function basicPayers(draft: PolicyDraft, roots: readonly string[]): Promise<{ payers: string[] }> {
  const scheme = draft.heldWith[0] ?? '';
  const basic = await new Library(roots).find(draft.code, scheme);
  if (!basic) {
    const id = `${draft.code}/${scheme}`;
    const message = {
      zh: `没有 ${id}：补充保险的用例要先有基本医保的政策`,
      en: `there is no ${id}: the cases of a supplement need the basic scheme's policy`,
    };
    const hint = { zh: `先运行 baoxiao policy new ${id}`, en: `run baoxiao policy new ${id} first` };
    throw new BaoxiaoError([{ code: 'NO_POLICY', severity: 'error', message, hint, value: id }]);
  }
  const version =
    basic.versions.findLast(({ from, to }) => from <= draft.from && (to === undefined || draft.from <= to)) ??
    basic.versions.at(-1);
  const lines = (version?.lines ?? []).filter(({ care }) => care.includes(draft.care[0] ?? ''));
  return { payers: [...new Set(lines.map(({ payer }) => payer))] };
}

/** What was written, and what to do next. */
function written(
  draft: PolicyDraft,
  paths: { policy: string; cases: string },
  dir: string,
  count: number,
): { zh: string; en: string } {
  const [policy, cases] = [join(dir, paths.policy), join(dir, paths.cases)];
  const commands = [
    `baoxiao policy lint ${dir}`,
    `baoxiao policy schema -o ${join(dir, 'policy.schema.json')}`,
    `baoxiao policy schema --cases -o ${join(dir, 'cases.schema.json')}`,
    `baoxiao check ${dir}`,
    ...(draft.kind === 'scheme' ? [curveCommand(draft, dir)] : []),
  ].map((line) => `  ${line}`);
  return {
    zh: [
      `已写入 ${policy}`,
      `已写入 ${cases}（${count} 条用例，引擎算得一致）`,
      '接下来：',
      ...commands,
    ].join('\n'),
    en: [
      `written ${policy}`,
      `written ${cases} (${count} cases, confirmed by the engine)`,
      'Next:',
      ...commands,
    ].join('\n'),
  };
}

/** The curve of the highest level that has figures, or of any hospital, on two lines that fit a terminal. */
function curveCommand(draft: PolicyDraft, dir: string): string {
  const level = byLevel(draft) ? spotsOf(draft).findLast(isStated)?.level : undefined;
  const circumstances = [`--care ${draft.care[0]}`, ...(level === undefined ? [] : [`--level ${level}`])];
  const id = `${draft.code}/${draft.scheme}`;
  const command = `baoxiao policy curve ${id} --policies ${dir} \\`;
  return `${command}\n    ${[...circumstances, `--date ${draft.from}`].join(' ')}`;
}
