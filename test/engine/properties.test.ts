import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { OUT, PER_LINE, type Plan } from '../../src/engine/plan.ts';
import { OUTCOME } from '../../src/engine/settle.ts';
import { MAX_FEN } from '../../src/money/fen.ts';
import { type BillWish, billOf, billWish, type Case, caseArbitrary, yearOf } from '../oracle/claims.ts';
import { boundsAreOrdered, countsYearly, cutInTwo, whatDiffers, whatFalls } from '../oracle/compare.ts';
import { type Decision, decide } from '../oracle/decide.ts';
import { planFor, type Run, runEngine, slotOf, spotsOf, tagsOf, yearAfter } from '../oracle/engine.ts';
import { NoAnswer } from '../oracle/figures.ts';
import { brokenRules } from '../oracle/identities.ts';
import { type Answer, type LineYear, settleDecided } from '../oracle/settle.ts';
import { inventedSubjects, type Subject, shippedSubjects } from '../oracle/subjects.ts';

/**
 * The engine against a plain decimal reading of the same policies, and against what must hold of any settlement, on
 * every shipped policy and on invented ones that use every word. To try more or other claims:
 *   BAOXIAO_TEST_CLAIMS=2000000 BAOXIAO_TEST_SEED=7 npx vitest run test/engine/properties.test.ts
 * and BAOXIAO_TEST_SHRINK=1 to have a failing case made smaller.
 */
const SEED = Number(process.env.BAOXIAO_TEST_SEED ?? 20250410);
const CLAIMS = Number(process.env.BAOXIAO_TEST_CLAIMS ?? 150_000);
const CLAIMS_A_CASE = 40;
// A busy machine is no failure.
vi.setConfig({ testTimeout: 600_000 });

const invented = inventedSubjects();
const shipped = await shippedSubjects();
/** The invented policies say more, so they get more of the claims. */
const casesOf = (subject: Subject, share: number): number => {
  const group = invented.includes(subject) ? invented : shipped;
  return Math.ceil((CLAIMS * share * (group === invented ? 0.6 : 0.4)) / group.length / CLAIMS_A_CASE);
};

/** Runs a property on cases of a subject, each with a plan and a handful of bills. */
function forCases(
  subject: Subject,
  share: number,
  property: (kase: Case, wishes: readonly BillWish[]) => void,
): void {
  const bills = fc.array(billWish, { minLength: CLAIMS_A_CASE, maxLength: CLAIMS_A_CASE });
  fc.assert(fc.property(caseArbitrary(subject), bills, property), {
    seed: SEED,
    numRuns: Math.max(3, casesOf(subject, share)),
    // The message names the claim; a smaller one takes minutes to find.
    endOnFailure: process.env.BAOXIAO_TEST_SHRINK !== '1',
  });
}

