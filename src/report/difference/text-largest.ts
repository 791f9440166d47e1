import type { CaseDifference, ClaimsDifference, LargestChange } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { type BatchContext, headRow, section, textRow } from '../batch/text-context.ts';
import { paintEach } from '../paint.ts';
import { visible } from '../say.ts';
import { type Column, type Row, table } from '../table.ts';
import { indented, wrap } from '../width.ts';
import { WORDS } from '../words.ts';
import { signed } from './sentences.ts';
import { circumstancesOf, type SideStep, sideSteps } from './steps.ts';
import { fileName, reasonPhrase } from './text-claims.ts';
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
  const head = `${number}. ${changeName(one, lang)} · ${WORDS.person[lang]} ${groupYuan(one.person.old)} → ${groupYuan(one.person.new)}  ${signed(one.person.new - one.person.old)}`;
  if (!one.estimates)
    return [
      ...paintEach(wrap(head, width), paint.strong),
      ...indented(DIFF_WORDS.unexplained[lang], width, 3),
    ];
  const steps = sideSteps(one.estimates, lang);
  const facts = circumstancesOf(one.estimates.new, lang).join(' · ');
  return [
    ...paintEach(wrap(head, width), paint.strong),
    ...paintEach(indented(facts, width, 3), paint.dim),
    ...sideTable(steps, context),
  ];
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
        step.rows.length > 1 ? `  ${label}` : step.label === '' ? label : stepName(step.label, label);
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

/** A step of one row goes by its own name where that of the row says no more. */
export function stepName(step: string, row: string): string {
  return step === row ? row : `${step} · ${row}`;
}

/** So many cases are all shown; of more, those that differ. */
const MOST_SAME = 24;

/** One line for every claim of the cases; of many, for those that come out otherwise. */
export function caseLines({ cases }: ClaimsDifference, context: BatchContext): string[] {
  if (!cases) return [];
  const { lang, paint } = context;
  const shown = cases.length <= MOST_SAME ? cases : cases.filter(({ differs }) => differs);
  const rows: Row[] = shown.flatMap((one): Row[] => {
    const texts = [
      caseName(one),
      caseSide(one, 'old', lang),
      caseSide(one, 'new', lang),
      caseDifference(one, lang),
    ];
    if (!one.differs) return [textRow(texts)];
    return [
      texts.map((text) => ({ text, paint: paint.strong })),
      { across: { text: `  ${fileName(`${one.file}:${one.lineOfFile}`)}`, paint: paint.dim } },
      ...caseReasons(one, lang).map((text): Row => ({ across: { text: `  ${text}` } })),
    ];
  });
  if (shown.length < cases.length) {
    const same = cases.length - shown.length;
    const text =
      lang === 'zh'
        ? `其余 ${same} 张结果相同（--format json、html 有全部）`
        : `${same} others come out the same (all are in --format json and html)`;
    rows.push({ across: { text, paint: paint.dim } });
  }
  const heads = [DIFF_WORDS.personPart, DIFF_WORDS.new, DIFF_WORDS.change].map((word) => word[lang]);
  return section(
    DIFF_WORDS.cases[lang],
    [NAME, NUMBER, NUMBER, NUMBER],
    ['', `${heads[0]} ${DIFF_WORDS.old[lang]}`, heads[1] ?? '', heads[2] ?? ''],
    rows,
    context,
  );
}

export function caseName({ name, claim, of }: CaseDifference): string {
  return of === 1 ? visible(name) : `${visible(name)} #${claim}`;
}

export function caseSide(
  { outcomes, person }: CaseDifference,
  which: 'old' | 'new',
  lang: 'zh' | 'en',
): string {
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
    return [`${caseName(one)} · ${DIFF_WORDS[which][lang]}${colon}${reasonPhrase(reason, lang)}`];
  });
}
