// A year of claims settled by a script as one writes it in an afternoon: node plain.mjs IN.csv OUT.csv
// csv-parse reads, a Map holds every person's claims, decimal.js does the sums. Prints rows, seconds and peak memory.
import { createReadStream, createWriteStream } from 'node:fs';
import { parse } from 'csv-parse';
import { Decimal } from 'decimal.js';

const [input, output] = process.argv.slice(2);
if (input === undefined || output === undefined) {
  console.error('usage: node plain.mjs IN.csv OUT.csv');
  process.exit(2);
}

const ZERO = new Decimal(0);
const HUNDRED = new Decimal(100);
const [OUTPATIENT, CHRONIC, INPATIENT] = ['11', '14', '21'];
const RETIRED = '12';
const SENIOR = '16';

/** An amount, the same for everybody or by hospital level. */
const amount = (yuan) => {
  const value = new Decimal(yuan);
  return () => value;
};
const byLevel = (...yuan) => {
  const values = yuan.map((one) => new Decimal(one));
  return ({ dedc_hosp_lv: level }) => values[level - 1];
};
const byStatus = (status, its, others) => {
  const values = [new Decimal(its), new Decimal(others)];
  return ({ psn_type }) => values[psn_type === status ? 0 : 1];
};

/** Deductibles: of each admission, by its number, or of the year. */
const each = (of) => ({ of });
const halved = (of) => ({
  of: (claim, admission) => (admission === 1 ? of(claim) : admission === 2 ? of(claim).div(2) : ZERO),
});
const falling = (of, less, floor) => ({
  of: (claim, admission) => Decimal.max(of(claim).minus(less * (admission - 1)), floor),
});
const yearly = (of) => ({ of, isYearly: true });

/**
 * Bands as { end: percent, above: percent }, or percents of levels 1 to 3, with what the retired get instead. The rates
 * are worked out here once.
 */
function bands(percentsByEnd, forRetired = (rate) => rate) {
  const made = (level, isRetired) =>
    Object.entries(percentsByEnd).map(([end, percents]) => {
      const rate = new Decimal(Array.isArray(percents) ? percents[level - 1] : percents);
      return {
        end: end === 'above' ? null : new Decimal(end),
        rate: (isRetired ? forRetired(rate) : rate).div(100),
      };
    });
  const tables = [false, true].map((isRetired) => [1, 2, 3].map((level) => made(level, isRetired)));
  return ({ psn_type, dedc_hosp_lv }) => tables[psn_type === RETIRED ? 1 : 0][dedc_hosp_lv - 1];
}
const fivePoints = (rate) => Decimal.min(rate.plus(5), HUNDRED);
const sixtyPercentOfOwnShare = (rate) => HUNDRED.minus(HUNDRED.minus(rate).times(0.6));

