import { type Command, Option } from 'commander';
import type { Field } from '../../claim/field.ts';
import { YEAR_TOTALS } from '../../claim/fields.ts';
import { PAYERS } from '../../codes/payers.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { collect, type Declaring, policiesOption, repeated } from './declare.ts';
import { type OfferedWord, offering, wordsIn } from './offer.ts';

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
  if (field.key === 'supplements') return offering(option, 'supplement');
  if (field.kind === 'boolean') return offering(option, YES_NO);
  return field.table ? offering(option, wordsIn(field.table)) : option;
}

const YES_NO: readonly OfferedWord[] = [
  { word: 'yes', label: { zh: '是', en: 'yes' } },
  { word: 'no', label: { zh: '否', en: 'no' } },
];

/** `pooled_fund=`: the value is the user's. */
const PAID: readonly OfferedWord[] = PAYERS.map(({ id, label }) => ({ word: `${id}=`, label }));
const YEAR: readonly OfferedWord[] = [
  ...Object.entries(YEAR_TOTALS).map(([key, { label }]) => ({ word: `${key}=`, label })),
  ...PAID,
];

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
      offering(
        repeated(
          '--paid <PAYER=YUAN>',
          say('已付金额，按给出的计', 'a payment already made, taken as given'),
        ),
        PAID,
      ),
    )
    .addOption(
      offering(
        repeated(
          '--ytd <KEY=VALUE>',
          say(
            '年度累计（admissions、deductible、pooled_fund …）',
            'what the year holds so far (admissions, deductible, pooled_fund …)',
          ),
        ),
        YEAR,
      ),
    )
    .addOption(option('--admissions <N>', { zh: '本年度此前住院次数', en: 'earlier admissions this year' }))
    .addOption(repeated('--assume <KEY=VALUE>', say('给出未载明的数值', 'a figure that is not stated')))
    .addOption(policiesOption(declaring));
}
