import type { Line } from '../../rules/line.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Observation } from '../observe.ts';
import type { Subject } from '../subject.ts';

const ADJUST_NO_EFFECT: Rule = {
  code: 'ADJUST_NO_EFFECT',
  severity: 'warning',
  what: 'An adjustment applies but changes nothing in any combination of circumstances.',
  why: 'A factor of 100%, +0% or points on a rate that is 100% already are slips more often than rules.',
  example: 'adjust: [{ when: { access.filing: unfiled }, factor: 100% }]',
  mend: { zh: '核对数值，或删去这项调整', en: 'check the figure, or remove the adjustment' },
};
const FLOOR_NEVER_BINDS: Rule = {
  code: 'FLOOR_NEVER_BINDS',
  severity: 'warning',
  what: 'The floor of an adjustment of a deductible is never reached.',
  why: 'A floor of 0 says what holds anyway; another one may be written at the wrong step.',
  example: 'adjust: [{ less: 100, floor: 0 }]',
  mend: { zh: '核对 floor，或删去它', en: 'check the floor, or remove it' },
};
const BORNE_FIRST_NOTHING: Rule = {
  code: 'BORNE_FIRST_NOTHING',
  severity: 'warning',
  what: 'The share borne first is 0% in all circumstances.',
  why: 'It says what holds anyway.',
  example: 'borne_first: 0%',
  mend: { zh: '核对比例，或删去 borne_first', en: 'check the share, or remove `borne_first`' },
};

/** Adjustments, floors and shares that change nothing. */
export const effects: Check = {
  rules: [ADJUST_NO_EFFECT, FLOOR_NEVER_BINDS, BORNE_FIRST_NOTHING],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const observation = subject.observed(version);
      if (!observation.conclusive) continue;
      for (const line of observation.version.lines)
        if (observation.seen.paying.has(line)) ofLine(line, observation, subject, report);
    }
  },
};

function ofLine(line: Line, { seen }: Observation, { places }: Subject, report: Report): void {
  for (const step of [...(line.deductible?.adjust ?? []), ...line.adjust]) {
    const applies = !step.when || seen.held.has(step.when);
    if (applies && !seen.changed.has(step)) {
      report(ADJUST_NO_EFFECT, places.key(step.origin, step.kind), {
        zh: `${line.id}：这项调整什么也不改变`,
        en: `${line.id}: this adjustment changes nothing`,
      });
    }
  }
  for (const step of line.deductible?.adjust ?? []) {
    const { floor } = step;
    if (floor?.kind !== 'exact' || !seen.changed.has(step) || seen.floored.has(step)) continue;
    // With each further admission the amount falls on, beyond the admissions that were tried.
    if (step.eachAdmission && floor.value > 0) continue;
    report(FLOOR_NEVER_BINDS, places.key(step.origin, 'floor'), {
      zh: `${line.id}：下限从不起作用`,
      en: `${line.id}: the floor is never reached`,
    });
  }
  const first = line.borneFirst;
  if (first?.kind === 'exact' && first.value === 0)
    report(BORNE_FIRST_NOTHING, places.key(line.origin, 'borne_first'), {
      zh: `${line.id}：先由个人负担的比例是 0%`,
      en: `${line.id}: the share borne first is 0%`,
    });
}
