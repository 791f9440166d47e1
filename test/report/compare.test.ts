import { beforeAll, describe, expect, it } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { type Comparison, compareChoices } from '../../src/engine/compare.ts';
import {
  comparisonHtml,
  comparisonJson,
  comparisonMarkdown,
  comparisonText,
} from '../../src/report/compare.ts';
import { cells } from '../../src/report/width.ts';
import { treeOf } from '../../src/source/tree.ts';
import { CLAIMS, library } from './estimates.ts';

const LANGS = ['zh', 'en'] as const;
let byFiling: Comparison;
let byLevel: Comparison;

beforeAll(async () => {
  const draft = readDraft(treeOf({ ...CLAIMS.ranged, assistance: 'none' }, 'claim.json'), () => {});
  byFiling = await compareChoices(draft, 'filing', { library: library() });
  byLevel = await compareChoices(draft, 'level', { library: library() });
});

describe('comparison', () => {
  it('puts few choices side by side', () => {
    expect(`\n${comparisonText(byFiling, { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      按异地备案比较
      临沂市居民基本医疗保险
      参保地 371302 · 住院 · 市级 · 成年居民 · 2025-05-01 · 医疗费总额 152,600.05 元

        异地备案                      * 参保地就医    异地未备案
                                                        （本单）
        基本医保统筹基金                 75,300.03     60,240.02
        居民大病保险                     40,380.01     49,416.02
        现金                             36,920.01     42,944.01
                                      ------------  ------------
        个人负担                         36,920.01     42,944.01
        较高值时                         33,908.01     40,534.41
        与本单相差                       -6,024.00          0.00

        * 个人负担最少
      估算结果，不是结算凭证，以医保经办机构的结算为准
      "
    `);
  });

  it('puts many choices one below the other', () => {
    expect(`\n${comparisonText(byLevel, { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      Compared by hospital level
      Linyi resident basic insurance
      insured in 371302 · inpatient · away without filing · adult resident
      2025-05-01 · Total cost 152,600.05 yuan

           hospital level       Borne by the  Higher bound    Difference       Paid by
                                      person                                     funds
        *  community or            25,832.01     25,832.01    -17,112.00    126,768.04
           township
           level 1                 28,281.61     28,281.61    -14,662.40    124,318.44
           county hospital         38,028.81     33,193.61     -4,915.20    114,571.24
           city hospital (this     42,944.01     40,534.41          0.00    109,656.04
           claim)
           provincial                      -             -             -             -

        * least for the person
        - provincial: cannot be estimated: Linyi resident basic insurance does not
          state the deductible of Pooled fund (pooled_fund.deductible), which this
          claim needs
      An estimate, not a settlement: what the insurance agency settles is what counts
      "
    `);
  });

  it('fits 80 cells with two to five choices and large amounts', () => {
    for (let count = 2; count <= 5; count++) {
      for (const lang of LANGS) {
        const comparison = { ...byLevel, choices: byLevel.choices.slice(-count) };
        for (const line of comparisonText(comparison, { lang }).split('\n')) {
          expect(cells(line), line).toBeLessThanOrEqual(80);
        }
      }
    }
  });

  it('has no Chinese in English', () => {
    for (const comparison of [byFiling, byLevel]) {
      expect(comparisonText(comparison, { lang: 'en' })).not.toMatch(/\p{Script=Han}/u);
      expect(comparisonMarkdown(comparison, { lang: 'en' })).not.toMatch(/\p{Script=Han}/u);
      expect(comparisonHtml(comparison, { lang: 'en' })).not.toMatch(/[\p{Script=Han}：，]/u);
      expect(JSON.stringify(comparisonJson(comparison, { lang: 'en' }))).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('marks the cheapest for the person, ties alike, and nothing where it makes no difference', () => {
    const cheapest = (comparison: Comparison) =>
      (comparisonJson(comparison, { lang: 'zh' }).choices as { value: string; cheapest?: boolean }[])
        .filter((choice) => choice.cheapest)
        .map((choice) => choice.value);
    expect(cheapest(byFiling)).toEqual(['local']);
    const [first] = byFiling.choices;
    if (!first) throw new Error('no choice');
    const twins = [first, { ...first, value: 'twin', own: false }];
    expect(cheapest({ ...byFiling, choices: [...byFiling.choices, ...twins.slice(1)] })).toEqual([
      'local',
      'twin',
    ]);
    expect(cheapest({ ...byFiling, choices: twins })).toEqual([]);
  });

  it('gives the difference to the own choice', () => {
    const { choices } = comparisonJson(byFiling, { lang: 'zh' }) as {
      choices: { own: boolean; difference: string; settlement: { psn_part_amt: string } }[];
    };
    const own = choices.find((choice) => choice.own);
    for (const choice of choices) {
      const difference = Number(choice.settlement.psn_part_amt) - Number(own?.settlement.psn_part_amt);
      expect(choice.difference).toBe(difference.toFixed(2));
    }
    expect(own?.difference).toBe('0.00');
  });

  it('says why a choice cannot be estimated', () => {
    const provincial = (
      comparisonJson(byLevel, { lang: 'en' }).choices as { problems?: { code: string }[] }[]
    ).at(-1);
    expect(provincial?.problems?.map((problem) => problem.code)).toEqual(['FIGURE_NOT_STATED']);
    for (const text of [
      comparisonText(byLevel, { lang: 'zh' }),
      comparisonMarkdown(byLevel, { lang: 'zh' }),
    ]) {
      expect(text).toContain('- 省级：不能估算：');
    }
  });

  it('is one page without script', () => {
    const html = comparisonHtml(byLevel, { lang: 'zh' });
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).not.toMatch(/<script|https?:/);
  });
});
