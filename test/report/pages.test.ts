import { describe, expect, it } from 'vitest';
import { settlementHtml } from '../../src/report/html.ts';
import { escapeMarkdown, settlementMarkdown } from '../../src/report/markdown.ts';
import { CLAIMS, estimateOf } from './estimates.ts';

const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&|*_\`[x](javascript:alert(3))`;

async function hostile() {
  return estimateOf({ ...CLAIMS.everything, id: HOSTILE });
}

describe('html', () => {
  it('escapes what was typed', async () => {
    const html = settlementHtml(await hostile(), { lang: 'zh' });
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;&quot;&#39;&amp;|',
    );
  });

  it('links addresses of the web and nothing else', async () => {
    const estimate = await estimateOf(CLAIMS.everything ?? {});
    expect(
      [...settlementHtml(estimate, { lang: 'zh' }).matchAll(/href="([^"]*)"/g)].map((match) => match[1]),
    ).toEqual(['https://example.org/notices/2024/12?view=full&amp;lang=zh']);
    for (const { policy } of estimate.policies) {
      for (const source of Object.values(policy.sources)) {
        if (source.url) Object.assign(source, { url: 'javascript:alert(1)' });
      }
    }
    const html = settlementHtml(estimate, { lang: 'zh' });
    expect(html).not.toContain('href=');
    expect(html).toContain('<br>javascript:alert(1)');
    expect(settlementMarkdown(estimate, { lang: 'zh' })).not.toContain('<javascript:');
  });

  it('draws who pays, told apart by hatching, and says it in words', async () => {
    const html = settlementHtml(await estimateOf(CLAIMS.everything ?? {}), { lang: 'en' });
    const label = /aria-label="([^"]*)"/.exec(html)?.[1];
    expect(label).toMatch(/^Pooled fund 47\.5%, Large-amount aid \d+\.\d%.*Cash \d+\.\d%$/);
    const fills = [...html.matchAll(/<pattern id="(fill-\w+)"/g)].map((match) => match[1]);
    expect(new Set(fills).size).toBe(fills.length);
    expect(fills).toHaveLength(7);
    for (const [, used] of html.matchAll(/url\(#(fill-\w+)\)/g)) expect(fills).toContain(used);
  });

  it('draws a bar for each bound of a range', async () => {
    const html = settlementHtml(await estimateOf(CLAIMS.ranged ?? {}), { lang: 'zh' });
    expect(html).toMatch(/<text x="0"[^>]*>谨慎<.*<text x="0"[^>]*>较高</s);
  });

  it('draws nothing for a bill of nothing', async () => {
    expect(settlementHtml(await estimateOf(CLAIMS.nothing ?? {}), { lang: 'zh' })).not.toContain('<figure>');
  });
});

describe('markdown', () => {
  it('escapes what was typed, pipes above all', async () => {
    const markdown = settlementMarkdown(await hostile(), { lang: 'zh' });
    expect(markdown).toContain('\\<script\\>');
    expect(markdown).toContain('\\|\\*\\_\\`\\[x\\](javascript:alert(3))');
  });

  it('leaves keys readable', () => {
    expect(escapeMarkdown('pooled_fund.rate')).toBe('pooled_fund.rate');
    expect(escapeMarkdown('_a_ 1. b')).toBe('\\_a\\_ 1. b');
    expect(escapeMarkdown('# a')).toBe('\\# a');
    expect(escapeMarkdown('1. a')).toBe('1\\. a');
    expect(escapeMarkdown('&lt; & a')).toBe('&amp;lt; & a');
  });

  it('tells the refusal first', async () => {
    const lines = settlementMarkdown(await estimateOf(CLAIMS.refused ?? {}), { lang: 'en' }).split('\n');
    expect(lines[4]).toMatch(/^> \*\*Not covered: The card was not shown/);
  });
});
