import { fieldOf } from '../claim/fields.ts';
import { BASIC_INSURANCES, INSURANCES } from '../codes/insurances.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import { rulesBegun } from '../engine/silent-rules.ts';
import { lineName } from '../policy/names.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { toldBy } from '../policy/told.ts';
import { type Names, type Saying, sentencesOf } from '../rules/sentences/saying.ts';
import type { Dated } from './cover.ts';
import type { PolicyPage } from './page.ts';
import { HEAD, PART, TERM } from './version.ts';

/** What a page is made of. */
export interface PageInput {
  readonly policy: Policy;
  readonly version: Version;
  readonly national?: Dated;
  /** The policies of the same scheme that apply in its place, too, nearest first: those of its province. */
  readonly around: readonly Dated[];
  /** A day within the version, for figures that change in it. */
  readonly date: string;
  readonly place: Text;
  /** Names of the places where it applies, too. */
  readonly appliesIn: readonly Text[];
  readonly own: boolean;
}

/** Whom the policy is for. */
export function whoFor(
  { policy, place, appliesIn }: PageInput,
  insurances: readonly string[],
  names: Names,
): Text[] {
  const labels = joinTexts(
    insurances.map((id) => names.wording('insurance', id)),
    '、',
    ' or ',
  );
  const members = { zh: `${place.zh}的${labels.zh}参保人`, en: `members of ${labels.en} in ${place.en}` };
  const others = { zh: `${place.zh}没有参保的人`, en: `people in ${place.en} who are not insured` };
  const buyers = {
    zh: `自愿投保的补充保险，${labels.zh}的参保人可以投保`,
    en: `a supplement that members of ${labels.en} may take out`,
  };
  const whom: Readonly<Record<Policy['kind'], readonly Text[]>> = {
    scheme: [policy.id.endsWith('/none') ? others : members],
    supplement: [buyers],
    national: [],
  };
  const places = joinTexts(appliesIn);
  return [
    ...whom[policy.kind],
    ...sentencesOf(policy, HEAD, names).map(({ text }) => text),
    ...(appliesIn.length > 0 ? [{ zh: `也适用于：${places.zh}`, en: `applies in ${places.en}, too` }] : []),
  ];
}

export function insurancesOf({ id, kind, heldWith }: Policy): readonly string[] {
  if (kind === 'supplement') return heldWith.length > 0 ? heldWith : BASIC_INSURANCES;
  if (kind === 'national') return [];
  const scheme = INSURANCES.find(id.split('/')[1] ?? '')?.id;
  return scheme === undefined ? [] : [scheme];
}

/** Who pays for each kind of care, in order. */
export function caresOf({ lines }: Version, { wording }: Names): PolicyPage['cares'] {
  const ids = [...new Set(lines.flatMap(({ care }) => care))];
  return ids.map((id) => ({
    care: wording('care', id),
    payers: unique(lines.filter(({ care }) => care.includes(id)).map(lineName)),
  }));
}

/**
 * The rules that hold everywhere on a day, without those in whose place the policy has its own and those that speak only
 * where a place itself is silent and this one is not.
 */
export function everywhereFor(version: Version, { version: national }: Dated, date: string): Text[] {
  const told = toldBy([version]).words;
  const own = rulesBegun(version, date).map(({ code }) => code);
  return rulesBegun(national, date)
    .filter(({ code, whereSilent }) => !own.includes(code) && !whereSilent.some((field) => told.has(field)))
    .map(({ reason }) => reason);
}

/** What the policy tells apart and a claim has to name, and what the place calls fields. */
export function termsOf({ parts, diseases, wording }: Policy, names: Names): PolicyPage['terms'] {
  const own = Object.entries(parts).filter(([tag]) => tag !== 'essential_medicine');
  const said = <T extends object>(term: T, saying: Saying<T>): Text =>
    joinTexts(
      sentencesOf(term, saying, names).map(({ text }) => text),
      '，',
      ', ',
    );
  return {
    parts: own.map(([, term]) => said(term, PART)),
    diseases: Object.values(diseases).map((term) => said(term, TERM)),
    fields: Object.entries(wording).flatMap(([field, { label }]): Text[] => {
      const general = fieldOf(field).label;
      return label ? [{ zh: `${general.zh}：${label.zh}`, en: `${general.en}: ${label.en}` }] : [];
    }),
  };
}

function unique(texts: readonly Text[]): Text[] {
  return texts.filter(({ zh }, index) => texts.findIndex((other) => other.zh === zh) === index);
}
