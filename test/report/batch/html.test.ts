import { describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../../src/batch/summary.ts';
import { summaryHtml } from '../../../src/report/batch/html.ts';
import { attributesOf, misnested, tablesOf } from './html-reader.ts';
import { COMPARED, EMPTY, SMALL } from './summaries.ts';
import { TYPICAL_COMPARED } from './typical.ts';

const LANGS = ['zh', 'en'] as const;

/** As the reader sees it: without the sheet, tags as blanks. */
function wordsOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<[^>]*>/g, ' ');
}

function yuan(fen: bigint): string {
  const [size, sign] = fen < 0n ? [-fen, '-'] : [fen, ''];
  return `${sign}${(size / 100n).toLocaleString('en-US')}.${String(size % 100n).padStart(2, '0')}`;
}

/** Every figure below a value, as the page should show it; a payer of nothing is not shown. Lines have no separators. */
function figuresOf(value: unknown, key = ''): string[] {
  if (typeof value === 'bigint') return value === 0n ? [] : [yuan(value)];
  if (typeof value === 'number') {
    if (key === 'line' || key === 'firstLine') return [String(value)];
    if (key === 'recorded' || key === 'estimated') return [yuan(BigInt(value))];
    return [value.toLocaleString('en-US')];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => figuresOf(inner, name));
}

