// What the test has found, as a table: equal or not is decided before; these are measurements of one run.

const grouped = (number) => Math.round(number).toLocaleString('en-US');
const seconds = (number) => `${number.toFixed(1)} s`;
const percent = (share) => `${(100 * share).toFixed(0)}%`;

export function tell({ spark, java, made, one, start, copy, whole, broken, narrow, shares, cores, tasks }) {
  const of = (spent) => made.rows / spent;
  const rate = (spent, against) =>
    `${grouped(of(spent))} rows/s${against === undefined ? '' : `, ${percent(against / spent)} of the batch`}`;
  const lines = [
    ['claims', `${grouped(made.rows)}, ${made.reversals} reversals, ${made.wrong} made wrong`],
    ['Spark', `${spark}, Java ${java}, ${cores} workers of 1 core, ${tasks} tasks`],
    ['equal to the batch', same(whole)],
    ['  with an executor killed', `${same(broken)}; ${lost(broken)}`],
    ['  settle.sql, 9 columns', same(narrow)],
    [],
    ['by CPU second, that is by busy core'],
    ['  batch', `${rate(one.cpu)} (${seconds(one.cpu)} CPU, peak ${one.peak} MB)`],
    ['  program inside Spark', rate(whole.program.cpu, one.cpu)],
    ['  Spark alone, copying the claims', `${rate(copy.cpu, one.cpu)} (${seconds(copy.cpu)} CPU)`],
    ['  program and JVM', `${rate(whole.cpu, one.cpu)} (${seconds(whole.cpu)} CPU, all of the executors)`],
    ['  the same, settle.sql', `${rate(narrow.cpu, one.cpu)} (${seconds(narrow.cpu)} CPU)`],
    [`by the clock, on ${cores} cores`],
    ['  batch', `${rate(one.seconds * cores)} and core (${seconds(one.seconds)})`],
    ['  Spark alone, both stages', rate(copy.seconds * cores, one.seconds * cores)],
    ['  stage that settles', rate(whole.settling.seconds, one.seconds * cores)],
    ['  both stages', rate(whole.seconds * cores, one.seconds * cores)],
    ['  both stages, settle.sql', rate(narrow.seconds * cores, one.seconds * cores)],
    [],
    ['spark-submit, from start to end', seconds(whole.wall)],
    ['  both stages', seconds(whole.seconds)],
    ['  reading, parting by person', stage(whole.parting)],
    ['  sorting, settling, writing', stage(whole.settling)],
    ['  of that the program', program(whole.program, start)],
  ];
  if (shares) lines.push([], ['samples of the JVMs'], ...told(shares.jvm));
  if (shares) lines.push(['samples of the program'], ...told(shares.program));
  const width = Math.max(...lines.map(([name = '', value]) => (value === undefined ? 0 : name.length)));
  for (const [name = '', value = ''] of lines) console.log(`${name.padEnd(width)}  ${value}`.trimEnd());
}

const same = ({ equal }) => `${grouped(equal.settled)} settled, ${grouped(equal.rejected)} rejected`;
const lost = (found) =>
  `${found.lost} lost, ${found.failed} tasks failed, ${grouped(found.repeated)} rows parted again`;
const told = (shares) => shares.map(([kind, share]) => [`  ${kind}`, percent(share)]);

const stage = (found) =>
  `${seconds(found.seconds)} in ${found.tasks} tasks: ${seconds(found.cpu)} CPU of the task's thread, ` +
  `collecting ${seconds(found.collecting)}, shuffle ${seconds(found.shuffling)}, ${grouped(found.shuffleBytes / 1e6)} MB`;

const program = ({ cpu, processes, peak }, start) =>
  `${seconds(cpu)} CPU in ${processes} processes, ${start.toFixed(2)} s of each for its start; peak ${peak} MB`;
