// What the test has found, as a table: equal or not is decided before; these are measurements of one run.

const grouped = (number) => Math.round(number).toLocaleString('en-US');
const seconds = (number) => `${number.toFixed(1)} s`;

export function tell({ spark, java, made, one, whole, broken, cores, tasks }) {
  const rates = {
    batch: made.rows / (one.seconds * cores),
    batchCpu: made.rows / one.cpu,
    transform: made.rows / whole.program.cpu,
    stage: made.rows / whole.settling.seconds,
    job: made.rows / (whole.seconds * cores),
  };
  const share = (rate, of) => `${((100 * rate) / of).toFixed(0)}%`;
  const rate = (what) => `${grouped(what)} rows/s`;
  const job = whole.parting.seconds + whole.settling.seconds;
  const lines = [
    ['claims', `${grouped(made.rows)}, ${made.reversals} reversals, ${made.wrong} made wrong`],
    ['Spark', `${spark}, Java ${java}, ${cores} workers of 1 core, ${tasks} tasks`],
    [
      'equal to the batch',
      `${grouped(whole.equal.settled)} settled, ${grouped(whole.equal.rejected)} rejected`,
    ],
    [
      'equal, executor killed',
      `${grouped(broken.equal.settled)} settled, ${grouped(broken.equal.rejected)} rejected; ${broken.failed} tasks failed, ${broken.lost} executors lost`,
    ],
    [],
    ['batch, per core', `${rate(rates.batch)} (${seconds(one.seconds)} on ${cores} cores)`],
    ['batch, per CPU second', rate(rates.batchCpu)],
    [
      'program inside Spark, per CPU second',
      `${rate(rates.transform)}, ${share(rates.transform, rates.batchCpu)} of the batch`,
    ],
    ['stage that settles, per core', `${rate(rates.stage)}, ${share(rates.stage, rates.batch)} of the batch`],
    ['whole job, per core', `${rate(rates.job)}, ${share(rates.job, rates.batch)} of the batch`],
    [],
    ['spark-submit, start to end', seconds(whole.wall)],
    ['job', `${seconds(whole.seconds)} on ${cores} cores, of tasks ${seconds(job)}`],
    ['  reading, parting by person', stage(whole.parting)],
    ['  sorting, settling, writing', stage(whole.settling)],
    [
      '  of that the program',
      `${seconds(whole.program.cpu)} CPU in ${whole.program.processes} processes, peak ${whole.program.peak} MB`,
    ],
  ];
  const width = Math.max(...lines.map(([name = '']) => name.length));
  for (const [name, value] of lines) console.log(name === undefined ? '' : `${name.padEnd(width)}  ${value}`);
}

const stage = (found) =>
  `${seconds(found.seconds)} in ${found.tasks} tasks: JVM ${seconds(found.cpu)} CPU, collecting ${seconds(found.collecting)}, shuffle ${seconds(found.shuffling)} and ${(found.shuffleBytes / 1e6).toFixed(0)} MB`;
