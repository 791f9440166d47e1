import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { OUT, PER_LINE, type Plan } from '../../src/engine/plan.ts';
import { OUTCOME } from '../../src/engine/settle.ts';
import { formatYuan } from '../../src/money/fen.ts';
import { billOf, billWish, type Case, caseArbitrary, yearOf } from '../oracle/claims.ts';
import { type Decision, decide } from '../oracle/decide.ts';
import { planFor, runEngine, slotOf, spotsOf, tagsOf } from '../oracle/engine.ts';
import { NoAnswer } from '../oracle/figures.ts';
import { settleDecided } from '../oracle/settle.ts';
import { inventedSubjects, type Subject, shippedSubjects } from '../oracle/subjects.ts';

const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20250410);
const CLAIMS = Number(process.env.BAOXIAO_TEST_CLAIMS ?? 110_000);
const subjects = [...inventedSubjects(), ...(await shippedSubjects())];

function decision(subject: Subject, kase: Case): Decision | undefined {
  try {
    return decide(subject.basic, kase.supplements, subject.national, kase.situation, kase.given);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

let settled = 0,
  stopped = 0,
  refused = 0,
  tried = 0;
afterAll(() => console.log({ settled, stopped, refused, tried, n: subjects.length }));
const perRun = 40;
const runs = Math.ceil(CLAIMS / subjects.length / perRun);
const FIELD_PLACES = {
  hifp_pay: OUT.hifp,
  hifob_pay: OUT.hifob,
  hifmi_pay: OUT.hifmi,
  hifes_pay: OUT.hifes,
  cvlserv_pay: OUT.cvlserv,
  maf_pay: OUT.maf,
  oth_pay: OUT.oth,
  hosp_part_amt: OUT.hosp,
  inscp_scp_amt: OUT.inPolicy,
  act_pay_dedc: OUT.deductible,
  fund_pay_sumamt: OUT.fund,
  psn_part_amt: OUT.person,
  acct_pay: OUT.account,
  stored_card: OUT.stored,
  cash: OUT.cash,
} as const;

describe.each(subjects)('$name', (subject) => {
  test('equals the oracle', () => {
    fc.assert(
      fc.property(
        caseArbitrary(subject),
        fc.array(billWish, { minLength: perRun, maxLength: perRun }),
        (kase, wishes) => {
          tried++;
          const plan = planFor(subject, kase);
          const decided = decision(subject, kase);
          expect(plan !== undefined).toBe(decided !== undefined);
          if (!plan || !decided) {
            refused++;
            return;
          }
          const spots = spotsOf(plan);
          for (const wish of wishes) {
            const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
            const year = yearOf(wish, spots, decided);
            const run = runEngine(plan, bill, year);
            if (run.code === OUTCOME.notExact) continue;
            const answer = settleDecided(decided, bill, year);
            const codes = {
              deductible: OUTCOME.deductibleNotStated,
              rate: OUTCOME.rateNotStated,
              given: OUTCOME.givenAboveBase,
            };
            if (answer.kind === 'stopped') {
              expect([run.code, run.line]).toEqual([codes[answer.why], answer.line]);
              stopped++;
              continue;
            }
            settled++;
            const mine = [
              ...answer.lines.map((line) =>
                [line.base, line.deductible, line.paid, line.above]
                  .map((amount) => amount.toNumber())
                  .join(' '),
              ),
              ...Object.keys(FIELD_PLACES).map((name) => `${name} ${answer.amounts[name]}`),
            ];
            const theirs = [
              ...plan.lines.map((_, index) =>
                [PER_LINE.base, PER_LINE.deductible, PER_LINE.paid, PER_LINE.above]
                  .map((place) => run.out[slotOf(index) + place])
                  .join(' '),
              ),
              ...Object.entries(FIELD_PLACES).map(([name, place]) => `${name} ${run.out[place]}`),
            ];
            if (mine.join() !== theirs.join())
              expect({ bill, year, lines: theirs }).toEqual({ bill, year, lines: mine });
          }
        },
      ),
      { seed: SEED, numRuns: runs },
    );
  });
});
