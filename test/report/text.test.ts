import { describe, expect, it } from 'vitest';
import { HUES, type Hue, type Paint, type Painter } from '../../src/report/paint.ts';
import { settlementText } from '../../src/report/text.ts';
import { CLAIMS, estimateOf, testEstimates } from './estimates.ts';

/** Joins all it is given, as chalk does: a painter handed to `map` would show. */
const loud: Painter = (...parts: unknown[]) => `⟦${parts.join(' ')}⟧`;
const COLOURED: Paint = {
  strong: loud,
  dim: loud,
  good: loud,
  warn: loud,
  bad: loud,
  payer: Object.fromEntries(HUES.map((hue) => [hue, loud])) as Record<Hue, Painter>,
};

describe('text of an estimate', () => {
  it('reads like this', async () => {
    const estimate = await estimateOf(CLAIMS.plain ?? {});
    expect(`\n${settlementText(estimate, { lang: 'zh' })}\n`).toMatchInlineSnapshot(`
      "
      临沂市职工基本医疗保险
      住院 · 三级 · 在职 · 2025-05-01

      个人负担  30,620.45 元
      基金支付  89,979.56 元

           谁来付                              金额（元）     占比
        █  基本医保统筹基金                     89,979.56    74.6%
        ▓  职工大额医疗补助                          0.00     0.0%
        ░  现金                                 30,620.45    25.4%
                                            -------------  -------
           医疗费总额                          120,600.01   100.0%

        ████████████████████████████░░░░░░░░░░

      计算过程

       1. 政策范围费用
          医疗费总额                                                      120,600.01
          减 全自费                                                       -12,000.00
          减 先行自付                                                        -800.50
                                                                     ---------------
          政策范围费用                                                    107,799.51

       2. 基本医保统筹基金 [1]
          基数：政策范围费用；每次住院起付线；每次结算，起付线以上分段；基本药物 基本
          药物部分 +1 个百分点〔分段方法为假设〕
          政策范围费用                                   107,799.51
          起付线标准                                         600.00
          分段                                比例             费用             支付
          0 至 30,000                          80%        30,000.00        24,000.00
          30,000 至 100,000                    85%        70,000.00        59,500.00
          100,000 以上〔推断〕                 90%         7,199.51        6,479.559
          封顶线                                         200,000.00
          89,979.559 四舍五入到分
                                                                     ---------------
          本项支付                                                         89,979.56

      没有支付的项目
        - 职工大额医疗补助：基本医保统筹基金封顶线以上的费用为 0.00

      请注意
        ! 公务员医疗补助的标准未载明，没有计入；如有支付，请填 paid.civil_servant

      说明
        - 基本医保统筹基金：第 3 段支付比例（pooled_fund.rate.3）90% 是推断，原文没有
          直接写明
        - 基本医保统筹基金：分段的计算方法是假设（原文没有写明分段从零还是从起付线以上
          计算）
        - 临沂市职工基本医疗保险核对到 2025-04-10，此后有无调整未核对
        - 数值来源不是正式文件（二手资料），仅供估算
        - 门诊慢特病的标准没有收入

      来源
        [1] 临沂职工医保住院报销比例是多少，健康新闻，2025-04-10〔二手资料〕
        [2] 关于调整职工大额医疗补助标准的通知，市医疗保障局，临医保发〔2024〕12号，
            2024-12-01〔正式文件〕
            https://example.org/notices/2024/12?view=full&lang=zh

      个人负担 30,620.45 元 · 基金支付 89,979.56 元
      估算结果，不是结算凭证，以医保经办机构的结算为准
      "
    `);
  });

  it('reads like this where nothing is paid, in English', async () => {
    const estimate = await estimateOf(CLAIMS.refused ?? {});
    expect(`\n${settlementText(estimate, { lang: 'en' })}\n`).toMatchInlineSnapshot(`
      "
      Linyi resident basic insurance
      inpatient · city hospital · card shown: no · adult resident · 2025-05-01

      NOT COVERED: The card was not shown, so neither the fund nor the accounts can be
      charged
      The person bears the whole bill

      Borne by the person  120,600.01 yuan
      Paid by funds              0.00 yuan

           Who pays                         Amount (yuan)    Share
        ▒  Personal account                          0.00     0.0%
        ░  Cash                                120,600.01   100.0%
                                            -------------  -------
           Total cost                          120,600.01   100.0%

        ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░

      Remarks
        - The figures do not come from an official text (secondary); an estimate only

      Sources
        [1] What resident insurance pays, Health News, 2025-04-10 [secondary source]

      Borne by the person 120,600.01 yuan · Paid by funds 0.00 yuan
      An estimate, not a settlement: what the insurance agency settles is what counts
      "
    `);
  });

  it('shows two bounds side by side, short', async () => {
    const estimate = await estimateOf(CLAIMS.ranged ?? {});
    const place = { zh: '山东省临沂市兰山区', en: 'Lanshan, Linyi, Shandong' };
    expect(`\n${settlementText(estimate, { lang: 'zh', brief: true, place })}\n`).toMatchInlineSnapshot(`
      "
      临沂市居民基本医疗保险
      参保地 山东省临沂市兰山区 · 住院 · 市级 · 异地未备案 · 成年居民 · 低保对象
      2025-05-01

      个人负担   15,260.01 元
      基金支付  137,340.04 元

           谁来付                        谨慎值（元）     占比   较高值（元）     占比
        █  基本医保统筹基金                 60,240.02    39.5%      66,264.02    43.4%
        ▓  居民大病保险                     49,416.02    32.4%      45,801.62    30.0%
        ▚  医疗救助                         27,684.00    18.1%      25,274.40    16.6%
        ░  现金                             15,260.01    10.0%      15,260.01    10.0%
                                        -------------  -------  -------------  -------
           医疗费总额                      152,600.05   100.0%     152,600.05   100.0%

        ███████████████▓▓▓▓▓▓▓▓▓▓▓▓▚▚▚▚▚▚▚░░░░  谨慎
        █████████████████▓▓▓▓▓▓▓▓▓▓▓▚▚▚▚▚▚░░░░  较高

      请注意
        ! 政策只给出范围，金额有两个：谨慎值与较高值
        ! 异地就医没有备案，按降低后的比例支付
        - 医疗救助达到封顶线，其上费用 2,395.44 元
        - 用到了推断或假设的数值，完整报告里有标注

      个人负担 15,260.01 元 · 基金支付 137,340.04 元
      估算结果，不是结算凭证，以医保经办机构的结算为准
      "
    `);
  });

  it('names the smaller bound first, whichever is the cautious one', async () => {
    const text = settlementText(await estimateOf(CLAIMS.openRange ?? {}), { lang: 'zh' });
    expect(text).toContain('个人负担    39,308.01 至 42,320.01 元');
    expect(text).toContain('基金支付  110,280.04 至 113,292.04 元');
  });

  it('says no more in colour than without', async () => {
    for (const [name, estimate] of await testEstimates()) {
      for (const brief of [true, false]) {
        const plain = settlementText(estimate, { lang: 'zh', brief });
        const coloured = settlementText(estimate, { lang: 'zh', brief, paint: COLOURED });
        expect(coloured, name).not.toBe(plain);
        expect(coloured.replace(/[⟦⟧]/g, '').replace(/ +$/gm, ''), name).toBe(plain);
      }
    }
  });

  it('draws with plain characters where blocks do not show', async () => {
    const estimate = await estimateOf(CLAIMS.everything ?? {});
    const text = settlementText(estimate, { lang: 'en', ascii: true });
    expect(text).toMatch(/^ {2}#+=+%@\+-\.+$/m);
    expect(text.replaceAll(' · ', '')).not.toMatch(/[\u2500-\u25ff]/);
  });

  it('says how a payer that pays nothing comes to that', async () => {
    const below = settlementText(await estimateOf(CLAIMS.belowDeductible ?? {}), { lang: 'zh', brief: true });
    expect(below).toContain('基本医保统筹基金：没有超过起付线');
    const plain = settlementText(await estimateOf(CLAIMS.plain ?? {}), { lang: 'zh', brief: true });
    expect(plain).toContain('职工大额医疗补助：基本医保统筹基金封顶线以上的费用为 0.00');
  });

  it('says in short that figures are readings of the text, and that a cap was reached', async () => {
    const text = settlementText(await estimateOf(CLAIMS.everything ?? {}), { lang: 'zh', brief: true });
    expect(text).toMatch(/^ {2}- 基本医保统筹基金达到封顶线/m);
    expect(text).toMatch(/^ {2}- 用到了推断或假设的数值/m);
  });

  it('says in short until when the rules were checked', async () => {
    const brief = async (date: string): Promise<string> =>
      settlementText(await estimateOf({ ...CLAIMS.plain, date }), { lang: 'zh', brief: true });
    expect(await brief('2025-04-11')).toMatch(/^ {2}- .*核对到 2025-04-10，此后有无调整未核对/m);
    expect(await brief('2025-04-10')).not.toContain('核对到');
  });

  it('marks what the user assumed', async () => {
    const estimates = await testEstimates();
    const assumed = estimates.get('assumed');
    expect(assumed && settlementText(assumed, { lang: 'en' })).toContain('deductible [your assumption]');
  });

  it('leaves the terminal alone whatever was typed', async () => {
    const estimate = await estimateOf({ ...CLAIMS.plain, id: 'a\u001b[2Jb\u0007', person: '一\u202e二\n三' });
    const text = settlementText(estimate, { lang: 'zh' });
    expect(text).toContain('结算号 a\ufffd[2Jb\ufffd');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
