import type { ClaimsDifference, DifferenceSum, FlowSum, Reason } from '../../difference/claims/summary.ts';
import { groupYuan } from '../../money/fen.ts';
import { count } from '../batch/amounts.ts';
import { folded } from '../batch/groups.ts';
import { type BatchContext, section, shortName, textRow } from '../batch/text-context.ts';
import { otherGroups } from '../batch/words.ts';
import { say, visible } from '../say.ts';
import type { Column, Row } from '../table.ts';
import { WORDS } from '../words.ts';
import { reasonText } from './json.ts';
import { signed } from './sentences.ts';
import { payersShown } from './totals.ts';
import { className, DIFF_WORDS, groupingTitle, outcomeWord } from './words.ts';

const NAME: Column = { align: 'left', flex: true };
const NUMBER: Column = { align: 'right' };
const MOST_GROUPS = 6;
const MOST_FLOWS = 12;

/** What each payer pays under both libraries. */
export function payerLines(claims: ClaimsDifference, context: BatchContext): string[] {
  const { lang, paint } = context;
  const totals = payersShown(claims);
  const sum = (pick: 'old' | 'new'): bigint => totals.reduce((all, total) => all + total[pick], 0n);
  const rows: Row[] = totals.map(({ label, old, new: now }) =>
    textRow([say(label, lang), groupYuan(old), groupYuan(now), signed(now - old)]),
  );
  const [old, now] = [sum('old'), sum('new')];
  const total = [WORDS.total[lang], groupYuan(old), groupYuan(now), signed(now - old)];
  const ruled: Column = { align: 'right', ruled: true };
  return section(
    DIFF_WORDS.payers[lang],
    [NAME, ruled, ruled, ruled],
    ['', DIFF_WORDS.oldYuan[lang], DIFF_WORDS.newYuan[lang], DIFF_WORDS.difference[lang]],
    rows.length === 0 ? [] : [...rows, 'rule', total.map((text) => ({ text, paint: paint.strong }))],
    context,
  );
}

/** How many claims change by how much. */
export function classLines({ classes, all }: ClaimsDifference, context: BatchContext): string[] {
  const { lang } = context;
  if (all.claims === 0) return [];
  const rows = classes
    .filter(({ claims, difference }) => claims !== 0 || difference !== 0n)
    .map((one) => textRow([className(one, lang), count(one.claims), signed(one.difference)]));
  return section(
    DIFF_WORDS.distribution[lang],
    [NAME, NUMBER, NUMBER],
    ['', DIFF_WORDS.claims[lang], DIFF_WORDS.difference[lang]],
    rows,
    context,
  );
}

/** Groupings that tell claims apart and in which something changes. */
export function tellingGroups({ groupings }: ClaimsDifference): ClaimsDifference['groupings'] {
  return groupings.filter(
    ({ groups }) => counted(groups).length > 1 && groups.some((one) => one.gain + one.lose + one.shifted > 0),
  );
}

export function groupLines(claims: ClaimsDifference, context: BatchContext): string[] {
  const { lang, paint } = context;
  const body = tellingGroups(claims).flatMap(({ by, groups }): Row[] => [
    { across: { text: groupingTitle(by, lang), paint: paint.strong } },
    ...folded(counted(groups), MOST_GROUPS, merged).map((group) =>
      textRow([
        '',
        shortName(say(group.label, lang)),
        ...[group.claims, group.gain, group.lose].map(count),
        signed(group.person.new - group.person.old),
      ]),
    ),
  ]);
  const heads = [DIFF_WORDS.claims, DIFF_WORDS.gainHead, DIFF_WORDS.loseHead, DIFF_WORDS.personPart];
  return section(
    DIFF_WORDS.groups[lang],
    [{ align: 'left' }, NAME, NUMBER, NUMBER, NUMBER, NUMBER],
    ['', '', ...heads.map((word) => word[lang])],
    body,
    context,
  );
}

type Group = ClaimsDifference['groupings'][number]['groups'][number];

/** Groups with claims that both sides settle. */
export function counted(groups: readonly Group[]): Group[] {
  return groups.filter(({ claims, reversals }) => claims !== 0 || reversals > 0);
}

