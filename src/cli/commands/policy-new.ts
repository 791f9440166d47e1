import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegions, type RegionIndex } from '../../codes/regions.ts';
import { BaoxiaoError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { localToday } from '../../engine/estimate.ts';
import { isStated, spotsOf } from '../../policy/draft/attempt.ts';
import { draftCases } from '../../policy/draft/cases.ts';
import { casesYaml } from '../../policy/draft/cases-yaml.ts';
import { byLevel, type PolicyDraft } from '../../policy/draft/model.ts';
import { unlisted } from '../../policy/draft/place.ts';
import { policyYaml } from '../../policy/draft/policy-yaml.ts';
import { type Around, type DraftAnswers, isUnlisted } from '../../policy/draft/question.ts';
import { readDraft } from '../../policy/draft/read.ts';
import { Library } from '../../policy/library.ts';
import { shippedPolicies } from '../../policy/shipped.ts';
import { confirmDraft, type DraftFiles } from '../../regression/confirm-draft.ts';
import { type Context, colourful, EXIT } from '../context.ts';
import { type DraftPaths, existing, pathsOf, writeInto } from '../draft-files.ts';
import { answersOf, missingFlags, setPlace } from '../draft-flags.ts';
import { askForPolicy } from '../interactive/draft/session.ts';
import { printProblems } from '../output.ts';
import { paintFor } from '../paint.ts';

/** `baoxiao policy new`: a policy file and its first cases, from flags or from answers at the terminal. */
export async function policyNewCommand(
  id: string | undefined,
  flags: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<number> {
  const regions = await loadRegions();
  const dir = String(flags.dir ?? 'policies');
  const problems: Diagnostic[] = [];
  const given = answersOf(id, flags, regions, problems);
  const refuse = (answers: DraftAnswers): Diagnostic[] =>
    flags.force === true ? [] : existing(answers, dir, regions);
  problems.push(...refuse(given));
  if (problems.length > 0) throw new BaoxiaoError(problems);
  const answers = await complete(given, regions, refuse, context);
  const { draft, problems: clashes } = readDraft(answers, aroundOf(answers, regions));
  if (clashes.length > 0) throw new BaoxiaoError(clashes);
  if (isUnlisted(answers)) await printProblems([notice(draft.code, regions)], context);
  await writeDraftPolicy(draft, pathsOf(answers, dir, regions), dir, context);
  return EXIT.done;
}

/** The answers, with what is missing asked for on a terminal. */
async function complete(
  given: DraftAnswers,
  regions: RegionIndex,
  refuse: (answers: DraftAnswers) => Diagnostic[],
  { io, lang, color }: Context,
): Promise<DraftAnswers> {
  const missing = missingFlags(given);
  if (missing.length === 0) return given;
  if (!io.stdin.isTTY || !io.stdout.isTTY) throw new BaoxiaoError(missing);
  return askForPolicy({
    given,
    library: new Library([shippedPolicies()]),
    around: (answers) => aroundOf(answers, regions),
    refuse: (answers) => refuse(answers)[0],
    setPlace: (answers, code) => setPlace(answers, code, regions),
    lang,
    paint: await paintFor(colourful(io.stdout, io.env, color)),
    stdin: io.stdin,
    stdout: io.stdout,
  });
}

/** How the place is called, and the day. */
function aroundOf(answers: DraftAnswers, regions: RegionIndex): Around {
  const region = regions.byCode(answers.get('place') ?? '');
  const told = { zh: answers.get('place_name') ?? '', en: answers.get('place_name_en') ?? '' };
  const name = (lang: Lang): string => (region ? regions.displayName(region, lang) : told[lang]);
  return { today: localToday(), place: { zh: name('zh'), en: name('en') } };
}

/** A code that the table does not have is taken, but not in silence. */
function notice(code: string, regions: RegionIndex): Diagnostic {
  return { code: 'REGION_UNLISTED', severity: 'info', ...unlisted(code, regions), value: code };
}

async function writeDraftPolicy(
  draft: PolicyDraft,
  paths: DraftPaths,
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
function written(draft: PolicyDraft, paths: DraftPaths, dir: string, count: number): Text {
  const [policy, cases] = [join(dir, paths.policy), join(dir, paths.cases)];
  const commands = [
    `baoxiao policy lint ${word(dir)}`,
    `baoxiao policy schema -o ${word(join(dir, 'policy.schema.json'))}`,
    `baoxiao policy schema --cases -o ${word(join(dir, 'cases.schema.json'))}`,
    `baoxiao check ${word(dir)}`,
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

/** A path as a shell takes it. */
function word(path: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./\\-]+$/u.test(path)) return path;
  return /["$`\\!]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}

/** The curve of the highest level that has figures, or of any hospital, on two lines that fit a terminal. */
function curveCommand(draft: PolicyDraft, dir: string): string {
  const level = byLevel(draft) ? spotsOf(draft).findLast(isStated)?.level : undefined;
  const circumstances = [`--care ${draft.care[0]}`, ...(level === undefined ? [] : [`--level ${level}`])];
  const id = `${draft.code}/${draft.scheme}`;
  const command = `baoxiao policy curve ${id} --policies ${word(dir)} \\`;
  return `${command}\n    ${[...circumstances, `--date ${draft.from}`].join(' ')}`;
}
