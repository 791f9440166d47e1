import { describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../../src/batch/summary.ts';
import { summaryText } from '../../../src/report/batch/text.ts';
import { HUES, type Hue, type Paint, type Painter } from '../../../src/report/paint.ts';
import { COMPARED, EMPTY, SMALL } from './summaries.ts';
import { TYPICAL, TYPICAL_COMPARED } from './typical.ts';

describe('text of a batch', () => {
  it('reads like this', () => {
    expect(`\n${summaryText(SMALL, { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      批量估算汇总 · claims.csv
      参保地：临沂市 · 医疗类别：住院
      读入 7 行 = 已结算 4 + 不予支付 1 + 退回 2
      另有空行 1 行，不计入 · 2 行没有人员编号，各自单独结算

      个人负担  3,000.00 元  30.0%
      基金支付  7,000.00 元  70.0%

           谁来付                              金额（元）     占比
        █  统筹基金支付                          6,400.00    64.0%
        ▓  居民大病支付                            600.00     6.0%
        ▒  个人账户支付                          1,000.00    10.0%
        ░  现金支付（含市民卡）                  2,000.00    20.0%
                                            -------------  -------
           医疗费总额                           10,000.00   100.0%

        ████████████████████████▓▓▒▒▒▒░░░░░░░░

      分组                      笔数  医疗费总额（元）  个人负担（元）  个人占比
        按险种
          职工基本医疗保险         3          8,000.00        2,000.00     25.0%
          城乡居民基本医疗保险     2          2,000.00        1,000.00     50.0%
        按医院等级
          三级                     2          7,000.00        1,500.00     21.4%
          未填写                   3          3,000.00        1,500.00     50.0%

      个人负担占医疗费的比例（各档含上限）
                 笔数
        0-25%       1  20.0%  ██████████
        25-50%      3  60.0%  ██████████████████████████████
        50-75%      0   0.0%
        75-100%     1  20.0%  ██████████

      退回 2 行（28.6%）                            行数  首见行号
        NO_POLICY   没有适用的政策                     1         6
        HOUSE_CODE                                     1         8

      提示                                                    行数
        CAP_REACHED  达到封顶线                                  1

      用到的政策（2 份）                                      行数
        临沂市职工基本医疗保险                                   3
        临沂市城乡居民基本医疗保险                               2

      个人负担 3,000.00 元 · 基金支付 7,000.00 元 · 退回 2 行
      估算结果，不是结算凭证，以医保经办机构的结算为准
      "
    `);
  });

  it('reads like this where it was compared, in English', () => {
    expect(`\n${summaryText(COMPARED, { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      Batch summary · claims.csv
      Region: Linyi · Kind of care: inpatient
      7 rows in = 4 settled + 1 not covered + 2 rejected
      1 blank line, not counted
      2 rows without a person number, each settled by itself

      Borne by the person  3,000.00 yuan  30.0%
      Paid by funds        7,000.00 yuan  70.0%

           Who pays                         Amount (yuan)    Share
        █  Pooled fund                           6,400.00    64.0%
        ▓  Serious-illness insurance               600.00     6.0%
        ▒  Personal account                      1,000.00    10.0%
        ░  Cash (with stored-value card)         2,000.00    20.0%
                                            -------------  -------
           Total cost                           10,000.00   100.0%

        ████████████████████████▓▓▒▒▒▒░░░░░░░░

      Groups                        Claims  Total cost (yuan)  Person (yuan)  Share
        By insurance
          employee basic insurance       3           8,000.00       2,000.00  25.0%
          resident basic insurance       2           2,000.00       1,000.00  50.0%
        By hospital level
          level 3                        2           7,000.00       1,500.00  21.4%
          not given                      3           3,000.00       1,500.00  50.0%

      The person's share of the bill (upper ends included)
                 Claims
        0-25%         1  20.0%  ██████████
        25-50%        3  60.0%  ██████████████████████████████
        50-75%        0   0.0%
        75-100%       1  20.0%  ██████████

      2 rows rejected (28.6%)                                    Rows  First line
        NO_POLICY   no policy for this place, insurance or date     1           6
        HOUSE_CODE                                                  1           8

      Notices                                                 Rows
        CAP_REACHED  a cap is reached                            1

      Policies used (2)                                       Rows
        Linyi employees                                          3
        Linyi residents                                          2

      Compared with what was recorded
      5 rows compared, 2 differ in some amount (40.0%); difference = estimated -
      recorded
                           Compared  Equal  Est. higher  Est. lower
        Pooled fund               5      3            1           1
        Pooled-fund ratio         2      1            1           0
                           Recorded (yuan)  Estimated (yuan)  Difference (yuan)
        Pooled fund               6,300.00          6,400.00            +100.00
        Pooled-fund ratio                -                 -                  -

      Likely reasons (Pooled fund)       Claims  Difference (yuan)
        deductible not taken                  1            -200.00
        not known                             1            +300.00

      Differences by group (Pooled fund)
                                    Compared  Different  Difference (yuan)
        By insurance
          resident basic insurance         2          1            +300.00
          employee basic insurance         3          1            -200.00

      Rows that differ most (Pooled fund)
        Line  Recorded  Estimated  Difference  Likely reason
           5    700.00   1,000.00     +300.00
           2  1,200.00   1,000.00     -200.00  deductible not taken

      Borne by the person 3,000.00 yuan · Paid by funds 7,000.00 yuan
      2 rows rejected
      An estimate, not a settlement: what the insurance agency settles is what counts
      "
    `);
  });

  it('reads like this where it was compared', () => {
    const text = summaryText(COMPARED, { lang: 'zh' });
    expect(`\n${text.slice(text.indexOf('与记录的结算比较'))}\n`).toMatchInlineSnapshot(`
      "
      与记录的结算比较
      可比 5 行，2 行有金额不同（40.0%）；相差 = 估算 - 记录
                                    可比  相同  估算较高  估算较低
        统筹基金支付                   5     3         1         1
        统筹支付比例                   2     1         1         0
                                记录（元）  估算（元）  相差（元）
        统筹基金支付              6,300.00    6,400.00     +100.00
        统筹支付比例                     -           -           -

      可能的原因（统筹基金支付）                  笔数  相差（元）
        起付线未扣                                   1     -200.00
        原因不明                                     1     +300.00

      差异分组（统筹基金支付）            可比  有差异  相差（元）
        按险种
          城乡居民基本医疗保险               2       1     +300.00
          职工基本医疗保险                   3       1     -200.00

      相差最大的行（统筹基金支付）
        行号      记录      估算     相差  可能的原因
           5    700.00  1,000.00  +300.00
           2  1,200.00  1,000.00  -200.00  起付线未扣

      个人负担 3,000.00 元 · 基金支付 7,000.00 元 · 退回 2 行
      估算结果，不是结算凭证，以医保经办机构的结算为准
      "
    `);
  });

  it('has no part that holds nothing', () => {
    expect(`\n${summaryText(EMPTY, { lang: 'zh' })}\n`).toBe(`
批量估算汇总 · empty.csv
读入 0 行 = 已结算 0 + 不予支付 0 + 退回 0

估算结果，不是结算凭证，以医保经办机构的结算为准
`);
    const headings = ['谁来付', '\n分组 ', '个人负担占', '退回 2 行（', '提示', '用到的政策', '与记录'];
    const without: Partial<BatchSummary>[] = [
      { totals: EMPTY.totals },
      { groupings: [] },
      { shares: [] },
      { rejects: [] },
      { notices: [] },
      { policies: [] },
      {},
    ];
    const { comparison: _, ...plain } = COMPARED;
    for (const [at, part] of without.entries()) {
      const text = summaryText({ ...(at === 6 ? plain : COMPARED), ...part }, { lang: 'zh' });
      expect(headings.filter((heading) => !text.includes(heading))).toEqual([headings[at]]);
    }
  });

  it('says so where nothing was recorded that could be compared', () => {
    const comparison = { ...COMPARED.comparison, fields: [], reasons: [], groupings: [], largest: [] };
    const text = summaryText(
      { ...SMALL, comparison: { ...comparison, leading: 'hifp_pay', compared: 0, different: 0 } },
      { lang: 'en' },
    );
    expect(text).toContain(
      'Compared with what was recorded\nNo amounts were recorded that could be compared.\n',
    );
  });

  it('tells the largest groups and sums the rest', () => {
    const text = summaryText(TYPICAL, { lang: 'zh' });
    const region = /按参保地\n([\s\S]*?)\n {2}按/.exec(text)?.[1]?.split('\n') ?? [];
    expect(region.map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      '临沂市',
      '青岛市',
      '北京市',
      '其他 12 组',
    ]);
  });

  it('takes at most two screens for a typical run, three with a comparison', () => {
    const lines = (summary: BatchSummary): number => summaryText(summary, { lang: 'zh' }).split('\n').length;
    expect(lines(TYPICAL)).toBeLessThanOrEqual(80);
    expect(lines(TYPICAL_COMPARED)).toBeLessThanOrEqual(130);
  });

  it('names the amount of each row where they differ, and shows ratios as ratios', () => {
    const comparison = COMPARED.comparison;
    if (!comparison) throw new Error('no comparison');
    const ratio = { line: 9, field: 'pool_prop_selfpay', recorded: 8_416, estimated: 8_500 } as const;
    const text = summaryText(
      { ...COMPARED, comparison: { ...comparison, largest: [...comparison.largest, ratio] } },
      { lang: 'zh' },
    );
    expect(text).toContain('相差最大的行\n');
    expect(text).toMatch(/2 +1,200\.00 +1,000\.00 +-200\.00 +统筹基金支付：起付线未扣\n/);
    expect(text).toMatch(/9 +0\.8416 +0\.8500 +\+0\.0084 +统筹支付比例\n/);
  });

  it('sums the rest of the rejects, from the first line of any, and counts the rest of the policies', () => {
    const many = (length: number) => Array.from({ length }, (_, index) => index);
    const rejects = many(8).map((index) => ({
      code: `CODE_${index}`,
      rows: 10 - index,
      firstLine: 90 - index,
    }));
    const policies = many(6).map((index) => ({
      id: `p${index}`,
      title: { zh: `政策${index}`, en: `policy ${index}` },
      rows: 9 - index,
    }));
    const text = summaryText({ ...SMALL, rejects, policies }, { lang: 'zh' });
    // 5 + 4 + 3 rows; lines 85, 84, 83.
    expect(text).toMatch(/CODE_4 +6 +86\n {2}其他 3 种 +12 +83\n/);
    expect(text).toMatch(/用到的政策（6 份） +行数\n(?: {2}政策[012] .*\n){3} {2}其他 3 种\n/);
  });

  it('puts groups that differ most first, and those with more rows where sums are equal', () => {
    const { comparison } = COMPARED;
    if (!comparison) throw new Error('no comparison');
    const groups = [
      ['a', 1, 100n],
      ['b', 2, -100n],
      ['c', 9, 5n],
      ['d', 1, -300n],
    ].map(([key, different, difference]) => ({
      key: String(key),
      label: { zh: `组${key}`, en: `${key}` },
      compared: 10,
      different: Number(different),
      difference: BigInt(difference ?? 0),
    }));
    const summary = { ...SMALL, comparison: { ...comparison, groupings: [{ by: 'care' as const, groups }] } };
    expect(
      summaryText(summary, { lang: 'zh' })
        .match(/组[a-d]/g)
        ?.join(''),
    ).toBe('组d组b组a组c');
  });

  it('shows the smallest class too', () => {
    const [first, second] = SMALL.shares;
    if (!first || !second) throw new Error('no shares');
    const shares = [
      { ...first, claims: 1 },
      { ...second, claims: 100_000 },
    ];
    expect(summaryText({ ...SMALL, shares }, { lang: 'zh' })).toMatch(/0-25% +1 +0\.0% {2}█\n/);
  });

  it('leaves sums unspoken where they would no longer stand on their line', () => {
    const fen = 1_234_567_890_123_456_789_012n;
    const totals = { ...SMALL.totals, medfee_sumamt: fen, psn_part_amt: fen, fund_pay_sumamt: 0n };
    const lines = (width: number) => summaryText({ ...SMALL, totals }, { lang: 'en', width }).split('\n');
    expect(lines(80)).toContain('Borne by the person  12,345,678,901,234,567,890.12 yuan  100.0%');
    expect(lines(120)).toContain(
      'Borne by the person  12,345,678,901,234,567,890.12 yuan  100.0%  about 12,345,678,901.2 billion',
    );
  });

  it('cuts names from the data that are longer than a table can bear', () => {
    const label = { zh: '名'.repeat(100), en: 'n'.repeat(100) };
    const [first, second] = SMALL.groupings[1]?.groups ?? [];
    if (!first || !second) throw new Error('no groups');
    const groups = [{ ...first, label }, second];
    const text = summaryText({ ...SMALL, groupings: [{ by: 'insurance', groups }] }, { lang: 'zh' });
    expect(text.match(/名/g)?.length).toBeLessThanOrEqual(18);
    expect(text).toContain('...');
  });

  it('draws with what any terminal has, if asked', () => {
    const text = summaryText(COMPARED, { lang: 'en', ascii: true });
    expect(text).toMatch(/^[\x20-\x7e\n·]*$/);
    expect(text).toContain('#'.repeat(24));
  });

  it('is named after what was read', () => {
    const first = (input: string) => summaryText({ ...SMALL, input }, { lang: 'zh' }).split('\n')[0];
    expect(first('-')).toBe('批量估算汇总 · 标准输入');
    expect(first('a\u202eb.csv')).toBe('批量估算汇总 · a\ufffdb.csv');
  });
});

describe('paint', () => {
  /** Joins all it is given, as chalk does: a painter handed to `map` would show. */
  const loud: Painter = (...parts: unknown[]) => `⟦${parts.join(' ')}⟧`;
  const paint: Paint = {
    strong: loud,
    dim: loud,
    good: loud,
    warn: loud,
    bad: loud,
    payer: Object.fromEntries(HUES.map((hue) => [hue, loud])) as Record<Hue, Painter>,
  };

  it('changes no word, no width, and ends on its line', () => {
    for (const lang of ['zh', 'en'] as const) {
      const painted = summaryText(TYPICAL_COMPARED, { lang, paint });
      expect(painted.replace(/[⟦⟧]/g, '').replace(/ +$/gm, '')).toBe(summaryText(TYPICAL_COMPARED, { lang }));
      for (const line of painted.split('\n')) expect(line).toMatch(/^([^⟦⟧]*⟦[^⟦⟧]*⟧)*[^⟦⟧]*$/);
      expect(painted).toContain('⟦█');
    }
  });
});
