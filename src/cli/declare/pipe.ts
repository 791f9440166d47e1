import type { Command } from 'commander';
import { claimsFileOptions } from './claims-file-options.ts';
import { addCommon, type Declaring, policiesOption, repeated } from './declare.ts';

export type PipeAction = (options: Record<string, unknown>) => Promise<number>;

export function declarePipe(program: Command, declaring: Declaring, action: PipeAction): void {
  const { say, option, run } = declaring;
  const { map, mask } = claimsFileOptions(declaring);
  const command = program
    .command('pipe')
    .description(
      say(
        '逐行计算标准输入，结果写到标准输出；用于 Hive、Spark 的 TRANSFORM 和管道',
        'settle rows from standard input to standard output; for TRANSFORM of Hive and Spark, and for pipes',
      ),
    )
    .addOption(
      option('--columns <NAMES>', {
        zh: '输入各列的名称，以逗号分隔；ledger 为期初台账',
        en: 'what the input columns are, separated by commas; ledger is an opening ledger',
      }).makeOptionMandatory(),
    )
    .addOption(
      option('--output-columns <NAMES>', {
        zh: '输出哪些列；默认为输入各列和 est_ 各列，另有 ledger（期末台账）',
        en: 'columns to write; all of the input and est_ by default; ledger is the closing ledger',
      }),
    )
    .addOption(map)
    .addOption(mask)
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(policiesOption(declaring));
  addCommon(command, declaring).action(run((options: Record<string, unknown>) => action(options)));
}
