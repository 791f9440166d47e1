import { join } from 'node:path';
import type { Change, Pair } from '../../src/difference/change.ts';
import { changesOf } from '../../src/difference/difference.ts';
import { librariesOf, openSides, type Sides } from '../../src/difference/side.ts';
import type { Library } from '../../src/policy/library.ts';
import { Folder } from '../batch/support/folder.ts';

/** A policy with what most tests change: a deductible by level, three bands, a point for the retired, a yearly cap. */
export const POLICY = `policy: 999900/employee
title: { zh: 徐沟市职工基本医疗保险, en: Xugou employee insurance }
place: { zh: 徐沟市, en: Xugou }
checked: 2025-12-31
sources:
  page: { title: { zh: 徐沟通知, en: Xugou notice }, date: 2025-01-02, grade: official }
versions:
  - from: 2025-01-01
    source: page
    basis: stated
    eligibility:
      - { code: CARD_NOT_SHOWN, when: { access.card_shown: false }, outcome: not_covered, reason: { zh: 没有出示社保卡, en: the card was not shown } }
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        deductible: { per: admission, amount: { by: { hospital.level: { 1: 200, 2: 400, 3: 600 } } } }
        counted: { per: settlement, from: deductible }
        bands:
          - { up_to: 30000, rate: 80% }
          - { up_to: 60000, rate: 85% }
          - { rate: 90% }
        adjust:
          - { when: { status: retired }, points: +5% }
        cap: { per: year, amount: 100000 }
      - line: serious_illness
        care: inpatient
        base: burden
        deductible: { per: year, amount: 5000 }
        rate: 50%
`;

const NATIONAL = `policy: national
title: { zh: 全国, en: national }
checked: 2025-12-31
sources: { page: { title: 全国通知, grade: official } }
versions:
  - from: 2020-01-01
    source: page
    basis: stated
    cover_start:
      - { start: payment_date, rule: { zh: 缴费当日, en: the day of payment } }
`;

/** Texts of policies by their files. */
export type Files = Readonly<Record<string, string>>;

export const XUGOU = '999900-xugou/employee.yaml';

export function one(text = POLICY): Files {
  return { [XUGOU]: text };
}

/** The policy with one text in the place of another; a test that changes nothing is broken. */
export function edited(find: string | RegExp, put: string, text = POLICY): string {
  const changed = text.replace(find, put);
  if (changed === text) throw new Error(`the policy has no ${String(find)}`);
  return changed;
}

/** Writes both sides beside each other as `old` and `new`. */
export function written(folder: Folder, files: Pair<Files>): Pair<string> {
  for (const side of ['old', 'new'] as const)
    for (const [name, text] of Object.entries({ 'national.yaml': NATIONAL, ...files[side] }))
      folder.write(join(side, name), text);
  return { old: folder.file('old'), new: folder.file('new') };
}

export async function opened(words: Pair<string>): Promise<{ sides: Sides; libraries: Pair<Library> }> {
  const sides = openSides(words, undefined, () => '/nonexistent');
  return { sides, libraries: await librariesOf(sides) };
}

/** What differs between two sets of files. */
export async function changesBetween(files: Pair<Files>): Promise<readonly Change[]> {
  const { sides, libraries } = await opened(written(Folder.ofTest(), files));
  return (await changesOf(sides, libraries)).changes;
}

/** A change in one line: kind, line, what, for whom, old, new, and the lines of both files. */
export function told(change: Change, lang: 'zh' | 'en' = 'zh'): string {
  const { kind, benefit, what, circumstances, old, new: now } = change;
  const name = [
    ...(benefit ? [benefit.id] : []),
    what[lang],
    ...(circumstances ? [circumstances[lang]] : []),
  ];
  const place = `${old?.line ?? '-'}/${now?.line ?? '-'}`;
  return `${kind} ${name.join(' | ')}: ${old?.value[lang] ?? '-'} -> ${now?.value[lang] ?? '-'} @${place}`;
}

export async function toldBetween(old: string, now: string, lang: 'zh' | 'en' = 'zh'): Promise<string[]> {
  return (await changesBetween({ old: one(old), new: one(now) })).map((change) => told(change, lang));
}
