import type { Fact } from '../claim/claim.ts';
import { FIELDS, fieldOf } from '../claim/fields.ts';
import { joinTexts, type Lang, same, type Text } from '../diagnostics/text.ts';
import type { Estimate } from '../engine/estimate.ts';
import { yearWords } from '../policy/year.ts';
import { say, visible } from './say.ts';
import { WORDS } from './words.ts';

/** What tells one claim from another, in the order people say it. */
const ORDER = [
  'care',
  'care_detail',
  'disease',
  'transfer',
  'delivery',
  'hospital.level',
  'hospital.grade',
  'hospital.kind',
  'hospital.designated',
  'hospital.chosen',
  'hospital.card_reader',
  'access.referral',
  'access.filing',
  'access.place',
  'access.settled',
  'access.card_shown',
  'status',
  'age',
  'civil_servant',
  'disability',
  'cover_years',
  'claim_free_years',
  'assistance',
  'applied',
  'pre_existing',
  'renewed',
];

/** Of an estimate, what its circumstances are told from. */
export type Told = Pick<Estimate, 'plan' | 'wording' | 'policies'> & {
  readonly claim: Pick<Estimate['claim'], 'facts'>;
};

/** Where, what and when of a claim in short phrases: `住院`, `三级`, `在职`, `2025-05-01`. */
export function factsOf(estimate: Told, lang: Lang, place: Text | undefined): string[] {
  const { facts } = estimate.claim;
  const phrases: string[] = [];
  const region = facts.get('region');
  // The policy's title names its own place; another place inside it is worth a word.
  if (typeof region === 'string' && !estimate.plan.policy.id.startsWith(region)) {
    phrases.push(`${say(WORDS.place, lang)} ${place ? say(place, lang) : visible(region)}`);
  }
  for (const key of ORDER) {
    const fact = facts.get(key);
    if (fact === undefined || fact === fieldOf(key).default) continue;
    phrases.push(phraseOf(key, fact, estimate, lang));
  }
  const supplements = estimate.policies.slice(1).map(({ policy }) => policy.title);
  if (supplements.length > 0) phrases.push(say(joinTexts(supplements), lang));
  const date = facts.get('date');
  if (typeof date === 'string') {
    phrases.push(date);
    const year = yearWords(estimate.policies, date);
    if (year) phrases.push(say(year, lang));
  }
  for (const key of ['id', 'person']) {
    const fact = facts.get(key);
    const label = key === 'id' ? WORDS.claim : fieldOf(key).label;
    if (fact !== undefined) phrases.push(`${say(label, lang)} ${visible(String(fact))}`);
  }
  return phrases;
}

function phraseOf(key: string, fact: Fact, { wording }: Told, lang: Lang): string {
  const kind = FIELDS.find((field) => field.key === key)?.kind;
  const label = say(wording(key), lang);
  if (typeof fact === 'number') return `${label} ${fact}`;
  const values = typeof fact === 'string' ? [fact] : fact;
  // A word that is not in a policy's own vocabulary is the user's, and stays as it was typed.
  const named = joinTexts(values.map((value) => wording(key, value) ?? same(value)));
  const value = say(named, lang);
  return kind === 'boolean' ? `${label}${lang === 'zh' ? '：' : ': '}${value}` : value;
}
