// Holds what Spark has written against what `baoxiao batch` has, row by row and cell by cell, as text.
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

/** What `pipe` says of a row that `batch` has in a file of its own. */
const REJECTED = ['est_status', 'est_code', 'est_message'];
const ID = 'setl_id';

/**
 * @param scored what the batch has settled, in the order of the ids
 * @param rejects what it has rejected, likewise
 * @param exported a folder of text, in the order of the ids
 * @param whole whether every column of the batch must be there
 * @returns how many rows of each kind are equal
 * @throws where the first row is not
 */
export async function compare(scored, rejects, exported, whole) {
  const header = readFileSync(part(path.join(exported, 'header')), 'utf8')
    .trimEnd()
    .split('\t');
  const ours = rowsOf(scored);
  const ourHeader = (await ours.next()).value;
  const columns = new Columns(ourHeader, header, whole);
  const rejected = createReadStream(rejects)
    .pipe(parse({ columns: true }))
    [Symbol.asyncIterator]();
  const equal = { settled: 0, rejected: 0 };
  let row = await ours.next();
  let reject = await rejected.next();
  for await (const theirs of rowsOf(part(path.join(exported, 'rows')), '\t')) {
    if (theirs.length !== header.length) fail(`${theirs.length} cells instead of ${header.length}`, theirs);
    const id = theirs[columns.id];
    if (id === row.value?.[columns.ourId]) {
      columns.sameCells(row.value, theirs);
      equal.settled += 1;
      row = await ours.next();
    } else if (id === reject.value?.id) {
      columns.sameReject(reject.value, theirs);
      equal.rejected += 1;
      reject = await rejected.next();
    } else {
      fail(`expected ${row.value?.[columns.ourId] ?? 'nothing'} or ${reject.value?.id ?? 'nothing'}`, theirs);
    }
  }
  if (!row.done) fail('lost', row.value);
  if (!reject.done) fail('lost', Object.values(reject.value));
  return equal;
}

/** Which column of one side is which of the other. */
class Columns {
  constructor(ours, theirs, whole) {
    const missing = ours.filter((name) => !theirs.includes(name));
    if (whole && missing.length > 0) fail('columns are missing', missing);
    this.names = theirs;
    this.id = theirs.indexOf(ID);
    this.ourId = ours.indexOf(ID);
    this.inputs = ours.filter((name) => !name.startsWith('est_'));
    this.both = theirs.map((name) => ours.indexOf(name));
    this.words = REJECTED.map((name) => theirs.indexOf(name));
  }

  sameCells(ours, theirs) {
    for (const [column, place] of this.both.entries()) {
      const wanted = place < 0 ? '' : ours[place];
      if (theirs[column] !== wanted)
        fail(`${this.names[column]}: batch ${wanted}, Spark ${theirs[column]}`, theirs);
    }
  }

  sameReject({ code, message, row }, theirs) {
    const input = row.split(',');
    const words = ['rejected', code, message];
    for (const [column, name] of this.names.entries()) {
      const word = this.words.indexOf(column);
      const wanted = word < 0 ? (input[this.inputs.indexOf(name)] ?? '') : words[word];
      if (theirs[column] !== wanted)
        fail(`${name} of a rejected row: batch ${wanted}, Spark ${theirs[column]}`, theirs);
    }
  }
}

/** The rows of a text without quotes: the test's claims need none. */
async function* rowsOf(file, delimiter = ',') {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (delimiter === ',' && line.includes('"')) fail('a quoted cell', [line]);
    yield line.split(delimiter);
  }
}

/** The one file in a folder that Spark has written. */
function part(folder) {
  const names = readdirSync(folder).filter((name) => name.startsWith('part-'));
  if (names.length !== 1) throw new Error(`${folder} has ${names.length} parts`);
  return path.join(folder, names[0]);
}

function fail(what, cells) {
  throw new Error(`rows differ: ${what}\n  ${cells.join(' | ')}`);
}
