import type { Check, Rule } from '../check.ts';
import { same } from '../same.ts';

const PARAMETER_NOT_USED: Rule = {
  code: 'PARAMETER_NOT_USED',
  severity: 'warning',
  what: 'A parameter is declared and no figure is a share of it.',
  why: 'Its values are kept up to date for nothing, or a figure that should follow it does not.',
  example: 'parameters: { wage: … } and no { share: …, of: wage }',
  mend: { zh: '删去它，或在公式里用它', en: 'remove it, or use it in a formula' },
};
const PARAMETER_DATE_TWICE: Rule = {
  code: 'PARAMETER_DATE_TWICE',
  severity: 'error',
  what: 'A parameter has two values from the same day.',
  why: 'Which of them holds depends on their order in the file.',
  example: 'values: [{ from: 2025-01-01, amount: 30000 }, { from: 2025-01-01, amount: 32000 }]',
  mend: { zh: '改日期，或只留一个', en: 'change the date, or keep one of them' },
};
const PARAMETER_NEVER_CURRENT: Rule = {
  code: 'PARAMETER_NEVER_CURRENT',
  severity: 'warning',
  what: 'A value of a parameter holds on no day of any version.',
  why: 'No claim ever takes it: the version or the value has the wrong date.',
  example: 'a value from: 2026-01-01 where the last version ends on 2025-12-31',
  mend: { zh: '核对日期，或删去这个数值', en: 'check the date, or remove the value' },
};

/** Dated values that formulas use. */
export const parameters: Check = {
  rules: [PARAMETER_NOT_USED, PARAMETER_DATE_TWICE, PARAMETER_NEVER_CURRENT],
  policy(subject, report) {
    const { policy, places } = subject;
    const used = JSON.stringify(policy.versions);
    for (const [name, { values }] of Object.entries(policy.parameters)) {
      const spot = places.key(subject.head('parameters')?.place ?? {}, name);
      if (!used.includes(`"of":"${name}"`))
        report(PARAMETER_NOT_USED, spot, {
          zh: `参数“${name}”没有用到`,
          en: `the parameter “${name}” is not used`,
        });
      const tree = subject.head('parameters', name, 'values');
      const items = tree?.kind === 'list' ? tree.items : [];
      for (const [index, value] of values.entries()) {
        const before = values[index - 1];
        const at = { line: value.amount.origin.line, column: value.amount.origin.column };
        const place = items.find((item) => item.place.line === at.line)?.place ?? at;
        if (before?.from === value.from)
          report(PARAMETER_DATE_TWICE, place, {
            zh: `${name}：${value.from} 有两个数值${same(before.amount, value.amount) ? '（相同）' : ''}`,
            en: `${name}: two values from ${value.from}`,
          });
        const next = values[index + 1]?.from;
        const isCurrent = policy.versions.some(
          ({ from, to }) => (to === undefined || value.from <= to) && (next === undefined || next > from),
        );
        if (!isCurrent && next !== value.from)
          report(PARAMETER_NEVER_CURRENT, place, {
            zh: `${name}：${value.from} 起的数值没有版本用到`,
            en: `${name}: no version ever uses the value from ${value.from}`,
          });
      }
    }
  },
};
