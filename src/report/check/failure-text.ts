import { PAYERS, SETTLEMENT_LABELS } from '../../codes/payers.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Estimate } from '../../engine/estimate.ts';
import type { Step } from '../../engine/step.ts';
import { groupYuan } from '../../money/fen.ts';
import type { Failure } from '../../regression/compare.ts';
import type { CaseResult } from '../../regression/run.ts';
import type { FileResult } from '../../regression/suite.ts';
import { pasteLines } from '../../regression/update.ts';
import { diagnosticsText, placeLines } from '../diagnostics.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { say, visible } from '../say.ts';
import { usedSources } from '../sources.ts';
import { stepViews } from '../steps.ts';
import { stepLines } from '../text-steps.ts';
import { viewOf } from '../view.ts';
import { indented, pad } from '../width.ts';
import type { CheckOptions } from './run.ts';

/**
 * What one case came to that it should not: each difference, the steps behind it, the reason, the lines to paste.
 * @param told problems of policies that were told in full before: a broken policy fails all its cases
 */
export function failureLines(
  file: FileResult,
  result: CaseResult,
  { lang, paint = PLAIN, width = 80 }: CheckOptions,
  told: Set<string> = new Set(),
): string[] {
  const { case: one, failures } = result;
  const head = `${file.file}:${one.place.line}  ${visible(one.name)}`;
  return [
    ...indented(head, width, 2, `${paint.bad('✗')} `).map((line, index) =>
      index === 0 ? paint.strong(line) : line,
    ),
    ...differences(failures, lang, paint, width),
    ...refusals(failures, told, lang, paint, width),
    ...steps(result, lang, paint, width),
    ...(one.because === undefined ? [] : indented(`${say(BECAUSE, lang)}${visible(one.because)}`, width, 4)),
    ...paste(file, result, lang, paint, width),
  ];
}

const BECAUSE: Text = { zh: '用例的理由：', en: 'because: ' };

/** Each difference, and where the expected value is written. */
function differences(failures: readonly Failure[], lang: Lang, paint: Paint, width: number): string[] {
  return failures.flatMap((failure) => {
    const claim = failure.claim === 0 ? '' : `${say(CLAIM(failure.claim + 1), lang)} `;
    const bound = failure.high ? `${say(HIGH, lang)} ` : '';
    // What was refused, or not, is told by the message alone.
    const label = failure.key.startsWith('expect') ? '' : `${labelOf(failure.key, lang)}${say(COLON, lang)}`;
    const what = `${claim}${bound}${label}`;
    const off = failure.difference === undefined ? '' : say(DIFFERENCE(failure.difference), lang);
    return [
      ...indented(`${what}${say(failure.message, lang)}${off}`, width, 4),
      ...placeLines(failure.place, paint.bad, paint, width).map((line) => `  ${line}`),
    ];
  });
}

const COLON: Text = { zh: '：', en: ': ' };
const HIGH: Text = { zh: '较高值', en: 'high bound' };
const CLAIM = (number: number): Text => ({ zh: `第 ${number} 张`, en: `claim ${number}` });
const DIFFERENCE = (fen: number): Text => {
  const sign = fen > 0 ? '+' : '';
  return { zh: `（${sign}${groupYuan(fen)}）`, en: ` (${sign}${groupYuan(fen)})` };
};

/** `统筹基金支付（hifp_pay）`. */
function labelOf(key: string, lang: Lang): string {
  const [group, id] = key.split('.');
  const label =
    SETTLEMENT_LABELS[key] ??
    (group === 'payers' ? PAYERS.find((payer) => payer.id === id)?.label : undefined);
  if (!label) return key;
  return lang === 'zh' ? `${say(label, lang)}（${key}）` : `${say(label, lang)} (${key})`;
}

/** Why a claim was refused, in full, if it has not been told yet. */
function refusals(
  failures: readonly Failure[],
  told: Set<string>,
  lang: Lang,
  paint: Paint,
  width: number,
): string[] {
  const diagnostics = failures
    .flatMap((failure) => failure.diagnostics)
    .filter(({ code, place }) => {
      const key = place && `${code} ${place.file}:${place.line}:${place.column}`;
      return key === undefined || (!told.has(key) && told.add(key));
    });
  if (diagnostics.length === 0) return [];
  return diagnosticsText(diagnostics, { lang, paint, width: width - 4 })
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`));
}

/** The steps that make the amounts that differ. */
function steps(result: CaseResult, lang: Lang, paint: Paint, width: number): string[] {
  const byClaim = new Map<number, Set<Failure['steps'][number]>>();
  for (const { claim, steps: behind } of result.failures) {
    const known = byClaim.get(claim) ?? new Set();
    for (const step of behind) known.add(step);
    byClaim.set(claim, known);
  }
  return [...byClaim].flatMap(([claim, behind]) => {
    const estimate = result.estimates[claim];
    if (!estimate || behind.size === 0) return [];
    const view = viewOf(estimate, { lang });
    const told = { ...estimate, steps: estimate.steps.filter((step) => behind.has(step)) };
    const { steps: full, idle } = stepViews(told, usedSources(estimate), lang);
    const context = { view, paint, width: Math.max(72, width) - 2, ascii: false };
    const lines = full.flatMap((step, index) => stepLines({ ...step, refs: [] }, index + 1, context));
    return [
      ...paintEach(indented(say(stepsHead(whereStated(estimate, told.steps)), lang), width, 4), paint.dim),
      ...lines.map((line) => `  ${line}`),
      ...idle
        .filter((step) => !step.explained)
        .flatMap((step) => indented(`${step.label}${say(COLON, lang)}${step.reason}`, width, 4)),
    ];
  });
}

function stepsHead(places: readonly string[]): Text {
  return places.length === 0
    ? { zh: '这样算出来的：', en: 'how it came about:' }
    : { zh: `这样算出来的（${places.join('、')}）：`, en: `how it came about (${places.join(', ')}):` };
}

/** Where in the policies the lines behind steps are written. */
function whereStated({ plan }: Estimate, steps: readonly Step[]): string[] {
  return steps.flatMap((step) => {
    const line = plan.lines.find(({ id, policy }) => id === step.line && policy.id === step.policy);
    const at = line?.line.origin.line;
    return line && at !== undefined ? [`${line.policy.file}:${at}`] : [];
  });
}

/** The lines of the file as they would have to be, if what came out is right. */
function paste(file: FileResult, result: CaseResult, lang: Lang, paint: Paint, width: number): string[] {
  const lines = pasteLines(file.text, result);
  if (lines.length === 0) return [];
  return [
    ...paintEach(indented(say(PASTE, lang), width, 4), paint.dim),
    ...lines.map(({ line, text }) => `${pad(`${line}`, 6, 'right')} ${paint.dim('|')} ${paint.good(text)}`),
  ];
}

const PASTE: Text = {
  zh: '如果新的结果是对的，改成（或用 --update）：',
  en: 'if what came out is right, paste this (or use --update):',
};
