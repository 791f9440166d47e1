import { describe, expect, it } from 'vitest';
import type { EligibilityResult } from '../../src/engine/eligibility-result.ts';
import { eligibilityText } from '../../src/report/eligibility.ts';
import { eligibilityJson } from '../../src/report/eligibility-json.ts';
import { cells } from '../../src/report/width.ts';

const RESULT: EligibilityResult = {
  coveredFrom: '2026-01-01',
  rule: {
    zh: '城乡居民在集中缴费期（9 月至 12 月）缴费的，从次年 1 月 1 日起享受待遇；其他时间缴费的另有等待期',
    en: 'Residents who pay in the yearly period, September to December, are covered from 1 January; others wait',
  },
  lifetime: false,
  yearsMissing: 5,
  lifetimeRule: { zh: '男满 30 年、女满 25 年', en: 'men after 30 years, women after 25' },
  notices: [
    {
      code: 'X',
      severity: 'info',
      message: { zh: '没有计入补缴', en: 'payments made up for are not counted' },
    },
  ],
  rules: [],
  sources: [{ id: 'page', title: { zh: '何时生效', en: 'When it starts' }, grade: 'secondary', line: 1 }],
};

describe('eligibility', () => {
  it('reads like this', () => {
    expect(`\n${eligibilityText(RESULT, { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      待遇开始  2026-01-01
      规则      城乡居民在集中缴费期（9 月至 12 月）缴费的，从次年 1 月 1 日起享受待
                遇；其他时间缴费的另有等待期
      终身待遇  还不能享受
      还差年数  5 年
      规则      男满 30 年、女满 25 年

      请注意
        - 没有计入补缴

      来源
        [1] 何时生效〔二手资料〕
      "
    `);
    expect(`\n${eligibilityText(RESULT, { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      Cover starts          2026-01-01
      Rule                  Residents who pay in the yearly period, September to
                            December, are covered from 1 January; others wait
      Lifetime entitlement  not yet
      Years missing         5
      Rule                  men after 30 years, women after 25

      Please note
        - payments made up for are not counted

      Sources
        [1] When it starts [secondary source]
      "
    `);
  });

  it('fits, and says nothing of what was not asked', () => {
    const { coveredFrom, rule, notices, rules, sources } = RESULT;
    const cover: EligibilityResult = { ...(coveredFrom && { coveredFrom }), rule, notices, rules, sources };
    const text = eligibilityText(cover, { lang: 'en' });
    for (const line of text.split('\n')) expect(cells(line)).toBeLessThanOrEqual(80);
    expect(text).not.toContain('Lifetime');
    expect(Object.keys(eligibilityJson(cover, { lang: 'en' }))).toEqual([
      'covered_from',
      'rule',
      'notices',
      'sources',
    ]);
  });

  it('is data under the names of the contract', () => {
    expect(eligibilityJson(RESULT, { lang: 'zh' })).toMatchObject({
      covered_from: '2026-01-01',
      lifetime: false,
      years_missing: 5,
      sources: [{ id: 'page', title: '何时生效', grade: 'secondary' }],
    });
  });
});
