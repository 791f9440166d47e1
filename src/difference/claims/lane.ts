import { NO_PERSONS, personsOf } from '../../batch/block-run.ts';
import type { Situation } from '../../batch/circumstances/situation.ts';
import type { Done, Job, ThreadLane } from '../../batch/lane.ts';
import { RESULT } from '../../batch/results.ts';
import { MARK } from '../../batch/rows/rows.ts';
import { type ResultTable, STATUS } from '../../batch/settling/result-table.ts';
import { Settler } from '../../batch/settling/settler.ts';
import { wordOf, wordsOf } from '../../claim/claim.ts';
import { OUT } from '../../engine/plan.ts';
import type { Library } from '../../policy/library.ts';
import type { Pair } from '../change.ts';
import { libraryOf } from '../side.ts';
import { GROUP_FIELDS, type GroupKey, OUTCOMES, type OutcomeWord } from './outcome.ts';
import { RefusalCodes } from './refusals.ts';
import type { DifferenceSetup } from './setup.ts';
import { type Counted, DifferenceTally } from './tally.ts';

/** What a thread hands back at the end. */
export interface DifferenceTallied {
  readonly counted: Counted;
  readonly assumptions: readonly string[];
}

const NOTHING = Buffer.alloc(0);
const PERSON = RESULT.first + OUT.person;

/** Settles every block by both libraries, each with its own years, and counts what differs row by row. */
export class DifferenceLane implements ThreadLane<DifferenceTallied> {
  readonly depth = 1;
  readonly #setup: DifferenceSetup;
  readonly #libraries: Pair<Library>;
  #settlers: Pair<Settler>;
  #tally = new DifferenceTally();
  #groups = new WeakMap<Situation, number>();
  readonly #refusals: RefusalCodes;

