import { beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/diagnostics/text.ts';
import type { Estimate } from '../../src/engine/estimate.ts';
import { settlementHtml } from '../../src/report/html.ts';
import { settlementJson } from '../../src/report/json.ts';
import { settlementMarkdown } from '../../src/report/markdown.ts';
import { settlementText } from '../../src/report/text.ts';
import { viewOf } from '../../src/report/view.ts';
import { cells } from '../../src/report/width.ts';
import { shippedEstimates, testEstimates } from './estimates.ts';

/** What must hold of the report of any estimate, in every format and language. */
let estimates: { name: string; estimate: Estimate }[] = [];

beforeAll(async () => {
  const own = [...(await testEstimates())].map(([name, estimate]) => ({ name, estimate }));
  const shipped = await shippedEstimates(2);
  expect(shipped.length).toBeGreaterThan(50);
  estimates = [...own, ...shipped];
});

const LANGS: readonly Lang[] = ['zh', 'en'];
const PLACE = { zh: '山东省临沂市兰山区', en: 'Lanshan, Linyi, Shandong' };

function formats(estimate: Estimate, lang: Lang): Record<string, string> {
  const options = { lang, place: PLACE };
  return {
    text: settlementText(estimate, options),
    brief: settlementText(estimate, { ...options, brief: true }),
    json: JSON.stringify(settlementJson(estimate, options)),
    markdown: settlementMarkdown(estimate, options),
    html: settlementHtml(estimate, options).replace(/<style>[\s\S]*<\/style>/, ''),
  };
}

function each(check: (estimate: Estimate, lang: Lang, name: string) => void): void {
  for (const { name, estimate } of estimates) {
    for (const lang of LANGS) check(estimate, lang, `${name} ${lang}`);
  }
}

describe('text', () => {
  it('fits 80 cells, or as many as there are', () => {
    each((estimate, lang, name) => {
      for (const brief of [true, false]) {
        for (const width of [72, 80, 100]) {
          const text = settlementText(estimate, { lang, brief, width });
          for (const line of text.split('\n'))
            expect(cells(line), `${name}: ${line}`).toBeLessThanOrEqual(width);
        }
      }
    });
  });

  it('has no blank at a line end, no two blank lines, and ends without a newline', () => {
    each((estimate, lang, name) => {
      expect(settlementText(estimate, { lang }), name).not.toMatch(/[ \t](\n|$)|\n\n\n|\n$/);
    });
  });

  it('breaks no amount: each is found whole', () => {
    each((estimate, lang, name) => {
      const text = settlementText(estimate, { lang });
      const { payers, total } = viewOf(estimate, { lang });
      for (const { low } of payers) expect(text, name).toContain(low.amount);
      expect(text, name).toContain(total);
    });
  });

  it('keeps the short form within a screen where little is to be said', () => {
    each((estimate, lang, name) => {
      const view = viewOf(estimate, { lang });
      if (
        view.payers.length > 6 ||
        view.attention.length + view.idle.length + view.briefNotes.length > 3 ||
        view.ranged
      )
        return;
      const lines = settlementText(estimate, { lang, brief: true }).split('\n').length;
      expect(lines, name).toBeLessThanOrEqual(24);
    });
  });
});

describe('shares and amounts', () => {
  it('add up to 100.0 and to the bill', () => {
    each((estimate, lang, name) => {
      const { payers, ranged } = viewOf(estimate, { lang });
      for (const bound of ranged ? (['low', 'high'] as const) : (['low'] as const)) {
        const total = payers.reduce((sum, payer) => sum + (payer[bound]?.fen ?? 0), 0);
        expect(total, name).toBe(estimate.settlement.medfee_sumamt);
        if (total === 0) continue;
        const shares = payers.map((payer) => Number.parseFloat(payer[bound]?.share ?? ''));
        expect(Math.round(shares.reduce((sum, share) => sum + share * 10, 0)), name).toBe(1000);
      }
    });
  });
});

describe('languages', () => {
  it('has no Chinese in English', () => {
    each((estimate, lang, name) => {
      if (lang === 'zh') return;
      for (const [format, text] of Object.entries(formats(estimate, lang))) {
        expect(text, `${name} ${format}`).not.toMatch(/[^\n]{0,30}[\p{Script=Han}，。；：（）、〔〕【】]/u);
      }
    });
  });

  it('has no English words in Chinese but keys, codes and what was typed', () => {
    each((estimate, lang, name) => {
      if (lang === 'en') return;
      const { text, brief, markdown } = formats(estimate, lang);
      for (const [format, shown] of Object.entries({ text, brief, markdown })) {
        const plain = (shown ?? '')
          .replace(/https?:\/\/\S+/g, '')
          .replace(/--[a-z-]+/g, '')
          .replace(/\b[a-z][a-z0-9]*([_.][a-z0-9_.]+)+\b/g, '');
        expect(plain, `${name} ${format}`).not.toMatch(/[^\n]{0,30}[a-z]{2,}/);
      }
    });
  });

  it('sets Chinese punctuation beside Chinese characters', () => {
    each((estimate, lang, name) => {
      if (lang === 'en') return;
      const text = settlementText(estimate, { lang });
      expect(text, name).not.toMatch(/\p{Script=Han}[,;:()]|[,;:()]\p{Script=Han}/u);
    });
  });
});

describe('markdown', () => {
  it('has tables whose rows all have the columns of their head', () => {
    each((estimate, lang, name) => {
      const counts: number[][] = [[]];
      for (const line of settlementMarkdown(estimate, { lang }).split('\n')) {
        if (line.startsWith('|')) counts.at(-1)?.push(line.split(/(?<!\\)\|/).length);
        else counts.push([]);
      }
      for (const table of counts) expect(new Set(table).size, name).toBeLessThanOrEqual(1);
    });
  });
});

describe('html', () => {
  it('is one page that loads and runs nothing', () => {
    each((estimate, lang, name) => {
      const html = settlementHtml(estimate, { lang });
      const urls = new Set([...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([url]) => url));
      const known = viewOf(estimate, { lang }).sources.flatMap(
        (source) => source.url?.replaceAll('&', '&amp;') ?? [],
      );
      expect(
        [...urls].filter((url) => !known.includes(url)),
        name,
      ).toEqual([]);
      expect(html, name).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|url\((?!#fill-)|@import/i);
      expect(html, name).toContain(`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`);
    });
  });

  it('closes what it opens', () => {
    each((estimate, lang, name) => {
      const open: string[] = [];
      for (const [, slash, tag = '', rest = ''] of settlementHtml(estimate, { lang }).matchAll(
        /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi,
      )) {
        if (/^(meta|col|br|!doctype)$/i.test(tag) || rest.endsWith('/')) continue;
        if (slash === '/') expect(open.pop(), name).toBe(tag);
        else open.push(tag);
      }
      expect(open, name).toEqual([]);
    });
  });
});
