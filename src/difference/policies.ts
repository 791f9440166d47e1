import { same, type Text } from '../diagnostics/text.ts';
import type { Library } from '../policy/library.ts';
import type { Policy, Version } from '../policy/policy.ts';
import { wordingOf } from '../policy/wording.ts';
import type { Change, Pair, Period } from './change.ts';
import { compareValue, guarded, itself } from './compare.ts';
import { compareHead } from './head.ts';
import { tell, type Where } from './tell.ts';
import { compareVersions } from './version.ts';

/** Every policy of a library by its id, the national rules among them. */
export async function policiesOf(library: Library): Promise<Map<string, Policy>> {
  const national = await library.national();
  const all = [...(national ? [national] : []), ...(await library.all())];
  return new Map(all.map((policy) => [policy.id, policy]));
}

/** Every difference between two sets of policies, in the order of their ids and of the files. */
export function comparePolicies({ old, new: now }: Pair<ReadonlyMap<string, Policy>>): Change[] {
  const found: Change[] = [];
  for (const id of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const pair = { old: old.get(id), new: now.get(id) };
    if (pair.old && pair.new) comparePolicy({ old: pair.old, new: pair.new }, found);
    else tellWhole(pair, found);
  }
  return found;
}

const POLICY: Text = { zh: '政策', en: 'policy' };

/** A policy that only one side has. */
function tellWhole({ old, new: now }: Pair<Policy | undefined>, found: Change[]): void {
  const policy = (old ?? now) as Policy;
  const saying = { value: summary(policy), origin: { line: 1 } };
  tell(whereOf({ old: policy, new: policy }, found), 'policy', POLICY, old && saying, now && saying);
}

/** `2 个版本，自 2024-01-01` */
function summary({ versions }: Policy): Text {
  const from = versions[0]?.from ?? '';
  const many = versions.length;
  return {
    zh: `${many} 个版本，自 ${from} 起`,
    en: `${many} version${many === 1 ? '' : 's'}, from ${from}`,
  };
}

function whereOf(policy: Pair<Policy>, found: Change[]): Where {
  return {
    policy,
    wording: { old: wordingOf([policy.old]), new: wordingOf([policy.new]) },
    periods: [],
    origin: { old: {}, new: {} },
    found,
  };
}

export function comparePolicy(policy: Pair<Policy>, found: Change[]): void {
  const where = whereOf(policy, found);
  const things = { old: { ...policy.old, file: '' }, new: { ...policy.new, file: '' } };
  guarded(where, POLICY, things, { old: undefined, new: undefined }, () => {
    compareHead(where);
    compareSpans(where);
    for (const { versions, periods } of meetings(policy)) compareVersions(policy, versions, periods, found);
  });
}

/** Versions that are there on one side only, or hold for other days. */
function compareSpans(where: Where): void {
  const { old, new: now } = where.policy;
  for (const from of [...new Set([...old.versions, ...now.versions].map((version) => version.from))].sort()) {
    const pair = { old: startingOn(old, from), new: startingOn(now, from) };
    const there = { ...where, periods: [period(pair.new ?? (pair.old as Version))] };
    const origins = { old: pair.old?.origin, new: pair.new?.origin };
    if (!pair.old || !pair.new) {
      const saying = (version: Version | undefined) =>
        version && { value: span(version), origin: version.origin };
      tell(there, 'version', { zh: '版本', en: 'version' }, saying(pair.old), saying(pair.new));
      continue;
    }
    const ends = { old: pair.old.to ?? '', new: pair.new.to ?? '' };
    const until = { zh: `${from} 起的版本终止`, en: `version from ${from} ends` };
    const said = (to: string): Text => (to === '' ? { zh: '没有终止日', en: 'no end' } : same(to));
    compareValue(there, 'date', until, ends, said, origins);
    const reasons = { old: pair.old.gapBefore, new: pair.new.gapBefore };
    compareValue(
      there,
      'text',
      { zh: '为什么此前没有规则', en: 'why the days before have no rules' },
      reasons,
      itself,
    );
  }
}

function startingOn({ versions }: Policy, from: string): Version | undefined {
  return versions.find((version) => version.from === from);
}

function period({ from, to }: Pick<Version, 'from' | 'to'>): Period {
  return { from, ...(to !== undefined && { to }) };
}

function span({ from, to }: Version): Text {
  return to === undefined
    ? { zh: `${from} 起`, en: `from ${from}` }
    : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` };
}

interface Meeting {
  readonly versions: Pair<Version>;
  readonly periods: Period[];
}

/**
 * Which version of one side stands in the place of which of the other, and on which days. A new version for days that had
 * no rules before follows the last one before them.
 */
export function meetings({ old, new: now }: Pair<Policy>): Meeting[] {
  const found: Meeting[] = [];
  for (const before of old.versions) {
    for (const after of now.versions) {
      const from = before.from > after.from ? before.from : after.from;
      const ends = [before.to, after.to].flatMap((to) => to ?? []).sort();
      const to = ends[0];
      if (to !== undefined && to < from) continue;
      found.push({
        versions: { old: before, new: after },
        periods: [period({ from, ...(to !== undefined && { to }) })],
      });
    }
  }
  for (const after of now.versions) {
    if (found.some(({ versions }) => versions.new === after)) continue;
    const before = old.versions.filter(({ from }) => from < after.from).at(-1);
    if (before) found.push({ versions: { old: before, new: after }, periods: [period(after)] });
  }
  return found;
}
