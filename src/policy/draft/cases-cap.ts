import { MAX_FEN } from '../../money/fen.ts';
import { type Attempt, standIns } from './attempt.ts';
import { becauseOf, sentences, yuan } from './because.ts';
import { type DraftCase, expectedOf, nameOf } from './draft-case.ts';
import { type Formula, NEW_YEAR, work } from './formula.ts';
import type { PolicyDraft } from './model.ts';

const THOUSAND = 100_000n;
const YUAN = 100n;

/** A claim that the cap cuts: over the year by what was paid before, else by its own size. */
export function cappedCases(draft: PolicyDraft, main: Attempt): DraftCase[] {
  const { outcome, spot } = main;
  if (!('worked' in outcome) || !outcome.formula.cap) return [];
  const { formula } = outcome;
  const { per, amount } = outcome.formula.cap;
  const free: Formula = { ...formula, cap: { per: 'settlement', amount: BigInt(MAX_FEN) } };
  const base = per === 'year' ? main.base : largeBase(free, main.base, amount);
  if (base === undefined) return [];
  // A large claim may reach every band.
  const assume = per === 'year' ? main.assume : standIns(draft, spot, draft.bands.length);
  const { rounded } = work(free, base);
  const left = per === 'year' ? leftOf(rounded, amount) : amount;
  if (left <= 0n || left >= rounded) return [];
  const paidBefore = amount - left;
  const worked = work(formula, base, { ...NEW_YEAR, paid: paidBefore });
  const claim = { level: spot.level, care: draft.care[0] ?? '', date: draft.from, base };
  const spent =
    per === 'year'
      ? {
          zh: `封顶线 ${yuan(amount)}，已付 ${yuan(paidBefore)}，还剩 ${yuan(left)}`,
          en: `of the cap of ${yuan(amount)}, ${yuan(paidBefore)} is paid already and ${yuan(left)} is left`,
        }
      : { zh: `封顶线 ${yuan(amount)}`, en: `the cap is ${yuan(amount)}` };
  return [
    {
      name: nameOf(spot.level, [{ zh: '到封顶线为止', en: 'up to the cap' }]),
      assume,
      claims: [per === 'year' && paidBefore > 0n ? { ...claim, paidBefore } : claim],
      expect: [expectedOf(draft, base, worked)],
      because: sentences([becauseOf(worked, base, formula), spent]),
    },
  ];
}

/** What may be left of the cap so that it cuts the payment: 1,000, or about half of the payment where that is less. */
function leftOf(payment: bigint, cap: bigint): bigint {
  const half = payment / 2n > YUAN ? payment / 2n - ((payment / 2n) % YUAN) : payment / 2n;
  const most = half < THOUSAND ? half : THOUSAND;
  return most < cap ? most : cap;
}

/** A round cost whose payment is above an amount; undefined where no claim can be so large. */
function largeBase(formula: Formula, from: bigint, amount: bigint): bigint | undefined {
  for (let base = from; base <= BigInt(MAX_FEN); base *= 2n)
    if (work(formula, base).rounded > amount) return base;
  return undefined;
}
