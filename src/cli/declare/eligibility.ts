import type { Command } from 'commander';
import { addCommon, type Declaring, policiesOption } from './declare.ts';

export type EligibilityAction = (options: Record<string, unknown>) => Promise<number>;

export function declareEligibility(program: Command, declaring: Declaring, action: EligibilityAction): void {
  const { say, option, run } = declaring;
  const command = program
    .command('eligibility')
    .description(say('待遇从何时起；是否终身', 'when cover starts; whether it lasts for life'))
    .addOption(option('--insurance <WORD>', { zh: '险种', en: 'insurance' }))
    .addOption(option('--region <PLACE>', { zh: '参保地', en: 'insured place' }))
    .addOption(option('--paid-on <DATE>', { zh: '缴费日期', en: 'date of payment' }))
    .addOption(option('--sex <WORD>', { zh: '性别', en: 'male or female' }))
    .addOption(option('--years <N>', { zh: '累计缴费年数', en: 'years in all' }))
    .addOption(option('--paid-years <N>', { zh: '实际缴费年数', en: 'years really paid' }))
    .addOption(policiesOption(declaring))
    .addOption(
      option('-f, --format <FORMAT>', { zh: '格式 text、json', en: 'text or json' })
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((options: Record<string, unknown>) => action(options)));
  addCommon(command, declaring);
}
