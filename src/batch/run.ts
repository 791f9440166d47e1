import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isSpecial } from '../files/replacement.ts';
import { addUp } from './counting/sum-up.ts';
import { encoderOf } from './csv/encoding.ts';
import { cellText, pen } from './csv/write.ts';
import { personToMask, readLayout } from './header/read-layout.ts';
import { type Input, openInput } from './io/input.ts';
import type { BatchOptions, Listener } from './options.ts';
import { Outputs } from './outputs.ts';
import { settleFile } from './passes.ts';
import { openLanes, workersFor } from './pool.ts';
import type { Setup } from './setup.ts';
import type { BatchSummary } from './summary.ts';
import { unusedAssumptions } from './unused-assumptions.ts';
import { addedColumns, CellWriter } from './writer.ts';

/** A run whose files are written but do not have their names yet. */
export interface Finished {
  readonly summary: BatchSummary;
  /** Where the results stand until then. */
  readonly draft: string;
  /** Gives the files their names. */
  readonly commit: () => void;
  readonly discard: () => void;
}

/**
 * Settles a claims file from end to end. The files it writes get their names when `commit` is called.
 * @throws BaoxiaoError when the input cannot be read, a policy is wrong or the disk is full; nothing is left behind then
 */
export async function runBatch(options: BatchOptions, listener: Listener): Promise<Finished> {
  const input = await openInput(options.input, options);
  const { layout, remarks } = readLayout(input.headers, options.map, options.compare, options.inputName);
  listener.remark(remarks);
  const setup: Setup = {
    layout,
    dialect: input.dialect,
    encoding: input.encoding,
    lineBreak: input.lineBreak,
    policies: options.policies,
    assumptions: options.assumptions,
    lang: options.lang,
    compare: options.compare,
    closing: options.closing !== undefined,
    excelSafe: options.excelSafe,
    ...(options.mask && { mask: options.mask }),
  };
  if (options.mask) personToMask(layout, options.inputName);
  const outputs = await Outputs.open(options, setup);
  listener.opened?.(() => outputs.discard());
  const lanes = openLanes(workersFor(options, input.source.size), setup);
  try {
    await outputs.header(await headerOf(input, setup));
    const beside = isSpecial(options.output) ? options.rejects : options.output;
    const reading = { ...options, beside };
    const placed = await settleFile(input, reading, setup, lanes, outputs, listener);
    await outputs.finish();
    const counted = await Promise.all(lanes.map((lane) => lane.counted()));
    const used = counted.flatMap(({ assumptions }) => [...assumptions]);
    listener.remark(unusedAssumptions(options.assumptions, used));
    const unreadable = counted.reduce((sum, one) => sum + one.counted.record.unreadable, 0);
    if (unreadable > 0) listener.remark([notCompared(unreadable)]);
    const summary = await addUp(
      counted.map((one) => one.counted),
      placed,
      layout,
      options.inputName,
    );
    return {
      summary,
      draft: outputs.draft,
      commit: () => outputs.commit(),
      discard: () => outputs.discard(),
    };
  } catch (error) {
    outputs.discard();
    throw error;
  } finally {
    input.source.close();
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}

/** The header as it came in, and behind it the columns that are added. */
async function headerOf(input: Input, setup: Setup): Promise<Buffer> {
  const delimiter = String.fromCharCode(input.dialect.delimiter);
  const encode = await encoderOf(input.encoding.encoding);
  let given = input.headerRow;
  if (setup.excelSafe) {
    const written = pen(given.length * 2 + 64);
    const { mask: _, ...plain } = setup;
    new CellWriter(plain, encode).write(written, given, 0, given.length);
    given = Buffer.from(written.bytes.subarray(0, written.position));
  }
  const added = addedColumns(setup.layout).map((name) => `${delimiter}${cellText(name, delimiter)}`);
  return Buffer.concat([given, encode(`${added.join('')}${setup.lineBreak}`)]);
}

/** What is recorded but no amount would otherwise look like a blank. */
function notCompared(values: number): Diagnostic {
  return {
    code: 'RECORD_NOT_READ',
    severity: 'warning',
    message: {
      zh: `记录的金额中有 ${values} 个不是金额，没有比较`,
      en: `${values} of the recorded amounts are no amounts and were not compared`,
    },
    hint: { zh: '金额写成 12345.60，不用千位逗号', en: 'write 12345.60, without thousands separators' },
  };
}
