import type { CaseDifference, ClaimsDifference, LargestChange } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { type BatchContext, headRow, listing, section, textRow } from '../batch/text-context.ts';
import { paintEach } from '../paint.ts';
import { say, visible } from '../say.ts';
import { type Column, type Row, table } from '../table.ts';
import { indented, wrap } from '../width.ts';
import { reasonText } from './json.ts';
import { signed } from './sentences.ts';
import { type SideStep, sideSteps } from './steps.ts';
import { DIFF_WORDS, outcomeWord } from './words.ts';

const NAME: Column = { align: 'left', flex: true };
const NUMBER: Column = { align: 'right' };

/** The claims that change most, each with both explanations side by side. */
export function largestLines({ largest }: ClaimsDifference, context: BatchContext): string[] {
  if (largest.length === 0) return [];
  const { lang, paint, width } = context;
  return [
    ...paintEach(wrap(DIFF_WORDS.largest[lang], width), paint.strong),
    ...largest.flatMap((one, index) => ['', ...oneLargest(one, index + 1, context)]),
  ];
}

function oneLargest(one: LargestChange, number: number, context: BatchContext): string[] {
  const { lang, paint, width } = context;
  const head = `${number}. ${changeName(one, lang)}  ${groupYuan(one.person.old)} → ${groupYuan(one.person.new)}  ${signed(one.person.new - one.person.old)}`;
  if (!one.estimates)
    return [
      ...paintEach(wrap(head, width), paint.strong),
      ...indented(DIFF_WORDS.unexplained[lang], width, 3),
    ];
  const steps = sideSteps(one.estimates, lang);
  return [...paintEach(wrap(head, width), paint.strong), ...sideTable(steps, context)];
}

/** `第 12 行（S0012）`, a case by its name. */
export function changeName({ line, name, id }: LargestChange, lang: 'zh' | 'en'): string {
  if (name !== undefined) return visible(name);
  const where = lang === 'zh' ? `第 ${line} 行` : `line ${line}`;
  if (id === undefined) return where;
  return lang === 'zh' ? `${where}（${visible(id)}）` : `${where} (${visible(id)})`;
}

const COLUMNS: readonly Column[] = [
  { align: 'left', flex: true },
  { align: 'right', min: 19, max: 26 },
  { align: 'right', min: 19, max: 26 },
  { align: 'left', min: 1 },
];
const INDENT = 3;

function sideTable(steps: readonly SideStep[], context: BatchContext): string[] {
  const { lang, paint, width } = context;
  const rows: Row[] = [headRow(['', DIFF_WORDS.old[lang], DIFF_WORDS.new[lang], ''], context)];
  for (const step of steps) {
    if (step.label !== '' && step.rows.length > 1)
      rows.push({ across: { text: step.label, paint: paint.strong } });
    for (const { label, old, new: now, differs } of step.rows) {
      const name =
        step.rows.length > 1 ? `  ${label}` : step.label === '' ? label : `${step.label} · ${label}`;
      const strong = differs ? { paint: paint.strong } : {};
      rows.push([
        { text: name },
        { text: old, ...strong },
        { text: now, ...strong },
        { text: differs ? '*' : '' },
      ]);
    }
    for (const text of step.remarks) rows.push({ across: { text, paint: paint.dim } });
  }
  return table(COLUMNS, rows, { width: Math.min(width, 100) - INDENT, indent: INDENT });
}

/** One line for every claim of the cases. */
export function caseLines({ cases }: ClaimsDifference, context: BatchContext): string[] {
  if (!cases) return [];
  const { lang, paint } = context;
  const rows: Row[] = cases.map((one) => {
    const texts = [caseName(one), side(one, 'old', lang), side(one, 'new', lang), caseDifference(one, lang)];
    return one.differs ? texts.map((text) => ({ text, paint: paint.strong })) : textRow(texts);
  });
  const heads = [DIFF_WORDS.personPart, DIFF_WORDS.new, DIFF_WORDS.change].map((word) => word[lang]);
  const reasons = cases.flatMap((one) => caseReasons(one, lang));
  return [
    ...section(
      DIFF_WORDS.cases[lang],
      [NAME, NUMBER, NUMBER, NUMBER],
      ['', `${heads[0]} ${DIFF_WORDS.old[lang]}`, heads[1] ?? '', heads[2] ?? ''],
      rows,
      context,
    ),
    ...(reasons.length > 0
      ? listing(
          [NAME],
          reasons.map((text) => textRow([text])),
          context,
        )
      : []),
  ];
}

export function caseName({ name, claim, of }: CaseDifference): string {
  return of === 1 ? visible(name) : `${visible(name)} #${claim}`;
}

function side({ outcomes, person }: CaseDifference, which: 'old' | 'new', lang: 'zh' | 'en'): string {
  const fen = person[which];
  if (fen === undefined) return outcomeWord(outcomes[which])[lang];
  const amount = groupYuan(fen);
  return outcomes[which] === 'covered' ? amount : `${amount} ${outcomeWord(outcomes[which])[lang]}`;
}

export function caseDifference({ person, differs }: CaseDifference, lang: 'zh' | 'en'): string {
  if (person.old === undefined || person.new === undefined) return differs ? '*' : '';
  const difference = person.new - person.old;
  if (difference === 0) return differs ? DIFF_WORDS.payers[lang] : DIFF_WORDS.same[lang];
  return signed(difference);
}

/** Why a case is refused where the other side is not. */
export function caseReasons(one: CaseDifference, lang: 'zh' | 'en'): string[] {
  if (one.outcomes.old === one.outcomes.new) return [];
  return (['old', 'new'] as const).flatMap((which) => {
    const reason = one.reasons[which];
    if (!reason) return [];
    const colon = lang === 'zh' ? '：' : ': ';
    return [
      `${caseName(one)} · ${DIFF_WORDS[which][lang]}${colon}${say(reasonText(reason), lang)} ${reason.code}`,
    ];
  });
}
