import { expect, it } from 'vitest';
import type { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { policyOf } from '../oracle/inline.ts';

function hintsOf(rest: string): (string | undefined)[] {
  try {
    policyOf(`- { line: pooled_fund, care: inpatient, base: in_policy, rate: 70%, ${rest} }`);
    return [];
  } catch (error) {
    return (error as BaoxiaoError).diagnostics.map(({ code, hint }) => `${code} ${hint?.zh ?? ''}`.trim());
  }
}

it.each([
  ['cap: none', ['WRONG_KIND 没有就整个去掉 cap']],
  ['cap: 不设', ['WRONG_KIND 没有就整个去掉 cap']],
  ['deductible: none', ['WRONG_KIND 没有就整个去掉 deductible']],
  // Something was meant, or the key has to be there.
  ['cap: 150000', ['WRONG_KIND']],
  ['deductible: { per: admission, amount: 300, adjust: none }', ['WRONG_KIND 没有就整个去掉 adjust']],
  ['cap: { per: year, amount: none }', []],
])('%s', (rest, hints) => {
  expect(hintsOf(rest)).toEqual(hints);
});
