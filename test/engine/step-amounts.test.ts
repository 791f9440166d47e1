import { describe, expect, it } from 'vitest';
import { explain } from '../../src/engine/explain.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import type { StepInput } from '../../src/engine/step.ts';
import { wordingOf } from '../../src/policy/wording.ts';
import { planOf, policyOf } from '../oracle/inline.ts';

/** What the step of a single line says of the bill, before the bands. */
function inputsOf(rest: string, total: number, admission = 1): readonly StepInput[] {
  const policy = policyOf(`- { line: pooled_fund, care: inpatient, base: in_policy, ${rest}, rate: 50% }`);
  const plan = planOf(policy, { total: '1', admission }) as Plan;
  const amounts = new Float64Array(plan.inSize);
  amounts[0] = total;
  const state = new Float64Array(plan.stateSize);
  const out = new Float64Array(plan.outSize);
  settle(plan, amounts, state, out, { code: OUTCOME.ok, line: 0, band: 0 });
  return explain(plan, amounts, state, out, wordingOf([policy]))[1]?.inputs ?? [];
}

const said = (inputs: readonly StepInput[], name: string, lang: 'zh' | 'en' = 'zh'): string[] =>
  inputs.filter((input) => input.name === name).map(({ label, value }) => `${label[lang]} ${value[lang]}`);

describe('a share borne first', () => {
  it.each([
    [2_000_000, '2,000.00', '20,000.00 × 10%'],
    [2_000_005, '2,000.005', '20,000.05 × 10%'],
    [123_456_789, '123,456.789', '1,234,567.89 × 10%'],
  ])('of %i fen is told as an amount, with all its decimals', (total, amount, formula) => {
    const inputs = inputsOf('borne_first: 10%', total);
    expect(said(inputs, 'borne_first')).toEqual([`先由个人负担 ${amount}`]);
    expect(inputs.find(({ name }) => name === 'borne_first')?.formula?.zh).toBe(formula);
  });
});

describe('a change of the deductible', () => {
  const adjusted = (adjust: string, admission = 1, lang: 'zh' | 'en' = 'zh'): string[] =>
    said(
      inputsOf(`deductible: { per: admission, amount: 1000, adjust: [${adjust}] }`, 2_000_000, admission),
      'deductible_adjusted',
      lang,
    );

  it.each([
    ['{ less: 100, label: { zh: 减一百, en: a hundred less } }', 1, '减一百 减为 900.00'],
    ['{ less: 100, each: admission }', 2, '起付线减 100.00 减为 900.00'],
    ['{ less: 100, each: admission }', 4, '起付线减 3 × 100.00 减为 700.00'],
    ['{ less: 100, each: admission, floor: 1000 }', 4, '起付线减 3 × 100.00 仍为 1,000.00'],
    ['{ factor: 50% }', 1, '起付线 × 50% 减为 500.00'],
    ['{ set: 1500 }', 1, '起付线改按另一标准 增为 1,500.00'],
  ])('%s at admission %i says what it leads to', (adjust, admission, text) => {
    expect(adjusted(adjust, admission)).toEqual([text]);
  });

  it('goes on from the one before', () => {
    expect(adjusted('{ factor: 50% }, { set: 800 }, { less: 100 }', 1, 'en')).toEqual([
      'deductible x 50% down to 500.00',
      'another deductible instead up to 800.00',
      'deductible less 100.00 down to 700.00',
    ]);
  });
});
