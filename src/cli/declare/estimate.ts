import type { Command } from 'commander';
import { FLAG_FIELDS } from '../flags.ts';
import { addClaimGroups, fieldOption } from './claim-options.ts';
import { addCommon, type Declaring } from './declare.ts';

export type EstimateAction = (options: Record<string, unknown>) => Promise<number>;

export function declareEstimate(program: Command, declaring: Declaring, action: EstimateAction): void {
  const { lang, say, option, run } = declaring;
  const estimate = program
    .command('estimate')
    .description(say('估算一笔费用', 'estimate one claim'))
    .addOption(
      option('--claim <FILE>', {
        zh: '报销单（YAML 或 JSON；- 为标准输入）',
        en: 'claim file (YAML or JSON; - is standard input)',
      }),
    );
  for (const field of FLAG_FIELDS) estimate.addOption(fieldOption(field, lang));
  addClaimGroups(estimate, declaring);
  estimate
    .addOption(
      option('--compare <WHAT>', {
        zh: '比较 level 医院等级、filing 备案、referral 转诊',
        en: 'compare level, filing or referral',
      }).choices(['level', 'filing', 'referral']),
    )
    .addOption(
      option('-f, --format <FORMAT>', {
        zh: '格式 text、json、md、html、setlinfo（国家接口的结算信息）',
        en: 'text, json, md, html, or setlinfo (a settlement of the national interface)',
      })
        .choices(['text', 'json', 'md', 'html', 'setlinfo'])
        .default('text'),
    )
    .addOption(
      option('--codes', {
        zh: '与 --format json 同用：值写成国家代码',
        en: 'with --format json: values as national codes',
      }),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .addOption(option('--brief', { zh: '只显示各方支付', en: 'only who pays what' }))
    .addHelpText(
      'after',
      say(
        '\n每一项也可用国家接口名或中文名：--medfee_sumamt 12000，--医疗费总额 12000',
        '\nEvery field also goes by its national or Chinese name: --medfee_sumamt 12000, --医疗费总额 12000',
      ),
    )
    .action(run((options: Record<string, unknown>) => action(options)));
  addCommon(estimate, declaring);
}
