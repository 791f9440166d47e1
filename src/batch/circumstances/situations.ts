import { wordOf, wordsOf } from '../../claim/claim.ts';
import { readDraft } from '../../claim/read.ts';
import { type Diagnostic, Problems } from '../../diagnostics/diagnostic.ts';
import type { Tally } from '../counting/tally.ts';
import type { Combinations } from '../rows/combinations.ts';
import type { RowTable } from '../rows/rows.ts';
import type { Registry } from '../years/registry.ts';
import { claimTree } from './claim-tree.ts';
import type { Cell } from './decided.ts';
import type { Deciding } from './deciding.ts';
import type { PolicySearch } from './policy-search.ts';
import { newSituation, type Situation, type Uses } from './situation.ts';

/** The combinations of words that the rows have brought up. Each combination of circumstances is decided once. */
export class Situations {
  readonly #combinations: Combinations;
  readonly #search: PolicySearch;
  readonly #deciding: Deciding;
  readonly #registry: Registry;
  readonly #tally: Tally;
  readonly #situations: Situation[] = [];

  constructor(
    combinations: Combinations,
    search: PolicySearch,
    deciding: Deciding,
    registry: Registry,
    tally: Tally,
  ) {
    this.#combinations = combinations;
    this.#search = search;
    this.#deciding = deciding;
    this.#registry = registry;
    this.#tally = tally;
  }

  /** Finds the policies of every combination that the rows at hand have brought up. */
  async prepare(): Promise<void> {
    for (let number = this.#situations.length; number < this.#combinations.count; number++)
      this.#situations.push(await this.#open(number));
  }

  get(number: number): Situation {
    return this.#situations[number] as Situation;
  }

  /**
   * The cell of the claim in a row.
   * @param admission which one of the year this is, from 1
   */
  cell(situation: Situation, rows: RowTable, row: number, admission: number): Cell {
    const key = keyOf(situation, rows, row, admission);
    const named = situation.uses.disease ? (rows.disease[row] as number) : -1;
    if (key === situation.lastKey && named === situation.lastDisease && situation.lastCell)
      return situation.lastCell;
    let cell = situation.cells.get(named)?.get(key);
    if (!cell) {
      cell = this.#decide(situation, rows, row, admission);
      // Then the key is another one.
      if (!cell) return this.cell(situation, rows, row, admission);
      const cells = situation.cells.get(named);
      if (cells) cells.set(key, cell);
      else situation.cells.set(named, new Map([[key, cell]]));
    }
    situation.lastKey = key;
    situation.lastDisease = named;
    situation.lastCell = cell;
    return cell;
  }

  /** @returns undefined where something has been found to matter only now */
  #decide(situation: Situation, rows: RowTable, row: number, admission: number): Cell | undefined {
    const before = { ...situation.uses };
    const cell = this.#deciding.decide(situation, rows, row, admission);
    if (!isMore(situation.uses, before)) return cell;
    // It was not in the key: cells so far stay right for the claims they were made for, but would be taken for others.
    situation.cells.clear();
    situation.lastCell = undefined;
    return undefined;
  }

  async #open(number: number): Promise<Situation> {
    const problems = new Problems();
    const report = (problem: Omit<Diagnostic, 'severity'>): void => problems.error(problem);
    const draft = readDraft(claimTree(this.#combinations.textsOf(number)), report);
    const found = problems.failed ? undefined : await this.#search.find(draft, problems);
    const group = this.#tally.group({
      region: found?.region ?? '',
      insurance: wordsOf(draft.facts, 'insurance').join('+'),
      'hospital.level': wordOf(draft.facts, 'hospital.level') ?? '',
      care: wordOf(draft.facts, 'care') ?? '',
    });
    const rejection = problems.failed ? problems.list : undefined;
    return newSituation(draft, found, rejection, group, this.#registry);
  }
}

/** The numbers that tell the cells of a situation apart as one, those that nothing looks at left out. */
function keyOf({ uses, changes }: Situation, rows: RowTable, row: number, admission: number): number {
  return (
    ((((uses.admission ? Math.min(admission, 0xffff) : 0) * 256 +
      (uses.age ? (rows.age[row] as number) + 1 : 0)) *
      256 +
      (uses.coverYears ? (rows.coverYears[row] as number) + 1 : 0)) *
      256 +
      (uses.claimFreeYears ? (rows.claimFreeYears[row] as number) + 1 : 0)) *
      1024 +
    intervalOf(changes, rows.date[row] as number)
  );
}

function intervalOf(changes: readonly number[], date: number): number {
  let interval = 0;
  while (interval < changes.length && (changes[interval] as number) <= date) interval++;
  return interval;
}

function isMore(uses: Uses, before: Uses): boolean {
  return (
    uses.age !== before.age ||
    uses.coverYears !== before.coverYears ||
    uses.claimFreeYears !== before.claimFreeYears ||
    uses.disease !== before.disease ||
    uses.admission !== before.admission
  );
}
