import { describe, expect, it } from 'vitest';
import type { EligibilityResult } from '../../src/engine/eligibility-result.ts';
import { eligibilityText } from '../../src/report/eligibility.ts';
import { eligibilityJson } from '../../src/report/eligibility-json.ts';
import { cells } from '../../src/report/width.ts';

const RESULT: EligibilityResult = {
  cover: {
    from: '2026-01-01',
    makeUp: false,
    rule: {
      zh: '城乡居民在集中缴费期（9 月至 12 月）缴费的，从次年 1 月 1 日起享受待遇；其他时间缴费的另有等待期',
      en: 'Residents who pay in the yearly period, September to December, are covered from 1 January; others wait',
    },
  },
  life: {
    lifetime: false,
    yearsMissing: 5,
    rule: { zh: '男满 30 年、女满 25 年', en: 'men after 30 years, women after 25' },
  },
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
    const { life: _, ...cover } = RESULT;
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

  it('says what is open, until when, and how a shortfall is paid', () => {
    const rule = { zh: '规则甲', en: 'rule one' };
    const result: EligibilityResult = {
      ...RESULT,
      cover: { earliest: '2026-02-01', until: '2026-12-31', makeUp: true, rule },
      life: { lifetime: 'unknown', yearsMissing: 2, shortfall: 'at_once', rule },
      notices: [],
      sources: [],
    };
    expect(`\n${eligibilityText(result, { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      待遇开始  不能确定
      最早可能  2026-02-01
      待遇到    2026-12-31
      补缴      中断的月份可以补缴
      规则      规则甲
      终身待遇  现行年数没有写明
      还差年数  2 年
      所差年数  可以一次性补缴
      "
    `);
    expect(`\n${eligibilityText(result, { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      Cover starts          not certain
      At the earliest       2026-02-01
      Cover ends            2026-12-31
      Making up             months without cover may be paid for afterwards
      Rule                  rule one
      Lifetime entitlement  the years asked for now are not stated
      Years missing         2
      How to pay them       may be paid at once
      "
    `);
    expect(eligibilityJson(result, { lang: 'en' })).toEqual({
      covered_from: null,
      covered_from_earliest: '2026-02-01',
      covered_until: '2026-12-31',
      make_up: true,
      rule: 'rule one',
      lifetime: null,
      years_missing: 2,
      shortfall: 'at_once',
      lifetime_rule: 'rule one',
      notices: [],
      sources: [],
    });
    const never: EligibilityResult = { ...result, cover: { makeUp: false, rule } };
    expect(eligibilityText(never, { lang: 'zh' })).toContain('这次缴费不会带来待遇');
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
