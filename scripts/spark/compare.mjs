// Holds what Spark has written against what `baoxiao batch` has, row by row and cell by cell, as text.
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';

/** What `pipe` adds to a row that `batch` has in a file of its own. */
const REJECTED = { status: 'est_status', code: 'est_code', message: 'est_message' };

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
  const ours = records(scored);
  const rejected = records(rejects);
  const equal = { settled: 0, rejected: 0 };
  let row = await ours.next();
  let reject = await rejected.next();
  const inputs = Object.keys(row.value).filter((name) => !name.startsWith('est_'));
  // Begun only now: lines that come before someone listens are lost.
  const lines = createInterface({ input: createReadStream(part(path.join(exported, 'rows'))) });
  for await (const line of lines) {
    const cells = line.split('\t');
    if (cells.length !== header.length) fail(`${cells.length} cells instead of ${header.length}`, line);
    const theirs = Object.fromEntries(header.map((name, column) => [name, cells[column]]));
    if (theirs.setl_id === row.value?.setl_id) {
      sameCells(row.value, theirs, whole);
      equal.settled += 1;
      row = await ours.next();
    } else if (theirs.setl_id === reject.value?.id) {
      sameReject(reject.value, theirs, inputs);
      equal.rejected += 1;
      reject = await rejected.next();
    } else {
      fail(`expected ${row.value?.setl_id ?? 'nothing'} or ${reject.value?.id ?? 'nothing'}`, line);
    }
  }
  if (!row.done) fail('lost', JSON.stringify(row.value));
  if (!reject.done) fail('lost', JSON.stringify(reject.value));
  return equal;
}

async function* records(file) {
  yield* createReadStream(file).pipe(parse({ columns: true }));
}

/** The one file in a folder that Spark has written. */
function part(folder) {
  const names = readdirSync(folder).filter((name) => name.startsWith('part-'));
  if (names.length !== 1) throw new Error(`${folder} has ${names.length} parts`);
  return path.join(folder, names[0]);
}

function sameCells(ours, theirs, whole) {
  for (const [name, text] of Object.entries(ours)) {
    if (theirs[name] === undefined && !whole) continue;
    if (theirs[name] !== text) fail(`${name}: batch ${text}, Spark ${theirs[name]}`, JSON.stringify(theirs));
  }
  for (const name of Object.keys(theirs)) {
    if (!(name in ours) && theirs[name] !== '') fail(`${name} is not empty`, JSON.stringify(theirs));
  }
}

function sameReject(ours, theirs, inputs) {
  const wanted = { status: 'rejected', code: ours.code, message: ours.message };
  for (const [name, column] of Object.entries(REJECTED)) {
    if (theirs[column] !== wanted[name])
      fail(`${column}: batch ${wanted[name]}, Spark ${theirs[column]}`, JSON.stringify(theirs));
  }
  // No cell of the claims is quoted.
  const input = ours.row.split(',');
  const filled = Object.keys(theirs).filter((name) => name.startsWith('est_') && theirs[name] !== '');
  if (filled.some((name) => !Object.values(REJECTED).includes(name)))
    fail(`a rejected row has ${filled.join(', ')}`, JSON.stringify(theirs));
  for (const [column, name] of inputs.entries()) {
    if (name in theirs && theirs[name] !== input[column])
      fail(`${name} of a rejected row`, JSON.stringify(theirs));
  }
}

function fail(what, row) {
  throw new Error(`rows differ: ${what}\n  ${row}`);
}