function decisionFor(subject: Subject, { supplements, situation, given }: Case): Decision | undefined {
  try {
    return decide(subject.basic, supplements, subject.national, situation, given);
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

let settled = 0;
let cuts = 0;

describe.each([...invented, ...shipped])('$name', (subject) => {
  test('is settled as the plain reading settles it, and all shares add up', () => {
    forCases(subject, 1, (kase, wishes) => {
      const plan = planFor(subject, kase);
      const decision = decisionFor(subject, kase);
      expect(plan !== undefined, 'whether there is an answer at all').toBe(decision !== undefined);
      if (!plan || !decision) return;
      const spots = spotsOf(plan);
      const reused = new Float64Array(plan.outSize);
      for (const wish of wishes) {
        const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
        const year = yearOf(wish, spots, decision);
        const run = runEngine(plan, bill, year);
        const tooFine = run.code === OUTCOME.notExact;
        if (tooFine) expect(plan.lines[run.line]?.exactLimit).toBeLessThan(MAX_FEN);
        else {
          const told = engineTells(plan, run);
          const plain = oracleTells(settleDecided(decision, bill, year));
          if (told !== plain) expect({ bill, year, told }).toEqual({ bill, year, told: plain });
        }
        if (run.code !== OUTCOME.ok) continue;
        settled += tooFine ? 0 : 1;
        const broken = brokenRules(plan, run);
        if (broken.length > 0) expect({ bill, year, broken }).toEqual({ bill, year, broken: [] });
        // The same arrays, with the last claim still in them, give the same result.
        runEngine(plan, bill, year, reused);
        if (run.out.some((amount, place) => amount !== reused[place])) expect(reused).toEqual(run.out);
      }
    });
  });

  // At the edge of a gate the payment is meant to jump.
  const gated = [subject.basic, ...subject.supplements].some(({ version }) =>
    version.lines.some((line) => line.gate),
  );
  test.skipIf(gated)('more in-policy cost never lowers a payment', () => {
    forCases(subject, 0.15, (kase, wishes) => {
      const plan = planFor(subject, kase);
      const decision = decisionFor(subject, kase);
      if (!plan || !decision) return;
      const spots = spotsOf(plan);
      for (const [index, wish] of wishes.entries()) {
        const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
        const year = yearOf(wish, spots, decision);
        const more = [1, 100, 12_345, 1_000_000][index % 4] ?? 1;
        if (bill.total + more > MAX_FEN) continue;
        const first = runEngine(plan, bill, year);
        const second = runEngine(plan, { ...bill, total: bill.total + more }, year);
        if (first.code !== OUTCOME.ok || second.code !== OUTCOME.ok) continue;
        const falls = whatFalls(plan, first, second);
        if (falls.length > 0) expect({ bill, more, year, falls }).toEqual({ bill, more, year, falls: [] });
      }
    });
  });

  test('the low bound is not above the high one', () => {
    forCases(subject, 0.1, (kase, wishes) => {
      const [low, high] = [planFor(subject, kase, 'low'), planFor(subject, kase, 'high')];
      const decision = decisionFor(subject, kase);
      if (!low || !high || !decision) return;
      const spots = [...spotsOf(low), ...spotsOf(high)];
      for (const wish of wishes) {
        const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
        const year = yearOf(wish, spots, decision);
        if (!boundsAreOrdered(low, high, year.size === 0)) continue;
        const [cautious, other] = [runEngine(low, bill, year), runEngine(high, bill, year)];
        if (cautious.code !== OUTCOME.ok || other.code !== OUTCOME.ok) continue;
        const [least = 0, most = 0] = [cautious.out[OUT.fund], other.out[OUT.fund]];
        if (least > most) expect({ bill, year, least }).toEqual({ bill, year, least: most });
      }
    });
  });

  test('a claim cut in two, with the year carried over, pays what the whole does', () => {
    forCases(subject, 0.15, (drawn, wishes) => {
      const kase = { ...drawn, given: [] };
      const plan = planFor(subject, kase);
      if (!plan || !countsYearly(plan)) return;
      const spots = spotsOf(plan);
      let year: ReadonlyMap<string, LineYear> = new Map();
      for (const [index, wish] of wishes.entries()) {
        const bill = billOf(wish, spots, kase, tagsOf(subject, kase));
        const whole = runEngine(plan, bill, year);
        const [some, rest] = cutInTwo(bill, [1, 2, 3, 10][index % 4] ?? 2, plan);
        const before = runEngine(plan, some, year);
        const after = runEngine(plan, rest, yearAfter(plan, before));
        if ([whole, before, after].every(({ code }) => code === OUTCOME.ok)) {
          const differs = whatDiffers(plan, whole, [before, after]);
          if (differs.length > 0) expect({ bill, year, differs }).toEqual({ bill, year, differs: [] });
          cuts++;
        }
        // A year that claims have really made, begun anew now and then.
        year = index % 5 === 4 || whole.code !== OUTCOME.ok ? new Map() : yearAfter(plan, whole);
      }
    });
  });
});

test('enough claims were tried to mean something', () => {
  if (process.env.BAOXIAO_TEST_CLAIMS !== undefined) return;
  expect(settled).toBeGreaterThan(100_000);
  expect(cuts).toBeGreaterThan(3000);
});

const FIELDS: Readonly<Record<string, number>> = {
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
};
const NAMES = Object.keys(FIELDS);

/** A result in one comparable text: base, deductible, paid, above the cap of each line, then the fields. */
function engineTells(plan: Plan, { code, line, out }: Run): string {
  if (code !== OUTCOME.ok) {
    const why =
      code === OUTCOME.deductibleNotStated ? 'deductible' : code === OUTCOME.rateNotStated ? 'rate' : 'given';
    return `stopped ${line} ${why}`;
  }
  const lines = plan.lines.map((_, index) =>
    out.subarray(slotOf(index), slotOf(index) + PER_LINE.size).join(' '),
  );
  return [...lines, ...NAMES.map((name) => `${name} ${out[FIELDS[name] ?? -1]}`)].join('\n');
}

function oracleTells(answer: Answer): string {
  if (answer.kind === 'stopped') return `stopped ${answer.line} ${answer.why}`;
  const lines = answer.lines.map(({ base, deductible, paid, above }) =>
    [base, deductible, paid, above].join(' '),
  );
  return [...lines, ...NAMES.map((name) => `${name} ${answer.amounts[name]}`)].join('\n');
}
