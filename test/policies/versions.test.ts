import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readDraft } from '../../src/claim/read.ts';
import { BaoxiaoError } from '../../src/diagnostics/diagnostic.ts';
import { estimateDraft } from '../../src/engine/estimate.ts';
import { versionOn } from '../../src/policy/in-force.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { treeOf } from '../../src/source/tree.ts';
import { findings } from '../policy-lint/seeded.ts';

const HOLE = readFileSync(
  new URL('../policy-lint/fixtures/VERSION_HOLE.yaml', import.meta.url),
  'utf8',
).replace('    to: 2023-12-30', '    to: 2023-06-30');
const REASON = HOLE.replace(
  /- from: 2024-01-01.*/,
  '- from: 2024-01-01\n    gap_before: { zh: 下半年没有依据, en: no rules are known }',
);

function refusal(text: string, date: string): unknown {
  try {
    return versionOn(loadPolicy(text, 'x.yaml'), date);
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    return error.diagnostics.map(({ code, message }) => [code, message.zh, message.en]);
  }
}

it.each([
  ['2022-12-31', 'DATE_BEFORE_POLICY', '虚构职工医保没有 2022-12-31 的规则（2023-01-01 起）'],
  [
    '2023-07-01',
    'DATE_IN_GAP',
    '虚构职工医保没有 2023-07-01 的规则（有：2023-01-01 至 2023-06-30、2024-01-01 起）',
  ],
  [
    '2023-12-31',
    'DATE_IN_GAP',
    '虚构职工医保没有 2023-12-31 的规则（有：2023-01-01 至 2023-06-30、2024-01-01 起）',
  ],
])('%s: %s', (date, code, zh) => {
  expect(refusal(HOLE, date)).toEqual([[code, zh, expect.stringContaining('has no rules for')]]);
});

it('says why there is nothing between two versions, where the policy says it', () => {
  expect(refusal(REASON, '2023-07-01')).toEqual([
    [
      'DATE_IN_GAP',
      '虚构职工医保没有 2023-07-01 的规则（有：2023-01-01 至 2023-06-30、2024-01-01 起）：下半年没有依据',
      'Invented employee insurance has no rules for 2023-07-01 (there are: 2023-01-01 to 2023-06-30, from 2024-01-01): no rules are known',
    ],
  ]);
});

it('is a warning until a reason is given', async () => {
  expect((await findings(HOLE)).map(({ code }) => code)).toEqual(['VERSION_HOLE']);
  expect(await findings(REASON)).toEqual([]);
});

it('says of a supplement why it is refused before the rules of the basic scheme', async () => {
  const claim = {
    ...{ region: '310000', insurance: 'employee', supplements: 'huhuibao', date: '2025-03-01' },
    ...{ care: 'inpatient', pre_existing: false, expenses: { total: 90000 }, paid: { pooled_fund: 30000 } },
  };
  const draft = readDraft(treeOf(claim, ''), (problem) => {
    throw new Error(problem.code);
  });
  const refused = await estimateDraft(draft, { library: openLibrary() }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(BaoxiaoError);
  const [problem] = (refused as BaoxiaoError).diagnostics;
  expect(problem?.code).toBe('DATE_BEFORE_POLICY');
  expect(problem?.message.zh).toBe('上海市职工基本医疗保险没有 2025-03-01 的规则（2025-09-10 起）');
  expect(problem?.hint?.zh).toMatch(/^沪惠保在基本医保之后结算，不能单独估算；更早的标准没有收录/);
  expect(problem?.hint?.en).toMatch(
    /^Huhuibao is settled after the basic scheme and cannot .* not in the library/,
  );
});