/** The policies: lines in the order in which they pay. A line without its own words is on in-policy cost, per settlement. */
const POLICIES = {
  371300310: {
    name: '371300/employee',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: each(byLevel(200, 400, 600)),
        bands: bands({ 30000: [90, 85, 80], 100000: 85, above: 90 }),
      },
    ],
  },
  990100310: {
    name: '990100/employee',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: halved(byLevel(300, 600, 900)),
        bands: bands({ 20000: [90, 87, 85], 60000: 90, above: 95 }, fivePoints),
        cap: amount(120000),
      },
      {
        payer: 'hifp',
        care: [OUTPATIENT],
        deductible: yearly(byStatus(RETIRED, 800, 1200)),
        bands: bands({ above: [75, 65, 55] }, fivePoints),
        cap: byStatus(RETIRED, 8000, 6000),
      },
      {
        payer: 'hifp',
        care: [CHRONIC],
        deductible: yearly(amount(500)),
        bands: bands({ above: [85, 82.5, 80] }, fivePoints),
        cap: amount(20000),
      },
      {
        payer: 'hifob',
        care: [INPATIENT],
        base: 'above cap',
        bands: bands({ above: 85 }),
        cap: amount(200000),
      },
    ],
  },
  990100390: {
    name: '990100/resident',
    account: 'none',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: each(byLevel(200, 500, 800)),
        bands: bands({ 10000: [85, 75, 60], 50000: [85, 78, 65], above: 70 }),
        cap: amount(100000),
      },
      {
        payer: 'hifp',
        care: [OUTPATIENT],
        deductible: each(byLevel(0, 30, 50)),
        bands: bands({ above: [60, 50, 40] }),
        cap: amount(400),
      },
      {
        payer: 'hifp',
        care: [CHRONIC],
        deductible: yearly(amount(300)),
        bands: bands({ above: 60 }),
        cap: amount(5000),
      },
      {
        payer: 'hifmi',
        care: [INPATIENT, CHRONIC],
        base: 'burden',
        deductible: yearly(amount(12000)),
        counted: { isYearly: true },
        bands: bands({ 50000: 60, 100000: 65, above: 75 }),
      },
    ],
  },
  990200310: {
    name: '990200/employee',
    account: 'in policy',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: falling(byLevel(400, 700, 1000), 100, 300),
        counted: { isYearly: true, isFromZero: true },
        bands: bands({ 50000: [86, 83, 80], 150000: 88, above: 92 }, sixtyPercentOfOwnShare),
        cap: amount(200000),
      },
      {
        payer: 'hifp',
        care: [OUTPATIENT],
        deductible: yearly(amount(1000)),
        counted: { isYearly: true },
        bands: bands({ 3000: [70, 60, 50], 8000: 75, above: 30 }, fivePoints),
        cap: amount(9000),
      },
      {
        payer: 'hifob',
        care: [INPATIENT],
        base: 'above cap',
        bands: bands({ above: 90 }),
        cap: amount(300000),
      },
    ],
  },
  990200390: {
    name: '990200/resident',
    account: 'none',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT, CHRONIC],
        deductible: yearly(amount(600)),
        counted: { isYearly: true },
        bands: bands({ 20000: [80, 70, 60], 80000: 75, above: 80 }),
        cap: amount(90000),
      },
      { payer: 'hifp', care: [OUTPATIENT], bands: bands({ above: [60, 50, 35] }), cap: amount(300) },
      {
        payer: 'hifmi',
        care: [INPATIENT, CHRONIC],
        base: 'burden',
        deductible: yearly(amount(10000)),
        counted: { isYearly: true },
        bands: bands({ 30000: 55, 80000: 65, above: 75 }),
      },
    ],
  },
  990300310: {
    name: '990300/employee',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: yearly(byStatus(RETIRED, 1000, 1300)),
        counted: { isFromZero: true },
        bands: bands({ 30000: [88, 86, 84], 80000: 90, above: 93 }, fivePoints),
        cap: amount(100000),
      },
      {
        payer: 'hifp',
        care: [OUTPATIENT],
        deductible: each(byLevel(20, 40, 60)),
        bands: bands({ above: [60, 55, 50] }, fivePoints),
        cap: amount(3000),
      },
      {
        payer: 'hifp',
        care: [CHRONIC],
        deductible: yearly(amount(400)),
        bands: bands({ above: 85 }, fivePoints),
        cap: amount(30000),
      },
      {
        payer: 'hifob',
        care: [INPATIENT],
        base: 'above cap',
        bands: bands({ above: 80 }),
        cap: amount(150000),
      },
    ],
  },
  990300390: {
    name: '990300/resident',
    account: 'none',
    lines: [
      {
        payer: 'hifp',
        care: [INPATIENT],
        deductible: halved(byLevel(150, 400, 700)),
        bands: bands({ 10000: [90, 80, 65], 40000: 75, above: 70 }),
        cap: amount(80000),
      },
      { payer: 'hifp', care: [OUTPATIENT], bands: bands({ above: 50 }), cap: amount(350) },
      {
        payer: 'hifmi',
        care: [INPATIENT],
        base: 'burden',
        deductible: yearly(byStatus(SENIOR, 8000, 15000)),
        counted: { isYearly: true },
        bands: bands({ 60000: 60, above: 70 }),
      },
    ],
  },
};

/** The stretches of the bands that a cost covers, from `start` on. */
function stretches(table, start, cost) {
  const found = [];
  let position = start;
  let rest = cost;
  for (const { end, rate } of table) {
    if (rest.isZero()) break;
    if (end !== null && position.gte(end)) continue;
    const stretch = end === null ? rest : Decimal.min(rest, end.minus(position));
    found.push({ cost: stretch, pays: stretch.times(rate), rate });
    position = position.plus(stretch);
    rest = rest.minus(stretch);
  }
  return found;
}

/** The most cost, in whole fen, that can be paid for in full with what is left of a cap. */
function coveredBy(capLeft, found) {
  let covered = ZERO;
  let left = capLeft;
  for (const { cost, pays, rate } of found) {
    if (pays.gt(left)) return covered.plus(left.div(rate).toDecimalPlaces(2, Decimal.ROUND_DOWN));
    covered = covered.plus(cost);
    left = left.minus(pays);
  }
  return covered;
}

/** One line's part in a claim, given what its year holds, which it brings up to date. */
function settleLine(line, base, claim, admission, year) {
  const { isYearly = false, isFromZero = false } = line.counted ?? {};
  const inFull = line.deductible?.of(claim, admission) ?? ZERO;
  const wanted = line.deductible?.isYearly ? Decimal.max(inFull.minus(year.deductible), 0) : inFull;
  const deductible = Decimal.min(wanted, base);
  let start = ZERO;
  if (isYearly) start = isFromZero ? year.base : Decimal.max(year.base.minus(year.deductible), 0);
  if (isFromZero) start = start.plus(deductible);
  const found = stretches(line.bands(claim), start, base.minus(deductible));
  const payable = found.reduce((sum, { pays }) => sum.plus(pays), ZERO);
  let paid = payable.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  let above = ZERO;
  if (line.cap) {
    const capLeft = Decimal.max(line.cap(claim).minus(year.paid), 0);
    if (payable.gt(capLeft)) {
      paid = capLeft;
      above = base.minus(deductible).minus(coveredBy(capLeft, found));
    }
  }
  year.base = year.base.plus(base);
  year.deductible = year.deductible.plus(deductible);
  year.paid = year.paid.plus(paid);
  return { deductible, paid, above };
}

