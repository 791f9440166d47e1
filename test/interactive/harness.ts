import { runInteractive } from '../../src/cli/interactive/run.ts';
import { loadSettings } from '../../src/cli/settings.ts';
import type { Estimate } from '../../src/engine/estimate.ts';
import { groupYuan } from '../../src/money/fen.ts';
import { Library } from '../../src/policy/library.ts';

/** The interactive estimate over the policies of the tests, with the plainest of results. */
const result = ({ settlement, covered }: Estimate, lang: string): string =>
  `RESULT ${lang} ${covered ? 'covered' : 'refused'} fund ${groupYuan(settlement.fund_pay_sumamt)} person ${groupYuan(settlement.psn_part_amt)}`;

process.exitCode = await runInteractive({
  library: new Library([process.env.TEST_POLICIES ?? '']),
  lang: process.env.TEST_LANG === 'en' ? 'en' : 'zh',
  settings: loadSettings(),
  today: '2025-11-22',
  stdin: process.stdin,
  stdout: process.stdout,
  render: result,
  details: (estimate) => `STEPS ${estimate.steps.length}`,
  compare: async (draft, by) => `COMPARED ${by} of ${draft.facts.get('hospital.level')}`,
  save: { json: (estimate, lang) => `${result(estimate, lang)}\n` },
});
