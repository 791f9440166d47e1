import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { say, visible } from '../say.ts';
import type { Column, Row } from '../table.ts';
import { count } from './amounts.ts';
import { rejectedRows } from './answer.ts';
import { codeMeaning } from './code-words.ts';
import { folded } from './groups.ts';
import { percentOf } from './shares.ts';
import { type BatchContext, section, shortName, textRow } from './text-context.ts';
import { BATCH_WORDS, bracketed } from './words.ts';

const MOST_REJECTS = 6;
const MOST_NOTICES = 5;
const MOST_POLICIES = 4;
const NAMES: Column = { align: 'left' };
const FLEX: Column = { align: 'left', flex: true };
const NUMBER: Column = { align: 'right' };

/** Rejected rows by code: how many, and where to look first. */
export function rejectLines({ rejects, rows }: BatchSummary, context: BatchContext): string[] {
  const { lang } = context;
  const shown = folded(rejects, MOST_REJECTS, (rest) => ({
    code: othersLabel(rest.length, lang),
    rows: rest.reduce((sum, reject) => sum + reject.rows, 0),
    firstLine: Math.min(...rest.map((reject) => reject.firstLine)),
  }));
  const body = shown.map(({ code, rows: many, firstLine }) =>
    textRow([shortName(visible(code)), codeMeaning(code, lang), count(many), String(firstLine)]),
  );
  return section(
    rejectTitle(rows, lang),
    [NAMES, FLEX, NUMBER, NUMBER],
    ['', '', BATCH_WORDS.rows[lang], BATCH_WORDS.firstLine[lang]],
    body,
    context,
  );
}

/** `退回 6,396 行（0.3%）` */
export function rejectTitle(rows: BatchSummary['rows'], lang: Lang): string {
  const share = percentOf(BigInt(rows.rejected), BigInt(rows.in));
  return bracketed(rejectedRows(rows.rejected, lang), share, lang);
}

/** Notices by code. A row may have several, so that they are not added up. */
export function noticeLines({ notices }: BatchSummary, context: BatchContext): string[] {
  const { lang } = context;
  const shown = mostRows(notices, MOST_NOTICES);
  const body = [
    ...shown.map(({ code, rows }) =>
      textRow([shortName(visible(code)), codeMeaning(code, lang), count(rows)]),
    ),
    ...more(notices.length - shown.length, context),
  ];
  const head = ['', '', BATCH_WORDS.rows[lang]];
  return section(BATCH_WORDS.notices[lang], [NAMES, FLEX, NUMBER], head, body, context);
}

/** The policies used most. */
export function policyLines({ policies }: BatchSummary, context: BatchContext): string[] {
  const { lang } = context;
  const shown = mostRows(policies, MOST_POLICIES);
  const body = [
    ...shown.map(({ title, rows }) => textRow([shortName(say(title, lang)), count(rows)])),
    ...more(policies.length - shown.length, context),
  ];
  const head = ['', BATCH_WORDS.rows[lang]];
  return section(policyTitle(policies.length, lang), [FLEX, NUMBER], head, body, context);
}

/** `用到的政策（15 份）` */
export function policyTitle(policies: number, lang: Lang): string {
  return lang === 'zh' ? `用到的政策（${policies} 份）` : `Policies used (${policies})`;
}

function mostRows<T extends { readonly rows: number }>(items: readonly T[], most: number): T[] {
  return [...items].sort((a, b) => b.rows - a.rows).slice(0, items.length > most ? most - 1 : most);
}

function more(left: number, { lang, paint }: BatchContext): Row[] {
  return left > 0 ? [{ across: { text: othersLabel(left, lang), paint: paint.dim } }] : [];
}

function othersLabel(kinds: number, lang: Lang): string {
  return lang === 'zh' ? `其他 ${kinds} 种` : `${kinds} others`;
}