  constructor(setup: DifferenceSetup) {
    this.#setup = setup;
    this.#libraries = {
      old: libraryOf({ root: setup.old }, setup.national),
      new: libraryOf({ root: setup.new }, setup.national),
    };
    this.#settlers = this.#newSettlers();
    this.#refusals = new RefusalCodes(setup.refusals);
  }

  #newSettlers(): Pair<Settler> {
    const { setup } = this.#setup;
    const settler = (library: Library): Settler =>
      new Settler(setup, { library, assumptions: setup.assumptions });
    return { old: settler(this.#libraries.old), new: settler(this.#libraries.new) };
  }

  async settle({ number, bytes, length, ends, lines }: Job, memory: Buffer = NOTHING): Promise<Done> {
    const block = { bytes, length, ...(ends && { ends }), ...(lines && { lines }) };
    const { old, new: now } = this.#settlers;
    await old.settle(block);
    await now.settle(block);
    this.#tally.beginBlock(number);
    this.#compare(bytes);
    const { reader } = now;
    this.#tally.endBlock(reader.blank);
    return {
      number,
      // Nothing is written: the report is made of what is counted.
      out: memory.subarray(0, 0),
      rejects: NOTHING,
      ends: new Int32Array(reader.rows.count),
      rejectLines: new Float64Array(0),
      rejectEnds: new Float64Array(0),
      rows: reader.rows.count,
      lines: reader.lines,
      persons: ends ? NO_PERSONS : personsOf(reader, bytes),
      closing: '',
    };
  }

  #results(): Pair<ResultTable> {
    const { old, new: now } = this.#settlers;
    return { old: old.results, new: now.results };
  }

  #compare(bytes: Buffer): void {
    const { rows, persons } = this.#settlers.new.reader;
    const { old, new: now } = this.#results();
    const differences = new Float64Array(persons.count);
    const settled = new Uint8Array(persons.count);
    const takenBack = this.#takenBack(bytes);
    for (let row = 0; row < rows.count; row++) {
      const outcomes = [outcomeOf(old, row), outcomeOf(now, row)] as const;
      const group = this.#groupAt(row);
      const at = row * RESULT.size;
      const refused = outcomes[0] === 'refused' || outcomes[1] === 'refused';
      if (refused) this.#tally.oneSided(group, ...outcomes);
      else {
        const marks = rows.marks[row] as number;
        const reversal = (marks & MARK.reversal) !== 0;
        const difference = this.#tally.both(group, reversal, old.amounts, now.amounts, at);
        const person = rows.person[row] as number;
        differences[person] = (differences[person] as number) + difference;
        if ((marks & MARK.noPerson) === 0) settled[person] = 1;
        if (!reversal && this.#tally.isLarge(difference) && !this.#isAmong(takenBack, bytes, row))
          this.#keep(bytes, row);
      }
      if (refused || outcomes[0] !== outcomes[1]) {
        const codes = [this.#refusals.codeOf(old, row), this.#refusals.codeOf(now, row)] as const;
        const part = (side: ResultTable, outcome: OutcomeWord): number =>
          outcome === 'refused' ? 0 : (side.amounts[at + PERSON] as number);
        const parts = [part(old, outcomes[0]), part(now, outcomes[1])] as const;
        this.#tally.flow(...outcomes, codes, rows.line[row] as number, parts);
      }
    }
    for (let person = 0; person < persons.count; person++)
      if (settled[person] === 1) this.#tally.person(differences[person] as number);
  }

  /** The claims of the block that a later row of it takes back, by person and id: nobody is left to gain or lose. */
  #takenBack(bytes: Buffer): ReadonlySet<string> {
    const { reader } = this.#settlers.new;
    const { rows } = reader;
    const { old, new: now } = this.#results();
    const found = new Set<string>();
    for (let row = 0; row < rows.count; row++) {
      if (((rows.marks[row] as number) & MARK.reversal) === 0) continue;
      if (outcomeOf(old, row) === 'refused' || outcomeOf(now, row) === 'refused') continue;
      found.add(`${rows.person[row]} ${reader.textOf(bytes, row, 'reverses').trim()}`);
    }
    return found;
  }

  #isAmong(claims: ReadonlySet<string>, bytes: Buffer, row: number): boolean {
    if (claims.size === 0) return false;
    const { reader } = this.#settlers.new;
    return claims.has(`${reader.rows.person[row]} ${reader.textOf(bytes, row, 'id').trim()}`);
  }

  /** Keeps a claim with all rows of its person: its year is needed to explain it. */
  #keep(bytes: Buffer, row: number): void {
    const { old, new: now } = this.#settlers;
    const { rows } = now.reader;
    const { dialect } = this.#setup.setup;
    const parts: Uint8Array[] = [];
    let place = 0;
    for (let other = 0; other < rows.count; other++) {
      if (rows.person[other] !== rows.person[row]) continue;
      if (other === row) place = parts.length / 2;
      // A copy: the block's memory is used again.
      parts.push(Uint8Array.prototype.slice.call(bytes, rows.start[other], rows.end[other]));
      parts.push(Uint8Array.of(dialect.newline));
    }
    const at = row * RESULT.size + PERSON;
    const id = this.#setup.ids ? now.reader.textOf(bytes, row, 'id').trim() : '';
    this.#tally.large({
      line: rows.line[row] as number,
      old: old.results.amounts[at] as number,
      new: now.results.amounts[at] as number,
      ...(id !== '' && { id }),
      rows: new Uint8Array(Buffer.concat(parts)),
      row: place,
    });
  }

  #groupAt(row: number): number {
    const situation = this.#settlers.old.situationAt(row);
    if (!situation) return this.#tally.group(NO_GROUP);
    let group = this.#groups.get(situation);
    if (group === undefined) {
      group = this.#tally.group(groupKey(situation));
      this.#groups.set(situation, group);
    }
    return group;
  }

  async counted(): Promise<DifferenceTallied> {
    const { old, new: now } = this.#settlers;
    const assumptions = new Set([...old.memory.usedAssumptions, ...now.memory.usedAssumptions]);
    return { counted: this.#tally.result(), assumptions: [...assumptions] };
  }

  async reset(): Promise<void> {
    this.#settlers = this.#newSettlers();
    this.#tally = new DifferenceTally();
    this.#groups = new WeakMap();
  }

  async close(): Promise<void> {}
}

function outcomeOf({ status }: ResultTable, row: number): OutcomeWord {
  const at = status[row];
  return OUTCOMES[at === STATUS.ok ? 0 : at === STATUS.notCovered ? 1 : 2];
}

const NO_GROUP = Object.fromEntries(GROUP_FIELDS.map((field) => [field, ''])) as GroupKey;

function groupKey({ draft, found }: Situation): GroupKey {
  const { facts } = draft;
  const entries = GROUP_FIELDS.map((field) => {
    if (field === 'region') return [field, found?.region ?? ''];
    return [field, field === 'insurance' ? wordsOf(facts, field).join('+') : (wordOf(facts, field) ?? '')];
  });
  return Object.fromEntries(entries) as GroupKey;
}