/** The rest of a list of groups as one. */
export function merged(rest: readonly Group[]): Group {
  return { key: '', label: otherGroups(rest.length), ...addedUp(rest) };
}

function addedUp(sums: readonly DifferenceSum[]): DifferenceSum {
  const many = (pick: (sum: DifferenceSum) => number): number =>
    sums.reduce((all, sum) => all + pick(sum), 0);
  const amount = (pick: (sum: DifferenceSum) => bigint): bigint =>
    sums.reduce((all, sum) => all + pick(sum), 0n);
  return {
    claims: many((sum) => sum.claims),
    gain: many((sum) => sum.gain),
    lose: many((sum) => sum.lose),
    stay: many((sum) => sum.stay),
    shifted: many((sum) => sum.shifted),
    cost: amount((sum) => sum.cost),
    person: { old: amount((sum) => sum.person.old), new: amount((sum) => sum.person.new) },
    fund: { old: amount((sum) => sum.fund.old), new: amount((sum) => sum.fund.new) },
    gained: amount((sum) => sum.gained),
    lost: amount((sum) => sum.lost),
    onlyOld: many((sum) => sum.onlyOld),
    onlyNew: many((sum) => sum.onlyNew),
    neither: many((sum) => sum.neither),
    reversals: many((sum) => sum.reversals),
  };
}

/** Claims that are refused on one side only, with the reasons; then those that neither side settles. */
export function flowLines({ flows }: ClaimsDifference, context: BatchContext): string[] {
  const { lang } = context;
  const split = [
    [DIFF_WORDS.outcomes[lang], flows.filter((flow) => flow.old !== flow.new)],
    [DIFF_WORDS.outcomesBoth[lang], flows.filter((flow) => flow.old === flow.new)],
  ] as const;
  return split.flatMap(([title, some]) =>
    section(
      title,
      [{ align: 'left', max: 30 }, NAME, NUMBER, NUMBER],
      ['', DIFF_WORDS.reason[lang], DIFF_WORDS.claims[lang], firstHead(some, lang)],
      some.slice(0, MOST_FLOWS).flatMap((flow): Row[] => [
        textRow([
          flowName(flow, lang),
          flowReason(flow, lang),
          count(flow.claims),
          flow.firstLine === undefined ? '' : String(flow.firstLine),
        ]),
        // Of cases the first is named by its file, which is too long for a column.
        ...(flow.firstPlace === undefined
          ? []
          : [{ across: { text: `  ${fileName(flow.firstPlace)}`, paint: context.paint.dim } }]),
      ]),
      context,
    ),
  );
}

function firstHead(flows: readonly FlowSum[], lang: 'zh' | 'en'): string {
  return flows.some(({ firstLine }) => firstLine !== undefined) ? DIFF_WORDS.firstLine[lang] : '';
}

/** `支付 → 不予支付` */
export function flowName({ old, new: now }: FlowSum, lang: 'zh' | 'en'): string {
  if (old === now) return outcomeWord(old)[lang];
  return `${outcomeWord(old)[lang]} → ${outcomeWord(now)[lang]}`;
}

export function flowReason({ reasons }: FlowSum, lang: 'zh' | 'en'): string {
  const texts = [reasons.old, reasons.new].map((reason) => (reason ? reasonPhrase(reason, lang) : ''));
  if (texts[0] === texts[1]) return texts[0] ?? '';
  return texts.filter((text) => text !== '').join(' → ');
}

/** The words of a refusal and its code; the code alone where it has no words. */
export function reasonPhrase(reason: Reason, lang: 'zh' | 'en'): string {
  const words = say(reasonText(reason), lang);
  return words === reason.code ? words : `${words} ${reason.code}`;
}

export function firstOf({ firstLine, firstPlace }: FlowSum): string {
  return firstPlace === undefined ? String(firstLine) : fileName(firstPlace);
}

/** The end of a path: `371300-linyi/employee.cases.yaml:12`. */
export function fileName(place: string): string {
  return visible(place).split(/[\\/]/).slice(-2).join('/');
}
