import { addMonths } from '../../grammar/days.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Subject } from '../subject.ts';

const DATE_FAR: Rule = {
  code: 'DATE_FAR',
  severity: 'warning',
  what: 'A version begins more than five years from today, or before 1990.',
  why: 'No rule is known that long before, and the schemes are younger; mostly a digit is wrong.',
  example: 'from: 2205-01-01',
  mend: { zh: '核对年份', en: 'check the year' },
};
const CHECKED_FUTURE: Rule = {
  code: 'CHECKED_FUTURE',
  severity: 'warning',
  what: 'The file claims to be checked until a day that has not come.',
  why: 'Claims up to that day settle without the notice that the figures may be old.',
  example: 'checked: 2052-04-10',
  mend: { zh: '写实际核对的日期', en: 'write the day on which the figures were checked' },
};
const CHECKED_BEFORE_SOURCE: Rule = {
  code: 'CHECKED_BEFORE_SOURCE',
  severity: 'warning',
  what: 'The file was last checked before its newest source appeared.',
  why: 'A source was added and `checked` was not moved, or one of the dates is wrong.',
  example: 'checked: 2024-01-01 with a source of date: 2025-04-10',
  mend: {
    zh: '核对全部数值后更新 checked，或改来源日期',
    en: 'check the figures and move `checked`, or mend the date of the source',
  },
};
const CHECKED_BEFORE_VERSION: Rule = {
  code: 'CHECKED_BEFORE_VERSION',
  severity: 'info',
  what: 'A version begins after the day until which the file was checked.',
  why: 'Every result of that version says that its figures were not checked since.',
  example: 'checked: 2024-12-20 with a version from: 2025-01-01',
  mend: { zh: '施行后再核对一次，更新 checked', en: 'check the file again once the version is in force' },
};
const CHECKED_OLD: Rule = {
  code: 'CHECKED_OLD',
  severity: 'info',
  what: 'The file was last checked more than 24 months ago (`--checked-within MONTHS`; named, the finding is a warning).',
  why: 'Figures change every year; this one may have.',
  example: 'checked: 2019-01-01',
  mend: {
    zh: '核对现行标准，更新数值和 checked',
    en: 'check what is in force, then move the figures and `checked`',
  },
};
const SOURCE_FUTURE: Rule = {
  code: 'SOURCE_FUTURE',
  severity: 'warning',
  what: 'A source is dated after today.',
  why: 'A document that does not exist yet cannot be quoted; mostly a digit is wrong.',
  example: 'date: 2052-04-10',
  mend: { zh: '核对来源的日期', en: 'check the date of the source' },
};

/** Dates that cannot be, or that have grown old. */
export const dates: Check = {
  rules: [
    DATE_FAR,
    CHECKED_FUTURE,
    CHECKED_BEFORE_SOURCE,
    CHECKED_BEFORE_VERSION,
    CHECKED_OLD,
    SOURCE_FUTURE,
  ],
  policy(subject, report) {
    checkedDate(subject, report);
    versionDates(subject, report);
    const { policy, settings } = subject;
    for (const [id, { date, line }] of Object.entries(policy.sources)) {
      if (date === undefined || date <= settings.today) continue;
      report(SOURCE_FUTURE, subject.head('sources', id, 'date')?.place ?? { line }, {
        zh: `来源“${id}”的日期 ${date} 还没有到`,
        en: `the date ${date} of the source “${id}” has not come yet`,
      });
    }
  },
};

function checkedDate(subject: Subject, report: Report): void {
  const { checked, sources } = subject.policy;
  const { today, checkedWithin, asked } = subject.settings;
  const at = subject.head('checked')?.place;
  const newest = Object.values(sources).reduce((last, { date = '' }) => (date > last ? date : last), '');
  if (checked > today)
    report(CHECKED_FUTURE, at, { zh: `核对日期 ${checked} 还没有到`, en: `${checked} has not come yet` });
  else if (checked < addMonths(today, -checkedWithin)) {
    // Who names an age wants to hear of it; otherwise it is only worth knowing.
    report(asked ? { ...CHECKED_OLD, severity: 'warning' } : CHECKED_OLD, at, {
      zh: `上次核对是 ${checked}，已超过 ${checkedWithin} 个月`,
      en: `last checked on ${checked}, more than ${checkedWithin} months ago`,
    });
  }
  if (newest <= today && checked < newest)
    report(CHECKED_BEFORE_SOURCE, at, {
      zh: `核对日期 ${checked} 早于最新来源的日期 ${newest}`,
      en: `checked on ${checked}, before the newest source of ${newest}`,
    });
}

function versionDates({ policy, settings, places }: Subject, report: Report): void {
  for (const { from, origin } of policy.versions) {
    const spot = places.key(origin, 'from');
    if (isFar(from, settings.today))
      report(DATE_FAR, spot, { zh: `${from} 离今天太远`, en: `${from} is too far from today` });
    else if (from > policy.checked)
      report(CHECKED_BEFORE_VERSION, spot, {
        zh: `${from} 起的版本晚于核对日期 ${policy.checked}`,
        en: `the version from ${from} begins after the check of ${policy.checked}`,
      });
  }
}

function isFar(date: string, today: string): boolean {
  return date > addMonths(today, 60) || date < '1990-01-01';
}
