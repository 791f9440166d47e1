import { CASH, RATIO, RESULT, resultPlace } from '../../batch/results.ts';
import { type Facts, wordOf, wordsOf } from '../../claim/claim.ts';
import { readDraft } from '../../claim/read.ts';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Estimate } from '../../engine/estimate.ts';
import { OUT } from '../../engine/plan.ts';
import { SETTLEMENT_FIELDS, type Settlement } from '../../engine/settlement.ts';
import type { Library } from '../../policy/library.ts';
import type { Case } from '../../regression/case.ts';
import { ClaimsRun } from '../../regression/run.ts';
import type { MapTree } from '../../source/tree.ts';
import type { Pair } from '../change.ts';
import { GROUP_FIELDS, type GroupKey, type OutcomeWord } from './outcome.ts';
import type { Names } from './refusals.ts';
import { addUp, reasonOf } from './sum-up.ts';
import type { CaseDifference, ClaimsDifference, LargestChange, Reason } from './summary.ts';
import { DifferenceTally, LARGEST } from './tally.ts';

/**
 * Settles the claims of regression cases by both libraries, each case with its own year and assumptions; as in a file, a
 * claim that is refused does not stop those after it. What the cases expect does not matter here.
 * @param names what the report is worded with
 */
export async function compareCases(
  cases: readonly Case[],
  name: string,
  libraries: Pair<Library>,
  names: Names,
): Promise<ClaimsDifference> {
  const run = new CasesRun(names);
  let questions = 0;
  for (const test of cases) {
    if (test.question.kind !== 'claims') {
      questions++;
      continue;
    }
    const { claims } = test.question;
    const runs = {
      old: new ClaimsRun({ library: libraries.old, assumptions: test.assume }),
      new: new ClaimsRun({ library: libraries.new, assumptions: test.assume }),
    };
    for (const [index, claim] of claims.entries()) {
      const sides = { old: await outcomeOf(runs.old, claim), new: await outcomeOf(runs.new, claim) };
      run.add(test, index, claims.length, claim, sides);
    }
    run.endCase();
  }
  return run.finish(name, questions);
}

/** What became of one claim of a case on one side. */
interface Outcome {
  readonly word: OutcomeWord;
  readonly code: string;
  /** What the refusal says of this very claim. */
  readonly message?: Text;
  readonly estimate?: Estimate;
}

async function outcomeOf(run: ClaimsRun, claim: MapTree): Promise<Outcome> {
  try {
    const estimate = await run.settle(claim);
    const code = estimate.covered ? '' : (estimate.plan.refusals[0]?.code ?? '');
    return { word: estimate.covered ? 'covered' : 'not_covered', code, estimate };
  } catch (error) {
    if (!(error instanceof BaoxiaoError)) throw error;
    const [problem] = error.diagnostics;
    return { word: 'refused', code: problem?.code ?? '', ...(problem && { message: problem.message }) };
  }
}

class CasesRun {
  readonly #tally = new DifferenceTally();
  readonly #lines: CaseDifference[] = [];
  #largest: LargestChange[] = [];
  /** Of the case at hand: what may be among the largest, and the ids that are taken back. */
  readonly #changes: LargestChange[] = [];
  readonly #takenBack = new Set<string>();
  readonly #names: Names;
  /** Where the first claim of a flow stands. */
  readonly #places: string[] = [];

  constructor(names: Names) {
    this.#names = names;
  }

