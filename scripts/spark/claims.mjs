// The claims of the test: those of the benchmark, and among them rows that cannot be settled and reversals.
import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** One row in so many is made wrong, in turn in each of these ways. */
const WRONG_EVERY = 997;
const WRONG = [
  (row) => ({ ...row, insuplc_admdvs: '990400' }),
  (row) => ({ ...row, dedc_hosp_lv: '9' }),
  (row) => ({ ...row, setl_time: '1990-02-01' }),
  (row) => ({ ...row, fulamt_ownpay_amt: '90000000.00' }),
  (row) => ({ ...row, medfee_sumamt: '-1.00' }),
];
/** One row in so many takes back the row before, where that is the same person's. */
const REVERSED_EVERY = 211;
/**
 * One row in so many has a space behind its person, which the program leaves out, and one has no person at all: the first of
 * a person's, so that the others still stand together and the batch need not part them first.
 */
const SPACED_EVERY = 13;
const NOBODY_EVERY = 499;
/** A column that is only carried through, under a name that shells and SQL would take amiss, in more decimals than a fen has. */
export const CARRIED = "数量 (x'`; y)";
const CARRIED_VALUES = ['1.500000', '0.123456', ''];
const AMOUNTS = ['medfee_sumamt', 'fulamt_ownpay_amt', 'preselfpay_amt'];

const exact = (text) => (text === '' || text.includes('.') ? text : `${text}.00`);
const negated = (text) => (text === '0.00' ? text : `-${text}`.replace('--', ''));

/**
 * Amounts get two decimals everywhere, as DECIMAL(18,2) will write them, so that results can be compared as text.
 * @returns how many rows were made wrong, and how many are reversals
 */
export async function writeClaims(generated, file) {
  const lines = createInterface({ input: createReadStream(generated), crlfDelay: Number.POSITIVE_INFINITY });
  const output = openSync(file, 'w');
  const made = { rows: 0, wrong: 0, reversals: 0 };
  let header;
  let before;
  let last;
  let text = '';
  for await (const line of lines) {
    if (header === undefined) {
      header = line.split(',');
      text += `${line},reverses,${CARRIED}\n`;
      continue;
    }
    const row = change(readRow(header, line), before, made);
    before = row.reverses === '' ? row : undefined;
    const carried = CARRIED_VALUES[made.rows % CARRIED_VALUES.length];
    text += `${Object.values({ ...row, psn_no: written(row.psn_no, made.rows, last), carried }).join(',')}\n`;
    last = row.psn_no;
    if (text.length > 1_000_000) {
      writeSync(output, text);
      text = '';
    }
  }
  writeSync(output, text);
  closeSync(output);
  return made;
}

function readRow(header, line) {
  const cells = line.split(',');
  const row = Object.fromEntries(header.map((name, column) => [name, cells[column]]));
  for (const name of [...AMOUNTS, 'balc']) row[name] = exact(row[name]);
  row.reverses = '';
  return row;
}

function written(person, row, last) {
  if (row % NOBODY_EVERY === 0 && person !== last) return '';
  return row % SPACED_EVERY === 0 ? `${person} ` : person;
}

function change(row, before, made) {
  made.rows += 1;
  if (made.rows % WRONG_EVERY === 0) {
    made.wrong += 1;
    return WRONG[made.wrong % WRONG.length](row);
  }
  if (made.rows % REVERSED_EVERY !== 0 || before?.psn_no !== row.psn_no) return row;
  made.reversals += 1;
  const taken = { ...before, setl_id: row.setl_id, setl_time: row.setl_time, reverses: before.setl_id };
  for (const name of AMOUNTS) taken[name] = negated(taken[name]);
  return taken;
}
