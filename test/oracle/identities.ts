import { IN, OUT, PER_LINE, type Plan, STATE } from '../../src/engine/plan.ts';
import { payersOf, settlementOf } from '../../src/engine/settlement.ts';
import { type Run, slotOf } from './engine.ts';

/** What must hold of every settlement, to the fen; the broken rules by name. */
export function brokenRules(plan: Plan, { amounts, state, out }: Run): string[] {
  const broken: string[] = [];
  const must = (holds: boolean, rule: string): void => {
    if (!holds) broken.push(rule);
  };
  const from = (numbers: Float64Array, place: number): number => numbers[place] ?? Number.NaN;
  const settlement = settlementOf(amounts, out);
  for (const [name, amount] of Object.entries(settlement))
    must(Number.isInteger(amount) && amount >= 0 && !Object.is(amount, -0), `${name} is ${amount}`);
  const s = settlement;
  must(
    s.medfee_sumamt === s.fulamt_ownpay_amt + s.overlmt_selfpay + s.preselfpay_amt + s.inscp_scp_amt,
    'total = self-funded + over limit + advance + in policy',
  );
  must(
    s.medfee_sumamt === s.fund_pay_sumamt + s.hosp_part_amt + s.psn_part_amt,
    'total = funds + hospital + person',
  );
  must(s.psn_part_amt === s.acct_pay + s.psn_cash_pay, 'person = account + cash');
  must(
    s.fund_pay_sumamt ===
      s.hifp_pay + s.hifob_pay + s.hifmi_pay + s.hifes_pay + s.cvlserv_pay + s.maf_pay + s.oth_pay,
    'funds = the sum of their fields',
  );
  must(s.acct_pay <= from(amounts, IN.personal), 'account <= its balance');
  must(from(out, OUT.stored) <= from(amounts, IN.stored), 'stored card <= its balance');
  const shares = payersOf(plan, out).reduce((sum, { amount }) => sum + amount, 0);
  must(shares === s.medfee_sumamt, 'the payers add up to the total');

  for (const [index, line] of plan.lines.entries()) {
    const at = (place: number): number => from(out, slotOf(index) + place);
    const [base, deductible, paid, above] = [
      PER_LINE.base,
      PER_LINE.deductible,
      PER_LINE.paid,
      PER_LINE.above,
    ].map(at);
    if (base === undefined || deductible === undefined || paid === undefined || above === undefined) continue;
    must(
      [base, deductible, paid, above].every((amount) => Number.isInteger(amount) && amount >= 0),
      `${line.id} >= 0`,
    );
    must(paid + deductible + above <= base, `${line.id}: paid + deductible + above the cap <= base`);
    must(line.state !== 'off' || base + paid === 0, `${line.id} does not apply`);
    if (line.capState === -2 || line.state !== 'computed') continue;
    const used =
      line.capState < 0 ? 0 : from(state, index * STATE.size + (line.capOnCost ? STATE.base : line.capState));
    const room = Math.max(0, line.capAmount - used);
    must(line.capOnCost ? base - above <= room : paid <= room, `${line.id} <= its cap`);
  }
  for (const { cap, members, perYear, isShare, ofTotal, amount } of plan.caps) {
    // A payment that was given counts, but is not cut.
    if (members.some((index) => plan.lines[index]?.state === 'given')) continue;
    const paid = members.reduce((sum, index) => sum + from(out, slotOf(index) + PER_LINE.paid), 0);
    const used = members.reduce((sum, index) => sum + from(state, index * STATE.size + STATE.paid), 0);
    const whole = ofTotal ? s.medfee_sumamt : s.inscp_scp_amt;
    if (isShare) must(BigInt(paid) * 1_000_000n <= BigInt(whole) * BigInt(amount), `${cap.id} <= its share`);
    else must(paid <= Math.max(0, amount - (perYear ? used : 0)), `${cap.id} <= its amount`);
  }
  return broken;
}
