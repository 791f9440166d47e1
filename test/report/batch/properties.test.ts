import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../../src/batch/summary.ts';
import type { Lang } from '../../../src/diagnostics/text.ts';
import { summaryHtml } from '../../../src/report/batch/html.ts';
import { summaryJson } from '../../../src/report/batch/json.ts';
import { summaryText } from '../../../src/report/batch/text.ts';
import { cells } from '../../../src/report/width.ts';
import { HOSTILE_WORDS, PLAIN_WORDS, summaries } from './arbitrary.ts';
import { attributesOf, misnested, tablesOf } from './html-reader.ts';

const ENORMOUS = summaries({ words: HOSTILE_WORDS, most: 10n ** 40n, rows: 1_000_000_000_000 });
/** What a year of a country may hold, with names that a test can read. */
const REAL = summaries({ words: PLAIN_WORDS, most: 10n ** 14n, rows: 100_000_000 });
const LANGS: readonly Lang[] = ['zh', 'en'];
const RUNS = { numRuns: 200 };

function check(some: fc.Arbitrary<BatchSummary>, holds: (summary: BatchSummary, lang: Lang) => void): void {
  fc.assert(
    fc.property(some, fc.constantFrom(...LANGS), (summary, lang) => holds(summary, lang)),
    RUNS,
  );
}

/** `-1,234.50` as fen. */
function fen(text: string): bigint {
  return BigInt(text.replace(/[,.+]/g, ''));
}

/** `30.6%` as thousandths. */
function thousandths(text: string): number {
  return Number(text.replace(/[.%]/g, ''));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

describe('text of any run', () => {
  it('never leaves 80 cells, or as many as there are', () => {
    check(ENORMOUS, (summary, lang) => {
      for (const width of [72, 80, 120]) {
        for (const line of summaryText(summary, { lang, width }).split('\n'))
          expect(cells(line), line).toBeLessThanOrEqual(width);
      }
    });
  });

  it('holds nothing that steers a terminal, no blank at a line end, no two blank lines', () => {
    check(ENORMOUS, (summary, lang) => {
      const text = summaryText(summary, { lang });
      expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
      expect(text).not.toMatch(/[ \t](\n|$)|\n\n\n|\n$/);
    });
  });

  it('adds up: rows in, payers, their shares, groups of each kind', () => {
    check(REAL, ({ comparison: _, ...summary }, lang) => {
      // No line is long enough to wrap.
      const text = summaryText(summary, { lang, width: 120 });
      const [rowsIn = 0, ...parts] = [...(/^.*=.*$/m.exec(text)?.[0] ?? '').matchAll(/\d[\d,]*/g)].map(
        ([shown]) => Number(shown.replaceAll(',', '')),
      );
      expect(rowsIn).toBe(summary.rows.in);
      expect(parts.reduce((all, part) => all + part, 0)).toBe(rowsIn);
      payersAddUp(text, summary);
      groupsAddUp(text, summary);
    });
  });
});

function payersAddUp(text: string, { totals }: BatchSummary): void {
  const rows = [...text.matchAll(/^ {2}\S {2}.*? {2,}(-?[\d,]+\.\d\d) {2,}(\S+)$/gm)];
  expect(sum(rows.map(([, amount = '']) => fen(amount)))).toBe(totals.medfee_sumamt);
  if (totals.medfee_sumamt > 0n)
    expect(rows.reduce((all, [, , share = '']) => all + thousandths(share), 0)).toBe(1000);
}

function groupsAddUp(text: string, { groupings, totals, rows }: BatchSummary): void {
  const found = [...text.matchAll(/ ([\d,]+) {2,}(-?[\d,]+\.\d\d) {2,}(-?[\d,]+\.\d\d) {2,}\S+$/gm)];
  const kinds = BigInt(groupings.filter(({ groups }) => groups.length > 1).length);
  const column = (place: number): bigint => sum(found.map((match) => fen(match[place] ?? '')));
  expect(column(1)).toBe(kinds * BigInt(rows.settled + rows.notCovered));
  expect(column(2)).toBe(kinds * totals.medfee_sumamt);
  expect(column(3)).toBe(kinds * totals.psn_part_amt);
}

describe('page of any run', () => {
  it('escapes whatever the data hold: only its own elements, each closed', () => {
    check(ENORMOUS, (summary, lang) => {
      const html = summaryHtml(summary, lang);
      expect(misnested(html)).toBeUndefined();
      expect([...attributesOf(html)].filter((name) => /^on|^src$|^href$/i.test(name))).toEqual([]);
      expect(html).not.toMatch(/<(script|img)/i);
    });
  });

  it('adds up in every table that has a sum', () => {
    check(REAL, (summary, lang) => {
      const tables = tablesOf(summaryHtml(summary, lang)).filter(({ total }) => total);
      for (const { rows, total = [] } of tables) {
        for (const [place, shown] of total.entries()) {
          const column = rows.map((row) => row[place] ?? '');
          // The person's share of a group is no part of a whole, and a dash is no number.
          if (place === 0 || (shown.endsWith('%') && shown !== '100.0%')) continue;
          if (shown === '100.0%' && place === 6) continue;
          if (shown === '-' || column.some((text) => !/^[-+\d,.]+%?$/.test(text) || text === '-')) continue;
          const digits = (text: string): bigint => BigInt(text.replace(/[,.+%]/g, ''));
          expect(sum(column.map(digits)), `${place}: ${column} = ${shown}`).toBe(digits(shown));
        }
      }
    });
  });
});

describe('JSON of any run', () => {
  it('is the same each time, and reads back', () => {
    check(ENORMOUS, (summary) => {
      const json = summaryJson(summary);
      expect(
        summaryJson({
          ...summary,
          totals: Object.fromEntries(Object.entries(summary.totals).reverse()) as never,
        }),
      ).toBe(json);
      const data = JSON.parse(json);
      expect(data.rows.in).toBe(data.rows.settled + data.rows.not_covered + data.rows.rejected);
      const payers = data.payers.map(({ amount }: { amount: string }) => fen(amount));
      expect(sum(payers)).toBe(fen(data.totals.medfee_sumamt));
    });
  });
});
