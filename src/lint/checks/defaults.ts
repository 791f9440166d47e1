import { findPayer } from '../../codes/payers.ts';
import type { Text } from '../../diagnostics/text.ts';
import { CALENDAR_YEAR } from '../../policy/policy.ts';
import { wordingOf } from '../../policy/wording.ts';
import { entryOf, type Tree } from '../../source/tree.ts';
import type { Check, Report, Rule } from '../check.ts';
import { same } from '../same.ts';
import type { Spot } from '../spot.ts';
import type { Subject } from '../subject.ts';

const DEFAULT_WRITTEN: Rule = {
  code: 'DEFAULT_WRITTEN',
  severity: 'warning',
  what: 'A key is written with the value that holds without it.',
  why: 'The eye that looks for what is special here stops at what is not.',
  example: 'cap: { per: year, amount: 100000, on: payment }',
  mend: { zh: '删去这个键', en: 'remove the key' },
};
const COUNTED_WITHOUT_BANDS: Rule = {
  code: 'COUNTED_WITHOUT_BANDS',
  severity: 'info',
  what: '`counted` is written at a line with a single rate and no deductible.',
  why: 'There is nothing to count: one rate gives the same however the bands are counted.',
  example: 'rate: 60%, counted: { per: year, from: zero }',
  mend: { zh: '删去 counted', en: 'remove `counted`' },
};
const LABEL_DEFAULT: Rule = {
  code: 'LABEL_DEFAULT',
  severity: 'warning',
  what: 'A label or a wording is the one that is shown without it.',
  why: 'When the general label is mended, this copy stays as it was.',
  example: 'line: pooled_fund, label: { zh: 基本医保统筹基金, en: basic pooled fund }',
  mend: { zh: '删去它', en: 'remove it' },
};

/** Keys with one value that holds when nothing is written, by where they stand. */
const HEAD_DEFAULTS = { year_from: CALENDAR_YEAR };
const VERSION_DEFAULTS = { personal_account: 'person_part' };
const LINE_DEFAULTS = { unless_given: 'refuse', given_above_base: 'refuse' };

/** What is written although it holds anyway. */
export const defaults: Check = {
  rules: [DEFAULT_WRITTEN, COUNTED_WITHOUT_BANDS, LABEL_DEFAULT],
  policy(subject, report) {
    const { policy, places } = subject;
    written(subject.tree, HEAD_DEFAULTS, report);
    const head = subject.head('year_from');
    const year = { year_from: head?.kind === 'scalar' ? head.text : CALENDAR_YEAR };
    for (const version of policy.versions) {
      written(places.map(version.origin), { ...VERSION_DEFAULTS, ...year }, report);
      for (const rule of version.eligibility)
        written(places.map(rule.origin), { accounts: 'usable' }, report);
      for (const cap of version.caps) written(places.map(cap.origin), { of: 'total' }, report);
      for (const line of version.lines) {
        const map = places.map(line.origin);
        written(map, { ...LINE_DEFAULTS, payer: line.id }, report);
        written(map && entryOf(map, 'cap'), { on: 'payment' }, report);
        if (map && entryOf(map, 'counted') && line.bands.length === 1 && !line.deductible)
          report(COUNTED_WITHOUT_BANDS, places.key(line.origin, 'counted'), {
            zh: `${line.id}：只有一个比例，不必写 counted`,
            en: `${line.id}: with a single rate, \`counted\` says nothing`,
          });
        const shown = findPayer(line.payer)?.label;
        if (line.label && same(line.label, shown))
          label(places.key(line.origin, 'label'), line.label, report);
      }
    }
    wordings(subject, report);
  },
};

function written(map: Tree | undefined, keys: Readonly<Record<string, string>>, report: Report): void {
  if (map?.kind !== 'map') return;
  for (const { key, keyPlace, value } of map.entries) {
    if (!Object.hasOwn(keys, key) || value.kind !== 'scalar' || value.text !== keys[key]) continue;
    report(DEFAULT_WRITTEN, keyPlace, {
      zh: `${key}: ${value.text} 是默认值`,
      en: `${key}: ${value.text} is the default`,
    });
  }
}

function wordings(subject: Subject, report: Report): void {
  const { policy } = subject;
  const general = wordingOf([]);
  for (const [field, own] of Object.entries(policy.wording)) {
    const map = subject.head('wording', field);
    if (own.label && same(own.label, general(field))) label(entryPlace(map, 'label'), own.label, report);
    for (const [value, text] of Object.entries(own.values))
      if (same(text, general(field, value)))
        label(entryPlace(subject.head('wording', field, 'values'), value), text, report);
  }
}

function entryPlace(map: Tree | undefined, key: string): Spot | undefined {
  return map?.kind === 'map' ? map.entries.find((entry) => entry.key === key)?.keyPlace : undefined;
}

function label(spot: Spot | undefined, { zh, en }: Text, report: Report): void {
  report(LABEL_DEFAULT, spot, { zh: `“${zh}”本来就是默认的叫法`, en: `“${en}” is what it is called anyway` });
}
