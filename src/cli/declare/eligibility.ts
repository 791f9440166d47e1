import type { Command } from 'commander';
import { COVER_FIELDS } from '../../claim/cover-fields.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import type { CodeTable } from '../../codes/table.ts';
import type { Text } from '../../diagnostics/text.ts';
import { addCommon, type Declaring, policiesOption } from './declare.ts';
import { offering, wordsIn } from './offer.ts';

const WHAT: Readonly<Record<string, string>> = { date: 'DATE', integer: 'N' };

export type EligibilityAction = (options: Record<string, unknown>) => Promise<number>;

export function declareEligibility(program: Command, declaring: Declaring, action: EligibilityAction): void {
  const { say, option, run } = declaring;
  const command = program
    .command('eligibility')
    .description(say('待遇从何时起；是否终身', 'when cover starts; whether it lasts for life'))
    .addOption(offering(option('--insurance <WORD>', { zh: '险种', en: 'insurance' }), wordsIn(INSURANCES)))
    .addOption(option('--region <PLACE>', { zh: '参保地', en: 'insured place' }));
  for (const { flag, kind, label, table } of COVER_FIELDS) {
    const field = option(`--${flag} <${WHAT[kind] ?? 'WORD'}>`, valuesIn(label, table));
    command.addOption(table ? offering(field, wordsIn(table)) : field);
  }
  command
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

/** A field's name with the words that it takes. */
function valuesIn({ zh, en }: Text, table: CodeTable | undefined): Text {
  if (!table) return { zh, en };
  return {
    zh: `${zh}：${table.values.map(({ label }) => label.zh).join('、')}`,
    en: `${en}: ${table.ids.join(', ')}`,
  };
}
