import { figuresOfVersion } from '../../policy/figures.ts';
import type { Figure } from '../../rules/figure.ts';
import type { Check, Report, Rule } from '../check.ts';
import { sameFigure } from '../same.ts';

const TABLE_SAME: Rule = {
  code: 'TABLE_SAME',
  severity: 'info',
  what: 'All rows of a table, or all cases, have the same figure.',
  why: 'It asks for something that makes no difference; one of the rows is often a slip of copying.',
  example: 'rate: { by: { status: { active: 80%, retired: 80% } } }',
  mend: { zh: '核对数值；确实相同就写一个数值', en: 'check the figures; where they are the same, write one' },
};

/** Tables that tell nothing apart. */
export const tables: Check = {
  rules: [TABLE_SAME],
  policy({ policy }, report) {
    for (const version of policy.versions)
      for (const { key, figure } of figuresOfVersion(version)) walk(key, figure, report);
  },
};

function walk(key: string, figure: Figure, report: Report): void {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return;
  const inner = [...figure.rows.map((row) => row.figure), ...(figure.otherwise ? [figure.otherwise] : [])];
  const [first] = inner;
  if (inner.length > 1 && inner.every((other) => sameFigure(first, other)))
    report(TABLE_SAME, figure.origin, {
      zh: `${key}：各行数值相同`,
      en: `${key}: every row has the same figure`,
    });
  else for (const one of inner) walk(key, one, report);
}
