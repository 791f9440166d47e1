import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { type Estimate, estimateDraft } from '../../src/engine/estimate.ts';
import { Library } from '../../src/policy/library.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { readYaml } from '../../src/source/yaml.ts';

const library = new Library([fileURLToPath(new URL('../../policies', import.meta.url))]);

async function settle(text: string): Promise<Estimate> {
  const problems = new Problems();
  const draft = readDraft(readYaml(text, 'claim'), (problem) => problems.error(problem));
  problems.throwIfFailed();
  return estimateDraft(draft, { library });
}

/** A policy of one line with the base as written. */
function withBase(base: string): unknown {
  const text = `policy: 371300/employee
title: x
checked: 2025-01-01
sources: { page: { title: x, grade: secondary } }
parts: { medicine: { label: x } }
versions:
  - from: 2025-01-01
    source: page
    lines:
      - { line: pooled_fund, care: inpatient, base: in_policy, rate: 50%, cap: { per: year, amount: 100 } }
      - { line: assistance, care: inpatient, base: ${base}, rate: 50% }
`;
  return loadPolicy(text, 'x.yaml').versions[0]?.lines[1]?.base;
}

describe('a base', () => {
  it('is a word, or several', () => {
    expect(withBase('burden')).toEqual({ kind: 'sum', words: ['burden'] });
    expect(withBase('[burden, advance]')).toEqual({ kind: 'sum', words: ['burden', 'advance'] });
  });

  it('may say how it is known, in every form', () => {
    const grounds = 'basis: assumed, note: y';
    const origin = { basis: 'assumed', note: { zh: 'y', en: 'y' } };
    expect(withBase(`{ on: burden, ${grounds} }`)).toMatchObject({ kind: 'sum', words: ['burden'], origin });
    expect(withBase(`{ ${grounds}, on: [burden, advance] }`)).toMatchObject({
      words: ['burden', 'advance'],
      origin,
    });
    expect(withBase(`{ above_cap: pooled_fund, ${grounds} }`)).toMatchObject({ of: 'pooled_fund', origin });
    expect(withBase(`{ share_of: pooled_fund, ${grounds} }`)).toMatchObject({ of: 'pooled_fund', origin });
    expect(withBase(`{ part: medicine, ${grounds} }`)).toMatchObject({ tag: 'medicine', origin });
  });

  it('is refused where it is misspelt', () => {
    expect(() => withBase('burdens')).toThrow('WRONG_KIND');
    expect(() => withBase('{ on: burdens }')).toThrow('WRONG_KIND');
    expect(() => withBase('{ on: burden, basics: assumed }')).toThrow('UNKNOWN_KEY');
    expect(() => withBase('{ on: burden, basis: guessed }')).toThrow('UNKNOWN_WORD');
  });

  it('that is assumed is said on the result', async () => {
    const { notices, steps } = await settle(
      '{ region: "441200", insurance: resident, supplements: zhaofubao, pre_existing: false, care: inpatient, date: 2022-05-01, expenses: { total: 90000 }, paid: { pooled_fund: 40000 } }',
    );
    const step = steps.find(({ line }) => line === 'first_claim');
    expect(step?.basis).toBe('assumed');
    expect(step?.inputs[0]).toMatchObject({ name: 'base', basis: 'assumed' });
    const said = notices.filter(
      ({ code, message }) => code === 'FIGURE_ASSUMED' && message.zh.includes('支付的基数'),
    );
    expect(said.map(({ message }) => message.zh)).toEqual([
      expect.stringContaining('一次报销：支付的基数是假设（'),
    ]);
  });

  it('that stands in the text is not', async () => {
    const { steps } = await settle(
      '{ region: "371300", insurance: employee, care: inpatient, hospital: { level: 2 }, date: 2025-05-01, expenses: { total: 900 } }',
    );
    expect(steps[1]?.inputs[0]).not.toHaveProperty('basis');
  });
});
