import { diseaseKey, wordOf } from '../claim/claim.ts';
import type { Draft } from '../claim/draft.ts';
import { readDraft } from '../claim/read.ts';
import { BaoxiaoError, type Diagnostic, Problems } from '../diagnostics/diagnostic.ts';
import { eligibility } from '../engine/eligibility.ts';
import { readEligibility } from '../engine/eligibility-question.ts';
import type { EligibilityResult } from '../engine/eligibility-result.ts';
import {
  type Estimate,
  type EstimateOptions,
  estimateDraft,
  localToday,
  prepare,
} from '../engine/estimate.ts';
import type { Library } from '../policy/library.ts';
import type { MapTree } from '../source/tree.ts';
import type { Case, ExpectedError, Question } from './case.ts';
import {
  compareCover,
  compareEstimate,
  type Failure,
  otherError,
  refused,
  settledAfterAll,
} from './compare.ts';
import { negated, wrongReversal } from './reversal.ts';
import { CaseYears } from './year.ts';

/** What a case did: what is wrong (nothing when it passed), and all that it touched. */
export interface CaseResult {
  readonly case: Case;
  readonly failures: readonly Failure[];
  readonly estimates: readonly Estimate[];
  readonly covers: readonly EligibilityResult[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs one case through the engine, the year carried from claim to claim. */
export async function runCase(test: Case, library: Library): Promise<CaseResult> {
  return test.question.kind === 'claims'
    ? runClaims(test, test.question, library)
    : runEligibility(test, test.question, library);
}

async function runClaims(
  test: Case,
  question: Question & { kind: 'claims' },
  library: Library,
): Promise<CaseResult> {
  const run = new ClaimsRun({ library, assumptions: test.assume });
  const failures: Failure[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, claim] of question.claims.entries()) {
    const expected = question.expect[index];
    const found = await caught(() => run.settle(claim));
    if (Array.isArray(found)) {
      diagnostics.push(...found);
      failures.push(...judgeError(found, expected ? undefined : question.error, index, claim));
      break;
    }
    if (expected) failures.push(...compareEstimate(found as Estimate, expected, index));
    else if (question.error) failures.push(settledAfterAll(question.error, index));
  }
  return { case: test, failures, estimates: run.estimates, covers: [], diagnostics };
}

async function runEligibility(
  test: Case,
  question: Question & { kind: 'eligibility' },
  library: Library,
): Promise<CaseResult> {
  const { asked, expect, error } = question;
  const found = await caught(async () => {
    const problems = new Problems();
    const read = await readEligibility(asked, localToday(), library, (problem) => problems.error(problem));
    problems.throwIfFailed();
    if (!read) throw new Error('a question was refused without a reason');
    return eligibility(read, library);
  });
  const result = { case: test, estimates: [], covers: [], diagnostics: [], failures: [] };
  if (Array.isArray(found))
    return { ...result, diagnostics: found, failures: judgeError(found, error, 0, asked) };
  const cover = found as EligibilityResult;
  const failures = expect ? compareCover(cover, expect) : error ? [settledAfterAll(error, 0)] : [];
  return { ...result, covers: [cover], failures };
}

/** What an action gives, or the problems it was refused with. */
async function caught<T>(action: () => Promise<T>): Promise<T | readonly Diagnostic[]> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof BaoxiaoError) return error.diagnostics;
    throw error;
  }
}

function judgeError(
  found: readonly Diagnostic[],
  wanted: ExpectedError | undefined,
  claim: number,
  { place }: MapTree,
): Failure[] {
  if (!wanted) return [refused(found, claim, place)];
  const fits = found.some(
    ({ code, field }) => code === wanted.code && (wanted.field === undefined || wanted.field === field),
  );
  return fits ? [] : [otherError(found, wanted, claim)];
}

/** The claims of one person, one after another, the year carried from claim to claim. */
export class ClaimsRun {
  readonly estimates: Estimate[] = [];
  readonly #options: EstimateOptions;
  readonly #years = new CaseYears();
  readonly #byId = new Map<string, Estimate>();

  constructor(options: EstimateOptions) {
    this.#options = options;
  }

  /** @throws BaoxiaoError where the claim is refused */
  async settle(claim: MapTree): Promise<Estimate> {
    const problems = new Problems();
    const draft = readDraft(claim, (problem) => problems.error(problem));
    problems.throwIfFailed();
    return this.settleDraft(draft);
  }

  /** @throws BaoxiaoError where the claim is refused */
  async settleDraft(draft: Draft): Promise<Estimate> {
    const reverses = wordOf(draft.facts, 'reverses');
    const estimate =
      reverses !== undefined && !this.#years.fresh
        ? this.#takeBack(reverses, draft)
        : await this.#estimate(draft);
    this.estimates.push(estimate);
    return estimate;
  }

  async #estimate(draft: Draft): Promise<Estimate> {
    const estimate = await estimateDraft(await this.#withYear(draft), this.#options);
    const date = wordOf(estimate.claim.facts, 'date') ?? localToday();
    this.#years.add(estimate, date);
    const id = wordOf(estimate.claim.facts, 'id');
    if (id !== undefined) this.#byId.set(id, estimate);
    return estimate;
  }

  /** The draft with what the year holds before it, unless it says so itself. */
  async #withYear(draft: Draft): Promise<Draft> {
    if (this.#years.fresh) return draft;
    const { admissions, stayDeductible, ...rest } = draft.yearToDate;
    if (rest.payers.size > 0 || rest.lines.size > 0 || Object.keys(rest).length > 2) return draft;
    const { located, date } = await prepare(draft, this.#options, true, () => undefined);
    if (!located) return draft;
    const parts = [located.basic, ...located.supplements];
    const care = wordOf(located.facts, 'care') ?? '';
    const going = wordOf(located.facts, 'transfer') === 'true' && stayDeductible === undefined;
    const year = this.#years.before(parts, date, care, diseaseKey(located.facts), going);
    const stated = {
      ...(admissions !== undefined && { admissions }),
      ...(stayDeductible !== undefined && { stayDeductible }),
    };
    return { ...draft, yearToDate: { ...year, ...stated } };
  }

  #takeBack(id: string, draft: Draft): Estimate {
    const original = this.#byId.get(id);
    const problems = new Problems();
    const wrong = original && wrongReversal(id, draft, original);
    const found = wrong ?? this.#years.takeBack(id, wordOf(draft.facts, 'date') ?? localToday());
    if ('code' in found) problems.error(found);
    problems.throwIfFailed();
    return negated(original as Estimate);
  }
}
