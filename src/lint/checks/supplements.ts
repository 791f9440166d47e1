import { INSURANCES } from '../../codes/insurances.ts';
import { GENERIC, parentsOf } from '../../codes/place-code.ts';
import { BaoxiaoError } from '../../diagnostics/diagnostic.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Check, ReportIn, Rule } from '../check.ts';
import type { Subject } from '../subject.ts';
import { codeOf, type Surroundings, schemeOf } from '../surroundings.ts';

const HELD_WITH_NOWHERE: Rule = {
  code: 'HELD_WITH_NOWHERE',
  severity: 'warning',
  what: 'A supplement says that it is held with a scheme that has no policy in its place.',
  why: 'No claim can have both: the policy of the scheme is missing, or its name is wrong.',
  example: 'held_with: [nrcms] where the place has no nrcms.yaml',
  mend: {
    zh: '核对险种；没有这个险种的政策就删去',
    en: 'check the scheme; remove it where it has no policy',
  },
};
const HELD_WITH_NO_USE: Rule = {
  code: 'HELD_WITH_NO_USE',
  severity: 'warning',
  what: '`held_with` stands in the policy of a basic scheme.',
  why: 'Only supplements are held with something; the key does nothing.',
  example: 'policy: 371300/employee, held_with: [resident]',
  mend: { zh: '删去 held_with', en: 'remove `held_with`' },
};
const HELD_WITH_ALL: Rule = {
  code: 'HELD_WITH_ALL',
  severity: 'warning',
  what: '`held_with` lists every scheme there is.',
  why: 'That is what holds without it.',
  example: 'held_with: [employee, resident, urban_resident, nrcms, maternity, none]',
  mend: { zh: '删去 held_with', en: 'remove `held_with`' },
};
const LINE_ID_SHARED: Rule = {
  code: 'LINE_ID_SHARED',
  severity: 'error',
  what: 'A line of a supplement has the name of a line of a policy with which it may be held.',
  why: 'What the year holds of a line, and `--assume`, go by its name: one entry would be taken for both lines.',
  example: 'line: pooled_fund in zhaofubao.yaml',
  mend: {
    zh: '给补充保险的支付项换个名称，用 payer 指明付款方',
    en: 'give the line of the supplement another name and its `payer`',
  },
};

/** Supplements against the basic policies that they are held with. */
export const supplements: Check = {
  rules: [HELD_WITH_NOWHERE, HELD_WITH_NO_USE, HELD_WITH_ALL, LINE_ID_SHARED],
  async library(around, report) {
    for (const subject of around.subjects) {
      const tree = subject.head('held_with');
      const key = subject.places.key(subject.tree.place, 'held_with');
      if (subject.policy.kind === 'supplement') await ofSupplement(subject, around, report);
      else if (tree)
        report(HELD_WITH_NO_USE, subject.file, key, {
          zh: 'held_with 只用于补充保险',
          en: '`held_with` is for supplements only',
        });
      if (tree && INSURANCES.ids.every((id) => subject.policy.heldWith.includes(id)))
        report(HELD_WITH_ALL, subject.file, key, {
          zh: 'held_with 写了全部险种',
          en: '`held_with` lists every scheme',
        });
    }
  },
};

async function ofSupplement(subject: Subject, around: Surroundings, report: ReportIn): Promise<void> {
  const code = codeOf(subject);
  const tree = subject.head('held_with');
  const items = tree?.kind === 'list' ? tree.items : [];
  for (const [index, scheme] of subject.policy.heldWith.entries()) {
    if (await isThere(code, scheme, around)) continue;
    report(HELD_WITH_NOWHERE, subject.file, items[index]?.place ?? tree?.place, {
      zh: `这里没有“${scheme}”的政策`,
      en: `there is no policy for “${scheme}” here`,
    });
  }
  const taken = new Map<string, string>();
  for (const basic of around.subjects) {
    if (basic.policy.kind !== 'scheme' || !mayBeHeldWith(subject.policy, code, basic)) continue;
    for (const { lines } of basic.policy.versions) for (const { id } of lines) taken.set(id, basic.policy.id);
  }
  for (const { lines } of subject.policy.versions) {
    for (const { id, origin } of lines) {
      const other = taken.get(id);
      if (other !== undefined)
        report(LINE_ID_SHARED, subject.file, origin, {
          zh: `支付项“${id}”与 ${other} 的重名`,
          en: `the line “${id}” has the name of one of ${other}`,
        });
    }
  }
}

/** Whether a scheme has a policy where a supplement is sold: in the place, around it or inside it; anywhere for a sample. */
async function isThere(code: string, scheme: string, { library, subjects }: Surroundings): Promise<boolean> {
  const inside = code === GENERIC ? '' : code.replace(/(00)+$/, '');
  const places = [...library.codes(), ...subjects.map(codeOf)];
  const near = places.filter((place) => place.startsWith(inside) && place !== code);
  if (near.some((place) => library.names(place, 'scheme').includes(scheme))) return true;
  if (subjects.some((one) => codeOf(one) === code && schemeOf(one) === scheme)) return true;
  try {
    return (await library.find(code, scheme)) !== undefined;
  } catch (error) {
    // It is there, and what is wrong in it is told of its own file.
    if (error instanceof BaoxiaoError) return true;
    throw error;
  }
}

function mayBeHeldWith({ heldWith }: Policy, code: string, basic: Subject): boolean {
  const place = codeOf(basic);
  const near = [place, ...parentsOf(place), GENERIC].includes(code) || parentsOf(code).includes(place);
  return near && (heldWith.length === 0 || heldWith.includes(schemeOf(basic)));
}
