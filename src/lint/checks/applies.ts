import { parentsOf } from '../../codes/place-code.ts';
import type { Tree } from '../../source/tree.ts';
import type { Check, ReportIn, Rule } from '../check.ts';
import type { Subject } from '../subject.ts';
import { codeOf, type Surroundings, schemeOf } from '../surroundings.ts';

const APPLIES_UNKNOWN: Rule = {
  code: 'APPLIES_UNKNOWN',
  severity: 'error',
  what: 'A code in `applies_in` is no place of the code table.',
  why: 'The place that is meant has no policy.',
  example: 'applies_in: [620799]',
  mend: { zh: '核对代码', en: 'check the code' },
};
const APPLIES_OUTSIDE: Rule = {
  code: 'APPLIES_OUTSIDE',
  severity: 'error',
  what: 'A code in `applies_in` does not lie inside the place of the policy.',
  why: 'It is never looked up there.',
  example: 'policy: 620000/employee, applies_in: [610700]',
  mend: {
    zh: '改代码，或放到那个省的政策里',
    en: 'mend the code, or write it in the policy of that province',
  },
};
const APPLIES_OWN: Rule = {
  code: 'APPLIES_OWN',
  severity: 'warning',
  what: 'A place in `applies_in` has a policy of its own for the scheme.',
  why: 'Its own file comes first, so that the entry does nothing.',
  example: 'applies_in: [620500] while 620500-tianshui/employee.yaml is there',
  mend: { zh: '从 applies_in 里删去它', en: 'take it out of `applies_in`' },
};
const APPLIES_TWICE: Rule = {
  code: 'APPLIES_TWICE',
  severity: 'warning',
  what: 'A place is listed in `applies_in` twice, or with the city that it lies in.',
  why: 'The second entry does nothing.',
  example: 'applies_in: [620700, 620702]',
  mend: { zh: '删去多余的', en: 'remove what is not needed' },
};
const APPLIES_NO_USE: Rule = {
  code: 'APPLIES_NO_USE',
  severity: 'warning',
  what: '`applies_in` stands in the policy of a city, or in a supplement.',
  why: 'The file of a city is used in all of it, a supplement wherever it is held; the key does nothing.',
  example: 'policy: 371300/employee, applies_in: all',
  mend: { zh: '删去 applies_in', en: 'remove `applies_in`' },
};

/** Where the policy of a province says that it applies. */
export const applies: Check = {
  rules: [APPLIES_UNKNOWN, APPLIES_OUTSIDE, APPLIES_OWN, APPLIES_TWICE, APPLIES_NO_USE],
  library(around, report) {
    for (const subject of around.subjects) {
      const tree = subject.head('applies_in');
      if (!tree) continue;
      const useful = codeOf(subject).endsWith('0000') && subject.policy.kind === 'scheme';
      if (!useful)
        report(APPLIES_NO_USE, subject.file, subject.places.key(subject.tree.place, 'applies_in'), {
          zh: 'applies_in 在这里不起作用',
          en: '`applies_in` does nothing here',
        });
      else listed(subject, tree, around, report);
    }
  },
};

function listed(subject: Subject, tree: Tree, { regions, library }: Surroundings, report: ReportIn): void {
  const items = tree.kind === 'list' ? tree.items : [];
  const codes = items.map((item) => (item.kind === 'scalar' ? item.text.trim() : ''));
  for (const [index, code] of codes.entries()) {
    const spot = items[index]?.place;
    const [own, name] = [codeOf(subject), regions.byCode(code)];
    const tell = (rule: Rule, zh: string, en: string): void => report(rule, subject.file, spot, { zh, en });
    const around = parentsOf(code);
    if (!around.includes(own))
      tell(APPLIES_OUTSIDE, `${code} 不在 ${own} 之内`, `${code} is not inside ${own}`);
    else if (!name) tell(APPLIES_UNKNOWN, `区划表里没有 ${code}`, `${code} is not in the code table`);
    else if (library.names(code, 'scheme').includes(schemeOf(subject)))
      tell(APPLIES_OWN, `${name.name}另有自己的政策`, `${name.english} has a policy of its own`);
    else if (codes.indexOf(code) < index || codes.some((other) => around.includes(other)))
      tell(APPLIES_TWICE, `${name.name}已经包含在内`, `${name.english} is in the list already`);
  }
}
