import type { RowTable } from '../rows/rows.ts';

/** Puts the rows of each person into the order of their dates; rows of one day keep the order of the file. */
export class Ordering {
  /** Row numbers, person by person. */
  order = new Int32Array(0);
  /** By person: where the rows begin in `order`; one more for the end. */
  first = new Int32Array(0);
  #keys = new Float64Array(0);

  /** @param together whether every person's rows stand together already */
  arrange(rows: RowTable, persons: number, together: boolean): void {
    if (rows.count > this.order.length) {
      this.order = new Int32Array(rows.count * 2);
      this.#keys = new Float64Array(rows.count * 2);
    }
    if (persons + 1 > this.first.length) this.first = new Int32Array((persons + 1) * 2);
    this.#byPerson(rows, persons, together);
    for (let person = 0; person < persons; person++)
      this.#byDate(rows, this.first[person] as number, this.first[person + 1] as number);
  }

  #byPerson(rows: RowTable, persons: number, together: boolean): void {
    const { order, first } = this;
    first.fill(0, 0, persons + 1);
    for (let row = 0; row < rows.count; row++) {
      const person = rows.person[row] as number;
      first[person + 1] = (first[person + 1] as number) + 1;
      if (together) order[row] = row;
    }
    for (let person = 0; person < persons; person++)
      first[person + 1] = (first[person + 1] as number) + (first[person] as number);
    if (together) return;
    for (let row = 0; row < rows.count; row++) {
      const person = rows.person[row] as number;
      const at = first[person] as number;
      order[at] = row;
      first[person] = at + 1;
    }
    // The starts have moved to the ends; one place to the right they are starts again.
    for (let person = persons; person > 0; person--) first[person] = first[person - 1] as number;
    first[0] = 0;
  }

  #byDate(rows: RowTable, from: number, to: number): void {
    const { order } = this;
    const { date } = rows;
    let sorted = true;
    for (let at = from + 1; at < to && sorted; at++)
      sorted = (date[order[at - 1] as number] as number) <= (date[order[at] as number] as number);
    if (sorted) return;
    if (to - from > 64) {
      this.#byKey(rows, from, to);
      return;
    }
    for (let at = from + 1; at < to; at++) {
      const row = order[at] as number;
      const day = date[row] as number;
      let place = at;
      while (place > from && (date[order[place - 1] as number] as number) > day) {
        order[place] = order[place - 1] as number;
        place--;
      }
      order[place] = row;
    }
  }

  /** Date and place in one number, which the native sort puts in order. */
  #byKey(rows: RowTable, from: number, to: number): void {
    const size = 2 ** 25;
    const keys = this.#keys.subarray(from, to);
    for (let at = from; at < to; at++)
      keys[at - from] = (rows.date[this.order[at] as number] as number) * size + (this.order[at] as number);
    keys.sort();
    for (let at = from; at < to; at++) this.order[at] = (keys[at - from] as number) % size;
  }
}
