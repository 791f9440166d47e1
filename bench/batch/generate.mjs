// Makes up a year of claims: node generate.mjs OUT.csv [ROWS] [SEED]
// The same rows and seed give the same file. A person's rows stand together, for nine persons in ten by date. Written as
// it is made, so that twenty million rows need no more memory than two.
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { positionals } = parseArgs({ allowPositionals: true });
const [file, rowsText = '2000000', seedText = '20250101'] = positionals;
const rows = Number(rowsText);
const seed = Number(seedText);
if (file === undefined || !Number.isSafeInteger(rows) || rows < 0 || !Number.isSafeInteger(seed)) {
  console.error('usage: node generate.mjs OUT.csv [ROWS] [SEED]');
  process.exit(2);
}

const COLUMNS = [
  'setl_id',
  'psn_no',
  'setl_time',
  'insuplc_admdvs',
  'insutype',
  'psn_type',
  'med_type',
  'dedc_hosp_lv',
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'preselfpay_amt',
  'balc',
];
const MOST_CLAIMS = 12;
const OUTPATIENT = 11;
const CHRONIC = 14;
const INPATIENT = 21;

/** Where people are insured, how many of a hundred, and which care the policy of the place knows. */
const EMPLOYEE = { insurance: 310, statuses: [11, 11, 11, 12, 12] };
const RESIDENT = { insurance: 390, statuses: [14, 15, 15, 16, 16] };
const SCHEMES = [
  { ...EMPLOYEE, share: 16, region: 371300, care: [INPATIENT] },
  { ...EMPLOYEE, share: 16, region: 990100, care: [OUTPATIENT, CHRONIC, INPATIENT] },
  { ...RESIDENT, share: 16, region: 990100, care: [OUTPATIENT, CHRONIC, INPATIENT] },
  { ...EMPLOYEE, share: 14, region: 990200, care: [OUTPATIENT, INPATIENT] },
  { ...RESIDENT, share: 14, region: 990200, care: [OUTPATIENT, CHRONIC, INPATIENT] },
  { ...EMPLOYEE, share: 12, region: 990300, care: [OUTPATIENT, CHRONIC, INPATIENT] },
  { ...RESIDENT, share: 12, region: 990300, care: [OUTPATIENT, INPATIENT] },
].flatMap((scheme) => Array.from({ length: scheme.share }, () => scheme));

/** Median cost in yuan of one claim and its spread, by care; weight tells how often the care occurs. */
const COSTS = {
  [OUTPATIENT]: { median: 320, spread: 0.9, weight: 5 },
  [CHRONIC]: { median: 900, spread: 0.8, weight: 3 },
  [INPATIENT]: { median: 8500, spread: 0.9, weight: 4 },
};
const LEVEL_FACTORS = [0, 0.5, 0.9, 1.5];
const MOST_FEN = 300_000_000;

const DAYS = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
);
const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

let state = seed | 0;
/** From 0 up to but not 1 (Mulberry32). */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
const below = (count) => Math.floor(random() * count);
const pick = (list) => list[below(list.length)];
const chance = (share) => random() < share;

/** Many around the median, a few far above it; yuan. */
function lognormal(median, spread) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(normal * spread);
}

const yuan = (fen) => `${Math.floor(fen / 100)}.${TWO_DIGITS[fen % 100]}`;
const wholeYuan = (fen) => String(fen / 100);

function pickCare(care) {
  const all = care.reduce((sum, kind) => sum + COSTS[kind].weight, 0);
  let place = random() * all;
  for (const kind of care) {
    place -= COSTS[kind].weight;
    if (place < 0) return kind;
  }
  return care.at(-1);
}

/** One claim without its id: from the person number on. */
function claim(person, scheme, status, day, costly) {
  const care = pickCare(scheme.care);
  const level = 1 + below(3);
  const { median, spread } = COSTS[care];
  let cost = lognormal(median, spread) * LEVEL_FACTORS[level] * costly;
  // Bills that reach a yearly cap at once.
  if (care === INPATIENT && chance(0.006)) cost *= 20;
  const isWhole = chance(0.12);
  const grain = isWhole ? 100 : 1;
  const total = Math.max(grain, Math.round(Math.min(cost * 100, MOST_FEN) / grain) * grain);
  const share = (most) => Math.floor((total * random() * most) / grain) * grain;
  // A few bills hold nothing the insurance covers.
  const selfFunded = chance(0.003) ? total : chance(0.6) ? share(0.15) : 0;
  const advance = selfFunded < total && chance(0.5) ? share(0.1) : 0;
  const write = isWhole ? wholeYuan : yuan;
  const balance =
    scheme.insurance === EMPLOYEE.insurance
      ? yuan(chance(0.08) ? 0 : Math.round(lognormal(1500, 1) * 100))
      : '';
  return (
    `${person},${DAYS[day]},${scheme.region},${scheme.insurance},${status},${care},${level},` +
    `${write(total)},${write(selfFunded)},${write(advance)},${balance}\n`
  );
}

/** All claims of one person, in the order they stand in the file: of one person in ten not by date. */
function claimsOf(number) {
  const scheme = pick(SCHEMES);
  const status = pick(scheme.statuses);
  const costly = chance(0.05) ? 5 : 1;
  const count = 1 + Math.floor(MOST_CLAIMS * random() ** 1.6);
  const days = [];
  for (let index = 0; index < count; index++)
    days.push(index > 0 && chance(0.08) ? days[below(index)] : below(DAYS.length));
  if (!chance(0.14)) days.sort((a, b) => a - b);
  const person = `P${String(number).padStart(7, '0')}`;
  return days.map((day) => claim(person, scheme, status, day, costly));
}

const output = openSync(file, 'w');
let text = `${COLUMNS.join(',')}\n`;
let row = 0;
for (let number = 1; row < rows; number++) {
  for (const rest of claimsOf(number)) {
    if (row === rows) break;
    row += 1;
    text += `S${String(row).padStart(9, '0')},${rest}`;
  }
  if (text.length > 1_000_000) {
    writeSync(output, text, null, 'latin1');
    text = '';
  }
}
writeSync(output, text, null, 'latin1');
closeSync(output);