describe('page of a batch', () => {
  it('holds every figure', () => {
    const ratio = (summary: BatchSummary): BatchSummary => {
      const { comparison, ...rest } = summary;
      const fields = comparison?.fields.filter(({ field }) => field !== 'pool_prop_selfpay') ?? [];
      return comparison ? { ...rest, comparison: { ...comparison, fields } } : rest;
    };
    for (const summary of [SMALL, COMPARED, TYPICAL_COMPARED]) {
      for (const lang of LANGS) {
        const shown = new Set(wordsOf(summaryHtml(summary, lang)).match(/-?\d[\d,]*(\.\d+)?/g));
        const missing = figuresOf(ratio(summary)).filter((figure) => !shown.has(figure));
        expect(missing).toEqual([]);
      }
    }
  });

  it('is one page in its language, with a title, that loads and runs nothing', () => {
    for (const lang of LANGS) {
      const html = summaryHtml(TYPICAL_COMPARED, lang);
      expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="(zh-CN|en)">/);
      expect(html).toContain(lang === 'zh' ? '<html lang="zh-CN">' : '<html lang="en">');
      expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toMatch(
        /^(批量估算汇总|Batch summary) · 2025 年结算\.csv$/,
      );
      expect(html).not.toMatch(/<script|https?:|url\((?!#fill-)/);
      expect([...attributesOf(html)].filter((name) => ['src', 'href'].includes(name))).toEqual([]);
      expect(misnested(html)).toBeUndefined();
    }
  });

  it('escapes what comes from the data, wherever it stands', () => {
    const hostile = `<script>alert('1')</script>"&`;
    const escaped = '&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;';
    const label = { zh: hostile, en: hostile };
    const [group] = SMALL.groupings[1]?.groups ?? [];
    const { comparison } = COMPARED;
    if (!group || !comparison) throw new Error('incomplete');
    const difference = { key: hostile, label, compared: 1, different: 1, difference: 5n };
    const reason = { code: hostile, label };
    const summary: BatchSummary = {
      ...COMPARED,
      input: hostile,
      groupings: [
        { by: 'region', groups: [{ ...group, label }] },
        { by: 'care', groups: [{ ...group, key: hostile, label: { zh: '', en: '' } }, group] },
      ],
      rejects: [{ code: hostile, rows: 1, firstLine: 1 }],
      notices: [{ code: hostile, rows: 1 }],
      policies: [{ id: hostile, title: label, rows: 1 }],
      comparison: {
        ...comparison,
        fields: comparison.fields.map((field) => ({ ...field, label })),
        reasons: [{ ...reason, claims: 1, difference: 5n }],
        groupings: [{ by: 'region', groups: [difference, difference] }],
        largest: comparison.largest.map((row) => ({ ...row, reason })),
      },
    };
    const html = summaryHtml(summary, 'en');
    expect(html).not.toMatch(/<script|alert\('/);
    expect(misnested(html)).toBeUndefined();
    // Title, name, region; group in chart and table; reject, notice, policy twice; two amounts, the leading one in
    // three titles (one is said of a chart too); reason in chart and table; two groups of differences in chart and table; two rows.
    expect(html.split(escaped)).toHaveLength(1 + 3 + 2 + 1 + 1 + 2 + 2 + 3 + 2 + 4 + 2);
  });

  it('has no part that holds nothing', () => {
    expect(summaryHtml(EMPTY, 'zh')).not.toMatch(/<(h2|table|figure|dl)/);
    const headings = (summary: BatchSummary): (string | undefined)[] =>
      [...summaryHtml(summary, 'zh').matchAll(/<h2>(.*?)<\/h2>/g)].map(([, heading]) => heading);
    const all = headings(COMPARED);
    expect(all).toEqual([
      '谁来付',
      '费用构成',
      '分组',
      '个人负担占医疗费的比例',
      '与记录的结算比较',
      '退回 2 行（28.6%）',
      '提示',
      '用到的政策',
    ]);
    const { comparison: _, ...plain } = COMPARED;
    expect(headings(plain)).toEqual(all.filter((heading) => heading !== '与记录的结算比较'));
    expect(headings({ ...COMPARED, rejects: [], notices: [], groupings: [] })).toEqual(
      all.filter((heading) => !/退回|提示|分组/.test(heading ?? '')),
    );
  });

  it('says in words what its charts draw', () => {
    const html = summaryHtml(COMPARED, 'zh');
    const labels = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(labels).toContain(
      '统筹基金支付 64.0%，居民大病支付 6.0%，个人账户支付 10.0%，现金支付（含市民卡） 20.0%',
    );
    expect(labels).toContain('基金支付 75.0%，个人负担 25.0%');
    expect(labels).toContain('个人负担占医疗费的比例：0-25% 20.0%，25-50% 60.0%，50-75% 0.0%，75-100% 20.0%');
    expect(labels).toContain('-200.00');
    for (const [svg] of html.matchAll(/<svg(?![^>]*aria-hidden)[^>]*width="100%"[^>]*>/g))
      expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
  });

  it('draws with hatchings that it defines, and bars that stay on the page', () => {
    const html = summaryHtml(TYPICAL_COMPARED, 'zh');
    const fills = [...html.matchAll(/<pattern id="(fill-\w+)"/g)].map(([, fill]) => fill);
    expect(new Set(fills).size).toBe(fills.length);
    for (const [, used] of html.matchAll(/url\(#(fill-\w+)\)/g)) expect(fills).toContain(used);
    const rects = [...html.matchAll(/<rect x="([\d.-]+)%" y="[\d.]+" width="([\d.-]+)%"/g)];
    expect(rects.length).toBeGreaterThan(80);
    for (const [rect, x, width] of rects) {
      expect(Number(x), rect).toBeGreaterThanOrEqual(-0.01);
      expect(Number(x) + Number(width), rect).toBeLessThanOrEqual(100.01);
    }
  });

  it('draws the length of what it says: the bill in shares, differences to the side of their sign', () => {
    const html = summaryHtml(COMPARED, 'zh');
    const boxes = (id: string): string[] =>
      [
        ...html.matchAll(
          new RegExp(
            `<rect x="([\\d.]+)%" y="0.5" width="([\\d.]+)%" height="\\d+" fill="url\\(#fill-${id}\\)" stroke`,
            'g',
          ),
        ),
      ].map(([, x, width]) => `${x}+${width}`);
    // 64% of the bill; then 6,000 of 8,000, 1,000 of 8,000; 5,500 of 7,000, 1,500 of 7,000.
    expect(boxes('f1')).toEqual(['0+64', '0+75', '0+12.5', '0+78.57', '0+21.42']);
    // The person's part stands behind the funds'; in the bill the cash stands last, behind the account.
    expect(boxes('account')).toEqual(['70+10']);
    expect(boxes('cash')).toEqual(['80+20', '75+25', '12.5+12.5', '78.57+21.42', '21.42+21.42']);
    // -200 and +300 of a span of 500: nothing is at 40%.
    expect(boxes('f4')).toEqual(['0+40', '0+40']);
    expect(boxes('f2').slice(1)).toEqual(['40+60', '40+60']);
  });

  it('stands the columns of the histogram between the ends of their class, as high as they count', () => {
    const columns = [
      ...summaryHtml(SMALL, 'zh').matchAll(/<rect x="([\d.]+)%" y="(\d+)" width="23%" height="(\d+)" fill/g),
    ];
    // Four classes of 25%; the one of no claims has no column; 3 claims are as high as it goes, 1 a third of it.
    expect(columns.map(([, x, y, height]) => [x, y, height])).toEqual([
      ['1', '96', '40'],
      ['26', '16', '120'],
      ['76', '96', '40'],
    ]);
  });

  it('ends each table of parts with their sum', () => {
    const sums = (head: string) =>
      tablesOf(summaryHtml(COMPARED, 'zh')).flatMap((one) => (one.head[0] === head ? [one.total] : []));
    expect(sums('谁来付')).toEqual([['医疗费总额', '10,000.00', '100.0%']]);
    expect(sums('费用')).toEqual([['医疗费总额', '10,000.00', '100.0%']]);
    expect(sums('个人占比')).toEqual([['合计', '5', '100.0%', '10,000.00', '3,000.00']]);
    expect(sums('可能的原因')).toEqual([['合计', '2', '+100.00']]);
    expect(sums('险种')).toEqual([
      ['合计', '5', '1', '10,000.00', '7,000.00', '3,000.00', '30.0%'],
      ['合计', '5', '2', '+100.00'],
    ]);
  });

  it('keeps all groups in the table where the chart has the largest', () => {
    const html = summaryHtml(TYPICAL_COMPARED, 'zh');
    const regions = tablesOf(html).find(({ head }) => head[0] === '参保地');
    expect(regions?.rows).toHaveLength(15);
    expect(html).toContain('<span class="name">其他 4 组</span>');
  });
});
