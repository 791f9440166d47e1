import { fail } from '../../diagnostics/diagnostic.ts';
import { BYTE } from '../csv/scan.ts';

/** What Hive's and Spark's own formats put between values. */
const CONTROL_A = 0x01;

/**
 * Refuses rows that are separated by Ctrl-A: each would be one value, come out as a ragged row, and be cut at Ctrl-A again by
 * the engine that reads it, with the values in columns where they do not belong.
 * @param bytes rows, from the first one on
 * @throws BaoxiaoError SEPARATED_OTHERWISE
 */
export function refuseControlA(bytes: Buffer, length: number, columns: number): void {
  if (columns < 2) return;
  const end = bytes.subarray(0, length).indexOf(BYTE.lineFeed);
  const first = bytes.subarray(0, end < 0 ? length : end);
  if (!first.includes(CONTROL_A) || first.includes(BYTE.tab)) return;
  const format = String.raw`ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'`;
  fail({
    code: 'SEPARATED_OTHERWISE',
    message: {
      zh: '第一行的各值之间是 Ctrl-A（\\x01），不是制表符',
      en: 'the values of the first row are separated by Ctrl-A (\\x01) and not by tabs',
    },
    hint: {
      zh: `在 TRANSFORM 的输入和输出后面都写 ${format}`,
      en: `write ${format} behind both the input and the output of TRANSFORM`,
    },
  });
}
