import { same, type Text } from '../diagnostics/text.ts';
import { lineName } from '../policy/names.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { wordingOf } from '../policy/wording.ts';
import type { Line } from '../rules/line.ts';
import { ruleWord } from '../rules/words.ts';
import { align } from './align.ts';
import type { Change, Pair, Period } from './change.ts';
import { compareOrigin, compareValue, guarded, itself } from './compare.ts';
import { compareSharedCaps } from './rules/cap.ts';
import { compareCoverStart, compareLifetime } from './rules/cover.ts';
import { compareFigure } from './rules/figure.ts';
import { compareLine } from './rules/line.ts';
import { compareEligibility } from './rules/refusal.ts';
import { inside, tell, type Where } from './tell.ts';

/** Compares the rules of two versions for the days on which one stands in the place of the other. */
export function compareVersions(
  policy: Pair<Policy>,
  versions: Pair<Version>,
  periods: readonly Period[],
  found: Change[],
): void {
  const origins = { old: versions.old.origin, new: versions.new.origin };
  const outer: Where = {
    policy,
    wording: { old: wordingOf([policy.old]), new: wordingOf([policy.new]) },
    periods,
    origin: { old: {}, new: {} },
    found,
  };
  const things = { old: timeless(versions.old), new: timeless(versions.new) };
  guarded(outer, { zh: '版本', en: 'version' }, things, origins, () => {
    compareOrigin(outer, origins);
    compareRules(inside(outer, origins), versions);
  });
}

/** From when to when a version holds is a matter of the policy, not of its rules. */
function timeless({
  from: _,
  to: __,
  gapBefore: ___,
  ...rules
}: Version): Omit<Version, 'from' | 'to' | 'gapBefore'> {
  return rules;
}

function compareRules(where: Where, { old, new: now }: Pair<Version>): void {
  const origins = { old: old.origin, new: now.origin };
  compareValue(
    where,
    'rule',
    { zh: '医保年度的第一天', en: 'first day of the year' },
    { old: old.yearFrom, new: now.yearFrom },
    (start) => yearStartText(start),
    origins,
  );
  compareEligibility(where, { old: old.eligibility, new: now.eligibility });
  compareLines(where, { old: old.lines, new: now.lines });
  compareSharedCaps(where, { old: old.caps, new: now.caps });
  compareValue(
    where,
    'rule',
    { zh: '个人账户可支付', en: 'what the personal account may pay' },
    { old: old.personalAccount, new: now.personalAccount },
    (word) => ruleWord('account', word),
    origins,
  );
  compareFigure(where, { zh: '乙类先行自付比例', en: 'advance share of class B' }, 'ppm', {
    old: old.classBAdvance,
    new: now.classBAdvance,
  });
  for (const tag of new Set([...Object.keys(old.partAdvance), ...Object.keys(now.partAdvance)])) {
    const what = { zh: `${tag} 的先行自付比例`, en: `advance share of ${tag}` };
    compareFigure(where, what, 'ppm', { old: old.partAdvance[tag], new: now.partAdvance[tag] });
  }
  compareCoverStart(where, { old: old.coverStart, new: now.coverStart });
  compareLifetime(where, { old: old.lifetime, new: now.lifetime });
  compareNotes(where, { old: old.notes, new: now.notes });
}

function yearStartText(start: string): Text {
  const [month, day] = start.split('-').map(Number);
  return { zh: `${month} 月 ${day} 日（${start}）`, en: start };
}

/** Lines are known by their names; the order matters, as what one pays the next does not. */
function compareLines(where: Where, lists: Pair<readonly Line[]>): void {
  const ids = new Set([...lists.new, ...lists.old].map(({ id }) => id));
  for (const id of ids) {
    const lines = {
      old: lists.old.find((line) => line.id === id),
      new: lists.new.find((line) => line.id === id),
    };
    const { old, new: now } = lines;
    const label = lineName((now ?? old) as Line);
    const there: Where = { ...where, benefit: { id, label } };
    const origins = { old: old?.origin, new: now?.origin };
    if (old && now) {
      guarded(there, { zh: '支付项', en: 'line' }, { old, new: now }, origins, () =>
        compareLine(there, lines),
      );
      continue;
    }
    const saying = { value: label, origin: (old ?? now)?.origin };
    tell(there, 'line', { zh: '支付项', en: 'line' }, old && saying, now && saying);
    compareLine(there, lines);
  }
  const order = (lines: readonly Line[], others: readonly Line[]): string[] =>
    lines.flatMap(({ id }) => (others.some((line) => line.id === id) ? [id] : []));
  const orders = { old: order(lists.old, lists.new), new: order(lists.new, lists.old) };
  const what = { zh: '支付项的先后', en: 'order of the lines' };
  compareValue(where, 'rule', what, orders, (names) => same(names.join(' → ')));
}

function compareNotes(where: Where, lists: Pair<readonly Text[]>): void {
  // What is left after those that are the same has been reworded, one by one.
  const { pairs, moved } = align(lists.old, lists.new, [() => '']);
  for (const pair of pairs)
    compareValue(where, 'text', { zh: '版本说明', en: 'note of the version' }, pair, itself);
  if (!moved) return;
  const what = { zh: '版本说明的先后', en: 'order of the notes of the version' };
  compareValue(where, 'text', what, lists, (notes) => same(`${notes.map(({ zh }) => zh).join(' / ')}`));
}
