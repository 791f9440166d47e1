// Whether two settled files say the same: node compare.mjs A.csv B.csv
// Every est_ column that both have must be the same text in every row (notices apart). Says the first difference.
import { createReadStream } from 'node:fs';
import path from 'node:path';

const [first, second] = process.argv.slice(2);
if (first === undefined || second === undefined) {
  console.error('usage: node compare.mjs A.csv B.csv');
  process.exit(2);
}

/** Records of a CSV file as text, by turns of many; a line break inside quotes does not end one. */
async function* recordsOf(file) {
  let rest = '';
  let open = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const records = [];
    for (const line of lines) {
      const record = open === '' ? line : `${open}\n${line}`;
      if (record.includes('"') && record.split('"').length % 2 === 0) open = record;
      else {
        open = '';
        records.push(record.endsWith('\r') ? record.slice(0, -1) : record);
      }
    }
    yield records;
  }
  if (open !== '' || rest !== '') yield [open === '' ? rest : `${open}\n${rest}`];
}

/** Reads record by record, waiting only where a new piece of the file is needed. */
class Reader {
  #turns;
  #records = [];
  #place = 0;
  /** Line of the file on which the last record began. */
  line = 0;
  #lines = 0;

  constructor(file) {
    this.#turns = recordsOf(file);
  }

  get ready() {
    return this.#place < this.#records.length;
  }

  async more() {
    while (!this.ready) {
      const { value, done } = await this.#turns.next();
      if (done) return false;
      this.#records = value;
      this.#place = 0;
    }
    return true;
  }

  next() {
    const record = this.#records[this.#place++];
    this.line = this.#lines + 1;
    this.#lines += record.includes('\n') ? record.split('\n').length : 1;
    return record;
  }
}

/** The fields of a record. */
function fieldsOf(record) {
  if (!record.includes('"')) return record.split(',');
  return Array.from(record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const readers = [new Reader(first), new Reader(second)];
const [a, b] = readers;
const both = async () => {
  const [more, moreToo] = [await a.more(), await b.more()];
  if (more !== moreToo)
    fail(`${path.basename(more ? second : first)} ends after line ${(more ? b : a).line}, the other goes on`);
  return more;
};

if (!(await both())) fail('both files are empty');
const headers = readers.map((reader) => fieldsOf(reader.next().replace(/^\uFEFF/, '')));
const columns = headers[0].filter(
  (name) => name.startsWith('est_') && name !== 'est_notices' && headers[1].includes(name),
);
if (columns.length === 0) fail('the files have no est_ column in common');
const places = columns.map((name) => headers.map((header) => header.indexOf(name)));
const isSameHeader = headers[0].join() === headers[1].join();

let rows = 0;
while (await both()) {
  while (a.ready && b.ready) {
    const [left, right] = [a.next(), b.next()];
    rows += 1;
    // Most rows are the same from end to end and need not be taken apart.
    if (isSameHeader && left === right) continue;
    const [fields, others] = [fieldsOf(left), fieldsOf(right)];
    for (const [index, [place, other]] of places.entries()) {
      if (fields[place] === others[other]) continue;
      fail(
        `line ${a.line}, ${columns[index]}: ${fields[place]} in ${path.basename(first)}, ` +
          `${others[other]} in ${path.basename(second)}\n${left}\n${right}`,
      );
    }
  }
}
console.log(`${rows} rows, ${columns.length} columns: the same`);