/** The est_ columns of one claim. */
function settleClaim(claim, years) {
  const policy = POLICIES[claim.insuplc_admdvs + claim.insutype];
  const year = claim.setl_time.slice(0, 4);
  const yearOf = (what) => {
    const key = `${policy.name} ${year} ${what}`;
    const found = years.get(key) ?? { base: ZERO, deductible: ZERO, paid: ZERO, admissions: 0 };
    years.set(key, found);
    return found;
  };
  const counts = yearOf(`care ${claim.med_type}`);
  counts.admissions += 1;

  const total = new Decimal(claim.medfee_sumamt);
  const selfFunded = new Decimal(claim.fulamt_ownpay_amt);
  const advance = new Decimal(claim.preselfpay_amt);
  const inPolicy = total.minus(selfFunded).minus(advance);
  const paid = { hifp: ZERO, hifob: ZERO, hifmi: ZERO };
  let left = inPolicy;
  let deductible = ZERO;
  let above = ZERO;
  for (const [index, line] of policy.lines.entries()) {
    if (!line.care.includes(claim.med_type)) continue;
    const base = line.base === 'above cap' ? Decimal.min(above, left) : left;
    const result = settleLine(line, base, claim, counts.admissions, yearOf(`line ${index}`));
    paid[line.payer] = paid[line.payer].plus(result.paid);
    left = left.minus(result.paid);
    above = result.above;
    if (line.payer === 'hifp') deductible = result.deductible;
  }
  const fund = paid.hifp.plus(paid.hifob).plus(paid.hifmi);
  const person = total.minus(fund);
  const chargeable = policy.account === 'none' ? ZERO : policy.account === 'in policy' ? left : person;
  const account = Decimal.min(new Decimal(claim.balc || 0), chargeable);
  const ratio = inPolicy.isZero() ? ZERO : paid.hifp.div(inPolicy);
  return [
    total.toFixed(2),
    selfFunded.toFixed(2),
    '0.00',
    advance.toFixed(2),
    inPolicy.toFixed(2),
    deductible.toFixed(2),
    paid.hifp.toFixed(2),
    paid.hifob.toFixed(2),
    paid.hifmi.toFixed(2),
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    fund.toFixed(2),
    person.toFixed(2),
    account.toFixed(2),
    person.minus(account).toFixed(2),
    ratio.toFixed(4, Decimal.ROUND_HALF_UP),
    policy.name,
    'ok',
  ].join(',');
}

const EST_COLUMNS = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'hifob_pay',
  'hifmi_pay',
  'hifes_pay',
  'cvlserv_pay',
  'maf_pay',
  'oth_pay',
  'hosp_part_amt',
  'fund_pay_sumamt',
  'psn_part_amt',
  'acct_pay',
  'psn_cash_pay',
  'pool_prop_selfpay',
  'policy',
  'status',
].map((name) => `est_${name}`);

/** A field as CSV wants it. */
const written = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const claims = [];
const persons = new Map();
for await (const claim of createReadStream(input).pipe(parse({ columns: true, bom: true }))) {
  claims.push(claim);
  const own = persons.get(claim.psn_no);
  if (own) own.push(claim);
  else persons.set(claim.psn_no, [claim]);
}

const results = new Map();
for (const own of persons.values()) {
  // By day; the sort is stable, so claims of one day stay in the order of the file.
  const ordered = own.toSorted((a, b) => {
    const [day, other] = [a.setl_time.slice(0, 10), b.setl_time.slice(0, 10)];
    return day < other ? -1 : day > other ? 1 : 0;
  });
  const years = new Map();
  for (const claim of ordered) results.set(claim, settleClaim(claim, years));
}

const stream = createWriteStream(output);
const columns = Object.keys(claims[0] ?? {});
stream.write(`${[...columns, ...EST_COLUMNS].join(',')}\n`);
for (const claim of claims) {
  const line = `${columns.map((column) => written(claim[column])).join(',')},${results.get(claim)}\n`;
  if (!stream.write(line)) await new Promise((resolve) => stream.once('drain', resolve));
}
await new Promise((resolve) => stream.end(resolve));

const seconds = Number((performance.now() / 1000).toFixed(2));
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ rows: claims.length, seconds, peakMegabytes }));
