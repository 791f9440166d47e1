import type { Command } from 'commander';
import { FLAG_FIELDS } from '../flags.ts';
import { addClaimGroups, fieldOption } from './claim-options.ts';
import { addCommon, type Declaring } from './declare.ts';
import { offering, plainWords } from './offer.ts';

export type CurveAction = (id: string | undefined, options: Record<string, unknown>) => Promise<number>;

/** What a curve has otherwise: the place and scheme by the policy's id, the total as what it runs over. */
const NOT_HERE = ['id', 'person', 'region', 'reverses', 'expenses.total'];

export function declareCurve(policy: Command, declaring: Declaring, action: CurveAction): void {
  const { lang, say, option, run } = declaring;
  const curve = policy
    .command('curve')
    .argument('[ID]', say('政策，如 371300/employee', 'policy, e.g. 371300/employee'))
    .description(
      say(
        '个人负担随医疗费的变化：断点、悬崖、负担率',
        'what the person bears as the bill grows: breaks, cliffs, shares',
      ),
    )
    .addOption(
      option('--all', {
        zh: '全部政策（给出 ID 或 --policies 时只算这些）、全部情形；有未说明理由的悬崖时退出码为 1',
        en: 'every policy (with an ID or --policies, only those) and circumstance; exit code 1 for a cliff without a reason',
      }),
    )
    .addOption(
      offering(
        option('--grows <COST>', {
          zh: '增长的费用：in_policy（默认）、self_funded、over_limit、advance 或分项',
          en: 'cost that grows: in_policy (default), self_funded, over_limit, advance, or a part',
        }),
        plainWords('in_policy', 'self_funded', 'over_limit', 'advance'),
      ),
    )
    .addOption(option('--to <YUAN>', { zh: '画到多少元', en: 'where the drawing ends' }));
  for (const field of FLAG_FIELDS)
    if (!NOT_HERE.includes(field.key)) curve.addOption(fieldOption(field, lang));
  addClaimGroups(curve, declaring);
  curve
    .addOption(
      option('-f, --format <FORMAT>', {
        zh: '格式 text、json、svg、html（--all 时 text、json）',
        en: 'text, json, svg or html (with --all: text or json)',
      })
        .choices(['text', 'json', 'svg', 'html'])
        .default('text'),
    )
    .addOption(option('-o, --out <FILE>', { zh: '写入文件', en: 'write to a file' }))
    .action(run((id: string | undefined, options: Record<string, unknown>) => action(id, options)));
  addCommon(curve, declaring);
}
