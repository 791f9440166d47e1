import type { Command } from 'commander';
import { claimsFileOptions } from './claims-file-options.ts';
import { addCommon, type Declaring, policiesOption, repeated } from './declare.ts';

export type BatchAction = (input: string, options: Record<string, unknown>) => Promise<number>;

export function declareBatch(program: Command, declaring: Declaring, action: BatchAction): void {
  const { say, option, run } = declaring;
  const reading = claimsFileOptions(declaring);
  const command = program
    .command('batch')
    .argument(
      '<IN>',
      say(
        '报销单文件（CSV、.csv.gz、.xlsx；- 为标准输入）',
        'claims file (CSV, .csv.gz, .xlsx; - is standard input)',
      ),
    )
    .description(say('批量计算一个报销单文件，一行不丢', 'settle a file of claims, with no row lost'))
    .addOption(
      option('-o, --out <OUT>', {
        zh: '结果文件（.gz 压缩，.xlsx 为 Excel；- 为标准输出）',
        en: 'result file (.gz is compressed, .xlsx is Excel; - is standard output)',
      }).makeOptionMandatory(),
    )
    .addOption(
      option('--rejects <FILE>', {
        zh: '不能计算的行；默认在结果旁 .rejects.csv',
        en: 'rows that cannot be settled; beside OUT by default (.rejects.csv)',
      }),
    )
    .addOption(
      option('--summary <FILE>', {
        zh: '汇总，按后缀 .json、.html、.txt',
        en: 'summary, by its ending .json, .html or .txt',
      }),
    )
    .addOption(
      option('--compare', {
        zh: '与文件中记录的金额比较（hifp_pay 等列）',
        en: 'compare with what the file records (columns such as hifp_pay)',
      }),
    )
    .addOption(reading.map)
    .addOption(
      option('--opening <FILE>', {
        zh: '期初台账（上次 --closing 写出的）',
        en: 'ledger of an earlier run (written by --closing)',
      }),
    )
    .addOption(
      option('--closing <FILE>', {
        zh: '写出期末台账：每人每年的累计',
        en: 'write the ledger: what each person’s year holds',
      }),
    )
    .addOption(
      option('--encoding <NAME>', {
        zh: '输入编码 utf-8、gbk、utf-16；默认自动识别',
        en: 'encoding of IN: utf-8, gbk, utf-16; found by itself',
      }),
    )
    .addOption(
      option('--output-encoding <NAME>', {
        zh: '输出编码；默认同输入',
        en: 'encoding of OUT; that of IN by default',
      }),
    )
    .addOption(reading.delimiter)
    .addOption(reading.workers)
    .addOption(reading.mask)
    .addOption(
      option('--excel-safe', {
        zh: '让以 = + - @ 开头的文字在 Excel 里无害',
        en: 'make text that begins with = + - @ harmless in spreadsheets',
      }),
    )
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(policiesOption(declaring));
  addCommon(command, declaring).action(
    run((input: string, options: Record<string, unknown>) => action(input, options)),
  );
}
