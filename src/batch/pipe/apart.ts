import { personsOf } from '../block-run.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { MARK } from '../rows/rows.ts';
import { PersonsSeen } from '../scattered.ts';

/** Blocks of persons in ascending order that are kept in mind: a gigabyte of rows, some 25 MB of hashes. */
const REMEMBERED = 1024;

/** Finds the rows of persons who have been settled already: others stand between these rows and their earlier ones. */
export class RowsApart {
  readonly #seen = new PersonsSeen(REMEMBERED);

  /** The numbers of such rows in a block that has been read. */
  of(reader: RowReader, bytes: Buffer): readonly number[] {
    const again = this.#seen.again(personsOf(reader, bytes));
    const { persons, rows } = reader;
    if (!again && persons.together) return [];
    /** By person: whether others have come since. */
    const over = new Uint8Array(persons.count);
    for (let person = 0, named = 0; again && person < persons.count; person++)
      if ((persons.starts[person] as number) >= 0) over[person] = again[named++] as number;
    const apart: number[] = [];
    let last = -1;
    for (let row = 0; row < rows.count; row++) {
      // A line that is no row is nobody's: it parts nobody's rows.
      if (isRagged(reader, row)) continue;
      const person = rows.person[row] as number;
      if (person !== last && last >= 0) over[last] = 1;
      last = person;
      if (over[person] === 1) apart.push(row);
    }
    return apart;
  }
}

/** Whether a row of a block that has just been read has too many values or too few. */
export function isRagged({ rows, persons }: RowReader, row: number): boolean {
  const person = rows.person[row] as number;
  return (persons.starts[person] as number) < 0 && ((rows.marks[row] as number) & MARK.noPerson) === 0;
}
