import { type Command, Option } from 'commander';
import type { Field } from '../../claim/fields.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { collect, type Declaring, policiesOption, repeated } from './declare.ts';

/** A field of a claim as a flag, described in the language of the run. */
export function fieldOption(field: Field, lang: Lang): Option {
  const value = field.kind === 'boolean' ? ' [yes|no]' : ` <${placeholder(field)}>`;
  const description =
    field.table && field.kind !== 'boolean'
      ? `${field.label[lang]}：${field.table.ids.join('、')}`
      : field.label[lang];
  const option = new Option(
    `--${field.flag}${value}`,
    lang === 'zh' ? description : englishDescription(field),
  );
  if (field.key === 'supplements' || field.key === 'insurance' || field.key === 'disease') collect(option);
  return option;
}

function englishDescription(field: Field): string {
  return field.table && field.kind !== 'boolean'
    ? `${field.label.en}: ${field.table.ids.join(', ')}`
    : field.label.en;
}

function placeholder(field: Field): string {
  const words = { money: 'YUAN', date: 'DATE', integer: 'N', region: 'PLACE' } as const;
  return field.kind in words ? words[field.kind as keyof typeof words] : 'WORD';
}

/** What a claim holds besides single fields, the figures to try, and the user's policies. */
export function addClaimGroups(command: Command, declaring: Declaring): void {
  const { say, option } = declaring;
  command
    .addOption(repeated('--part <TAG=YUAN>', say('费用分项', 'a tagged part of the cost')))
    .addOption(
      repeated('--paid <PAYER=YUAN>', say('已付金额，按给出的计', 'a payment already made, taken as given')),
    )
    .addOption(
      repeated(
        '--ytd <KEY=VALUE>',
        say(
          '年度累计（admissions、deductible、pooled_fund …）',
          'what the year holds so far (admissions, deductible, pooled_fund …)',
        ),
      ),
    )
    .addOption(option('--admissions <N>', { zh: '本年度此前住院次数', en: 'earlier admissions this year' }))
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(policiesOption(declaring));
}
