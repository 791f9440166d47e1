import { wordOf } from '../../claim/claim.ts';
import type { Lang } from '../../diagnostics/text.ts';
import type { Pair } from '../../difference/change.ts';
import type { Estimate } from '../../engine/estimate.ts';
import type { Step } from '../../engine/step.ts';
import { groupYuan } from '../../money/fen.ts';
import { say } from '../say.ts';
import { usedSources } from '../sources.ts';
import { type StepView, stepViews } from '../steps.ts';
import { sourceView } from '../view.ts';
import { WORDS } from '../words.ts';
import { DIFF_WORDS } from './words.ts';

/** One row of two explanations side by side; a side without it is empty. */
export interface SideRow extends Pair<string> {
  readonly label: string;
  readonly differs: boolean;
}

/** A line of the calculation on both sides: all its rows where it differs, its result alone where it does not. */
export interface SideStep {
  readonly label: string;
  readonly differs: boolean;
  readonly rows: readonly SideRow[];
  /** The rule in words and the documents behind it, where they are not the same. */
  readonly remarks: readonly string[];
}

/** Both explanations of a claim, step by step. */
export function sideSteps({ old, new: now }: Pair<Estimate>, lang: Lang): SideStep[] {
  const refusals = refusalStep({ old, new: now }, lang);
  const keys = [...new Set([...now.steps, ...old.steps].map(keyOf))];
  const order = (key: string): number => {
    const at = now.steps.findIndex((step) => keyOf(step) === key);
    return at < 0 ? old.steps.findIndex((step) => keyOf(step) === key) : at;
  };
  const steps = keys
    .sort((a, b) => order(a) - order(b))
    .flatMap((key) => sideStep({ old: partOf(old, key, lang), new: partOf(now, key, lang) }, lang) ?? []);
  return [...refusals, ...steps, personStep({ old, new: now }, lang)];
}

/** What decides a claim besides its amounts, without what would point to a person. */
export function circumstancesOf({ claim, wording, plan }: Estimate, lang: Lang): string[] {
  const date = wordOf(claim.facts, 'date');
  const words = SAID.flatMap((field) => {
    const value = wordOf(claim.facts, field);
    return value === undefined ? [] : [say(wording(field, value), lang)];
  });
  return [...(date === undefined ? [] : [date]), say(plan.policy.title, lang), ...words];
}

const SAID = ['care', 'hospital.level', 'status', 'assistance', 'access.filing', 'access.referral'];

function keyOf({ policy, line }: Step): string {
  return line === 'in_policy' ? line : `${policy} ${line}`;
}

interface Part {
  readonly view?: StepView;
  readonly idle?: string;
  readonly label: string;
  readonly rule: string;
  readonly sources: readonly string[];
}

/** One step of an estimate as its report shows it. */
function partOf(estimate: Estimate, key: string, lang: Lang): Part | undefined {
  const step = estimate.steps.find((one) => keyOf(one) === key);
  if (!step || !estimate.covered) return undefined;
  const sources = usedSources(estimate);
  const { steps, idle } = stepViews({ ...estimate, steps: [step] }, sources, lang);
  const ids = [...step.sources, ...step.inputs.flatMap(({ source }) => source ?? [])];
  const documents = sources.filter(({ policy, id }) => policy === step.policy && ids.includes(id));
  const [view] = steps;
  const [reason] = idle;
  return {
    ...(view && { view }),
    ...(reason && { idle: reason.reason }),
    label: view?.label ?? reason?.label ?? say(step.label, lang),
    rule: view?.rule ?? '',
    sources: documents.map((used, index) => {
      const { text, grade } = sourceView(used, index + 1, lang);
      return lang === 'zh' ? `${text}〔${grade}〕` : `${text} [${grade}]`;
    }),
  };
}

function sideStep({ old, new: now }: Pair<Part | undefined>, lang: Lang): SideStep | undefined {
  const label = (now ?? old)?.label ?? '';
  const rows = pairRows({ old: rowsOf(old, lang), new: rowsOf(now, lang) });
  const differs = rows.some((row) => row.differs) || (old?.rule ?? '') !== (now?.rule ?? '');
  // A line that paid nothing on either side, for the same reason, is no news.
  if (!differs && !old?.view && !now?.view) return undefined;
  return {
    label,
    differs,
    rows: differs ? rows : rows.slice(-1),
    remarks: differs ? remarksOf({ old, new: now }, lang) : [],
  };
}