  add(test: Case, index: number, of: number, claim: MapTree, { old, new: now }: Pair<Outcome>): void {
    const estimates = old.estimate && now.estimate && { old: old.estimate, new: now.estimate };
    const facts = (old.estimate ?? now.estimate)?.claim.facts ?? readDraft(claim, () => undefined).facts;
    const group = this.#tally.group(groupKey(facts));
    const title = of === 1 ? test.name : `${test.name} #${index + 1}`;
    let differs = old.word !== now.word;
    if (estimates) {
      const amounts = { old: resultsOf(estimates.old.settlement), new: resultsOf(estimates.new.settlement) };
      this.#tally.both(group, facts.has('reverses'), amounts.old, amounts.new, 0);
      differs ||= amounts.old.some((fen, at) => fen !== amounts.new[at]);
      this.#keep(title, `${test.place.file}:${claim.place.line}`, estimates);
    } else this.#tally.oneSided(group, old.word, now.word);
    const part = (side: Outcome, field: 'psn_part_amt' | 'fund_pay_sumamt'): number | undefined =>
      side.estimate?.settlement[field];
    const person = { old: part(old, 'psn_part_amt'), new: part(now, 'psn_part_amt') };
    if (!estimates || old.word !== now.word)
      this.#tally.flow(
        old.word,
        now.word,
        [old.code, now.code],
        this.#places.push(`${test.place.file}:${claim.place.line}`) - 1,
        [person.old ?? 0, person.new ?? 0],
      );
    this.#lines.push({
      name: test.name,
      claim: index + 1,
      of,
      file: test.place.file,
      lineOfFile: claim.place.line,
      outcomes: { old: old.word, new: now.word },
      reasons: { old: this.#reason(old), new: this.#reason(now) },
      person,
      fund: { old: part(old, 'fund_pay_sumamt'), new: part(now, 'fund_pay_sumamt') },
      differs,
    });
  }

  #reason({ code, message }: Outcome): Reason | undefined {
    return message ? { code, label: message } : reasonOf(code, this.#names.reasons);
  }

  #keep(name: string, place: string, estimates: Pair<Estimate>): void {
    const { old, new: now } = estimates;
    const person = { old: old.settlement.psn_part_amt, new: now.settlement.psn_part_amt };
    const reverses = wordOf(old.claim.facts, 'reverses');
    if (reverses !== undefined) this.#takenBack.add(reverses);
    else if (person.old !== person.new) this.#changes.push({ name, place, person, estimates });
  }

  /** What was taken back within the case is nobody's gain or loss. */
  endCase(): void {
    const idOf = ({ estimates }: LargestChange): string =>
      (estimates && wordOf(estimates.old.claim.facts, 'id')) ?? '';
    const kept = this.#changes.splice(0).filter((one) => !this.#takenBack.has(idOf(one)));
    this.#takenBack.clear();
    const size = (one: LargestChange): number => Math.abs(one.person.new - one.person.old);
    this.#largest = [...this.#largest, ...kept].sort((a, b) => size(b) - size(a)).slice(0, LARGEST);
  }

  async finish(name: string, questions: number): Promise<ClaimsDifference> {
    this.#tally.endBlock(0);
    const sums = await addUp([this.#tally.result()], [0], this.#names);
    const { persons: _, ...rest } = sums;
    return {
      source: { kind: 'cases', name },
      ...rest,
      // Cases have no lines of their own; the first is named by its file.
      flows: rest.flows.map(({ firstLine, ...flow }) => ({
        ...flow,
        firstPlace: this.#places[firstLine ?? 0] ?? '',
      })),
      blank: 0,
      largest: this.#largest,
      cases: this.#lines,
      questions,
    };
  }
}

/** Amounts as the batch keeps them of a row; cash and stored card together. */
function resultsOf(settlement: Settlement): Float64Array {
  const results = new Float64Array(RESULT.size);
  for (const field of SETTLEMENT_FIELDS) {
    const place = resultPlace(field);
    if (place === RATIO) continue;
    results[place === CASH ? RESULT.first + OUT.cash : place] = settlement[field];
  }
  return results;
}

function groupKey(facts: Facts): GroupKey {
  const entries = GROUP_FIELDS.map((field) => {
    const text = field === 'insurance' ? wordsOf(facts, field).join('+') : (wordOf(facts, field) ?? '');
    return [field, text];
  });
  return Object.fromEntries(entries) as GroupKey;
}
