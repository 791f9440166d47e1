import type { Text } from '../../diagnostics/text.ts';
import { figuresOfLine, type KeyedFigure } from '../../policy/figures.ts';
import { wordingOf } from '../../policy/wording.ts';
import { type Figure, leaves } from '../../rules/figure.ts';
import { describeCondition, describeKeys } from '../../rules/sentences/condition.ts';
import type { Check, Report, Rule } from '../check.ts';
import type { Observation } from '../observe.ts';
import type { Spot } from '../spot.ts';
import type { Subject } from '../subject.ts';

const ROW_NEVER_USED: Rule = {
  code: 'ROW_NEVER_USED',
  severity: 'warning',
  what: 'No combination of circumstances reaches a row of a table.',
  why: 'Whoever changes the row changes nothing, and what the text says may be written in the wrong place.',
  example: 'care: inpatient, rate: { by: { care: { inpatient: 80%, outpatient: 60% } } }',
  mend: {
    zh: '删去这一行，或改条件让它用得到',
    en: 'remove the row, or change the conditions so that it is reached',
  },
};
const ELSE_NEVER_USED: Rule = {
  code: 'ELSE_NEVER_USED',
  severity: 'warning',
  what: 'The `else` of a table, or the last of the cases, is never reached: the others take everything.',
  why: 'Its figure looks as if it held for someone.',
  example: 'rate: { by: { pre_existing: { true: 30%, false: 70%, else: 50% } } }',
  mend: {
    zh: '删去 else（或没有条件的最后一项）',
    en: 'remove `else` (or the last case, which has no condition)',
  },
};
const CASE_NEVER_USED: Rule = {
  code: 'CASE_NEVER_USED',
  severity: 'warning',
  what: 'A case never applies: an earlier one takes its circumstances, or its condition cannot hold here.',
  why: 'The figure of the earlier case is paid where the later one is meant. (As an error: cases after one without a condition.)',
  example: 'cases: [{ when: { age: 60.. }, figure: 70% }, { when: { age: 80.. }, figure: 90% }]',
  mend: { zh: '把范围小的情形写在前面，或删去这一项', en: 'write the narrower case first, or remove it' },
};

/** Rows, cases and `else` of tables that no combination of circumstances reaches. */
export const neverUsed: Check = {
  rules: [ROW_NEVER_USED, ELSE_NEVER_USED, CASE_NEVER_USED],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const observation = subject.observed(version);
      if (!observation.conclusive) continue;
      for (const line of observation.version.lines) {
        // A line that never pays is one finding, not one for each of its rows.
        if (!observation.seen.paying.has(line)) continue;
        for (const keyed of figuresOfLine(line, {})) walk(keyed, keyed.figure, observation, subject, report);
      }
    }
  },
};

function walk(
  keyed: KeyedFigure,
  figure: Figure,
  observation: Observation,
  subject: Subject,
  report: Report,
): void {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return;
  // A table that is not reached itself is the finding of the row, rule or step around it.
  if (!isUsed(figure, observation)) return;
  const wording = wordingOf([subject.policy]);
  const places = subject.places.rows(figure);
  const tell = (rule: Rule, inner: Figure, spot: Spot | undefined, name: Text): void => {
    if (isUsed(inner, observation)) walk(keyed, inner, observation, subject, report);
    else
      report(rule, spot ?? inner.origin, {
        zh: `${keyed.key}：“${name.zh}”永远用不到`,
        en: `${keyed.key}: “${name.en}” is never used`,
      });
  };
  if (figure.kind === 'by')
    for (const [index, row] of figure.rows.entries())
      tell(ROW_NEVER_USED, row.figure, places.rows[index], describeKeys(figure.field, row.keys, wording));
  else
    for (const [index, row] of figure.rows.entries())
      tell(CASE_NEVER_USED, row.figure, places.rows[index], describeCondition(row.when, wording));
  if (figure.otherwise)
    tell(ELSE_NEVER_USED, figure.otherwise, places.otherwise, { zh: '其他', en: 'otherwise' });
}

function isUsed(figure: Figure, { seen }: Observation): boolean {
  return leaves(figure).some(({ origin }) => seen.figures.has(`${origin.line}:${origin.column}`));
}