interface PlainRow {
  readonly label: string;
  readonly value: string;
}

function rowsOf(part: Part | undefined, lang: Lang): PlainRow[] {
  const result = WORDS.result[lang];
  if (!part) return [];
  const { view, idle } = part;
  if (!view) return [{ label: result, value: idle ?? '0.00' }];
  const input = ({ label, mark, value }: StepView['before'][number]): PlainRow => ({
    label: mark.startsWith('[') ? `${label} ${mark}` : `${label}${mark}`,
    value,
  });
  return [
    ...view.before.map(input),
    ...view.bands.map(({ range, mark, rate, cost, pays }) => ({
      label: mark.startsWith('[') ? `${range} ${mark}` : `${range}${mark}`,
      value: rate === '' ? pays : `${rate} x ${cost}`,
    })),
    ...view.after.map(input),
    { label: view.resultLabel, value: view.result },
  ];
}

/** Rows of the same name stand beside each other, in the order of the new side; what only the old side has comes first. */
function pairRows({ old, new: now }: Pair<readonly PlainRow[]>): SideRow[] {
  const left = [...old];
  const rows: SideRow[] = [];
  const leaveOld = (row: PlainRow): void => {
    rows.push({ label: row.label, old: row.value, new: '', differs: true });
  };
  for (const [index, { label, value }] of now.entries()) {
    const rest = now.slice(index).map((row) => row.label);
    while (left[0] && !rest.includes(left[0].label)) leaveOld(left.shift() as PlainRow);
    const match = left.findIndex((row) => row.label === label);
    const before = match < 0 ? '' : (left.splice(match, 1)[0]?.value ?? '');
    rows.push({ label, old: before, new: value, differs: before !== value });
  }
  for (const row of left) leaveOld(row);
  return rows;
}

function remarksOf({ old, new: now }: Pair<Part | undefined>, lang: Lang): string[] {
  const colon = lang === 'zh' ? '：' : ': ';
  const pair = (name: string, before: string, after: string): string[] => {
    if (before === after) return before === '' ? [] : [`${name}${colon}${before}`];
    const sides = [
      [DIFF_WORDS.old[lang], before],
      [DIFF_WORDS.new[lang], after],
    ] as const;
    return sides.flatMap(([side, text]) => (text === '' ? [] : [`${side} · ${name}${colon}${text}`]));
  };
  const join = (list: readonly string[] | undefined): string =>
    (list ?? []).join(lang === 'zh' ? '；' : '; ');
  return [
    ...(old?.rule === now?.rule ? [] : pair(DIFF_WORDS.rule[lang], old?.rule ?? '', now?.rule ?? '')),
    ...pair(DIFF_WORDS.sourceChanged[lang], join(old?.sources), join(now?.sources)),
  ];
}

/** Why a side does not pay at all. */
function refusalStep({ old, new: now }: Pair<Estimate>, lang: Lang): SideStep[] {
  if (old.covered && now.covered) return [];
  const reasons = ({ covered, plan }: Estimate): string =>
    covered ? '' : plan.refusals.map(({ reason }) => say(reason, lang)).join(lang === 'zh' ? '；' : '; ');
  const texts = { old: reasons(old), new: reasons(now) };
  const row = { label: WORDS.notCovered[lang], ...texts, differs: texts.old !== texts.new };
  return [{ label: WORDS.notCovered[lang], differs: row.differs, rows: [row], remarks: [] }];
}

function personStep({ old, new: now }: Pair<Estimate>, lang: Lang): SideStep {
  const of = ({ settlement }: Estimate): string => groupYuan(settlement.psn_part_amt);
  const row = { label: WORDS.person[lang], old: of(old), new: of(now), differs: of(old) !== of(now) };
  return { label: '', differs: row.differs, rows: [row], remarks: [] };
}
