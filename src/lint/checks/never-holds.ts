import type { Text } from '../../diagnostics/text.ts';
import { wordingOf } from '../../policy/wording.ts';
import type { Condition } from '../../rules/condition.ts';
import type { Line } from '../../rules/line.ts';
import { describeCondition } from '../../rules/sentences/condition.ts';
import type { Tree } from '../../source/tree.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Observation } from '../observe.ts';
import type { Spot } from '../spot.ts';
import type { Subject } from '../subject.ts';

const LINE_NEVER_PAYS: Rule = {
  code: 'LINE_NEVER_PAYS',
  severity: 'warning',
  what: 'A line pays in no combination of circumstances: its condition cannot hold, what it refuses takes everything, no amount comes through its gate, its rate or cap is zero, or no cost can come to it (above a cap that is never there, or below a deductible as high as the cap on cost).',
  why: 'Claims that the line is meant for are left to the person.',
  example: 'care: outpatient, when: { care: inpatient }',
  mend: {
    zh: '改 when、care、refuse、gate、封顶线或比例，或删去这个支付项',
    en: 'change `when`, `care`, `refuse`, `gate`, the cap or the rate, or remove the line',
  },
};
const RULE_NEVER_HOLDS: Rule = {
  code: 'RULE_NEVER_HOLDS',
  severity: 'warning',
  what: 'A rule of eligibility or a refusal of a line holds in no combination of circumstances.',
  why: 'A claim that should be refused is paid.',
  example: 'when: { hospital.level: 1, not: { hospital.level: [1, 2] } }',
  mend: { zh: '改条件，或删去这条规则', en: 'change the condition, or remove the rule' },
};
const ADJUST_NEVER_APPLIES: Rule = {
  code: 'ADJUST_NEVER_APPLIES',
  severity: 'warning',
  what: 'An adjustment of a rate or a deductible applies in no combination of circumstances.',
  why: 'The better or worse terms that it is meant to give are never given.',
  example: 'when: { status: retired } at the line, adjust: [{ when: { status: active }, points: +5% }]',
  mend: { zh: '改条件，或删去这项调整', en: 'change the condition, or remove the adjustment' },
};
const CONDITION_NEVER_HOLDS: Rule = {
  code: 'CONDITION_NEVER_HOLDS',
  severity: 'warning',
  what: 'A part of a condition, or one of its values, never decides anything: it cannot hold where it is looked at.',
  why: 'The circumstances that it names are treated as if it were not there.',
  example: 'care: inpatient, when: { care: [inpatient, outpatient], status: retired }',
  mend: { zh: '删去它，或把规则写到用得到的地方', en: 'remove it, or write the rule where it can hold' },
};
const CONDITION_ALWAYS_HOLDS: Rule = {
  code: 'CONDITION_ALWAYS_HOLDS',
  severity: 'warning',
  what: 'The condition of a line or an adjustment holds in every combination in which it is looked at.',
  why: 'It looks like a limit and is none.',
  example: 'care: inpatient, when: { care: inpatient }',
  mend: { zh: '删去 when，或改成真正的条件', en: 'remove `when`, or make it the limit that it should be' },
};

/** Conditions that never hold, or always, over all combinations of circumstances. */
export const neverHolds: Check = {
  rules: [
    LINE_NEVER_PAYS,
    RULE_NEVER_HOLDS,
    ADJUST_NEVER_APPLIES,
    CONDITION_NEVER_HOLDS,
    CONDITION_ALWAYS_HOLDS,
  ],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const observation = subject.observed(version);
      if (!observation.conclusive) continue;
      for (const rule of observation.version.eligibility)
        ruleHolds(rule, rule.code, { observation, subject, report });
      for (const line of observation.version.lines) lineHolds(line, { observation, subject, report });
    }
  },
};

interface Work {
  readonly observation: Observation;
  readonly subject: Subject;
  readonly report: Report;
}

function lineHolds(line: Line, work: Work): void {
  const { seen } = work.observation;
  if (!seen.paying.has(line)) {
    const message = { zh: `支付项“${line.id}”在任何情形下都不支付`, en: `the line “${line.id}” never pays` };
    work.report(LINE_NEVER_PAYS, line.origin, message);
    return;
  }
  if (!seen.rated.has(line)) {
    const [rate, bands] = ['rate', 'bands'].map((key) => work.subject.places.key(line.origin, key));
    work.report(LINE_NEVER_PAYS, rate === line.origin ? bands : rate, {
      zh: `支付项“${line.id}”的比例在任何情形下都是 0%`,
      en: `the rate of the line “${line.id}” is 0% in all circumstances`,
    });
    return;
  }
  if (!seen.reached.has(line)) {
    work.report(LINE_NEVER_PAYS, work.subject.places.key(line.origin, 'base'), {
      zh: `支付项“${line.id}”在任何情形下都没有可付的费用`,
      en: `no cost comes to the line “${line.id}” in any circumstances`,
    });
    return;
  }
  if (line.when) parts(line.when, line.origin, work, true);
  for (const refusal of line.refuse) ruleHolds(refusal, refusal.code, work);
  for (const step of [...(line.deductible?.adjust ?? []), ...line.adjust]) {
    if (!step.when) continue;
    if (seen.held.has(step.when)) parts(step.when, step.origin, work, true);
    else
      work.report(ADJUST_NEVER_APPLIES, step.origin, {
        zh: `${line.id}：这项调整的条件（${inWords(step.when, work).zh}）从不成立`,
        en: `${line.id}: the condition of this adjustment (${inWords(step.when, work).en}) never holds`,
      });
  }
}

function ruleHolds(rule: { when: Condition; origin: Spot }, name: string, work: Work): void {
  if (work.observation.seen.held.has(rule.when)) {
    parts(rule.when, rule.origin, work, false);
    return;
  }
  const condition = inWords(rule.when, work);
  work.report(RULE_NEVER_HOLDS, rule.origin, {
    zh: `${name}：条件（${condition.zh}）从不成立`,
    en: `${name}: its condition (${condition.en}) never holds`,
  });
}

function inWords(condition: Condition, { subject }: Work): Text {
  return describeCondition(condition, wordingOf([subject.policy]));
}

/** Looks into a condition that does hold at times: parts of it that never do, or a whole that always does. */
function parts(condition: Condition, at: Spot, work: Work, limits: boolean): void {
  const { seen } = work.observation;
  const trees = work.subject.places.tests(at, 'when', condition);
  if (limits && !seen.failed.has(condition)) {
    const { zh, en } = inWords(condition, work);
    work.report(CONDITION_ALWAYS_HOLDS, work.subject.places.key(at, 'when'), {
      zh: `条件（${zh}）总是成立`,
      en: `the condition (${en}) always holds`,
    });
    return;
  }
  for (const [test, tree] of trees) {
    if (test !== condition && !seen.held.has(test)) never(inWords(test, work), tree.place, work.report);
    else if (test.kind === 'is') values(test, tree, work);
  }
}

function never({ zh, en }: Text, spot: Spot, report: Report): void {
  report(CONDITION_NEVER_HOLDS, spot, { zh: `（${zh}）从不成立`, en: `(${en}) never holds` });
}

/** Values of a test that are never met where it is looked at. */
function values(test: Condition & { kind: 'is' }, tree: Tree, work: Work): void {
  const met = work.observation.seen.values.get(test);
  if (!met) return;
  const items = tree.kind === 'list' ? tree.items : [];
  for (const [index, value] of test.values.entries())
    if (!met.has(value) && test.values.length > 1)
      never(inWords({ ...test, values: [value] }, work), items[index]?.place ?? tree.place, work.report);
}
