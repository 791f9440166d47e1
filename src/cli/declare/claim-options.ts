import { Option } from 'commander';
import type { Field } from '../../claim/fields.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { collect } from './declare.ts';

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
