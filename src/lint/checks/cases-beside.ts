import { dirname, resolve } from 'node:path';
import { caseFileOf } from '../../policy/files.ts';
import type { Check, Rule } from '../check.ts';
import { codeOfFolder } from '../files.ts';

const POLICY_WITHOUT_CASES: Rule = {
  code: 'POLICY_WITHOUT_CASES',
  severity: 'warning',
  what: 'A policy has no file of cases beside it.',
  why: 'Nothing notices when one of its figures is changed by mistake.',
  example: '371300-linyi/employee.yaml without employee.cases.yaml',
  mend: {
    zh: '写几个手算的算例，放在旁边的 .cases.yaml 里',
    en: 'write some cases worked out by hand in a .cases.yaml beside it',
  },
};
const CASES_WITHOUT_POLICY: Rule = {
  code: 'CASES_WITHOUT_POLICY',
  severity: 'warning',
  what: 'A file of cases in a folder of policies has no policy beside it.',
  why: 'The policy was renamed or removed; the cases test something else, or nothing.',
  example: '371300-linyi/employe.cases.yaml beside employee.yaml',
  mend: { zh: '改成政策的文件名，或删去', en: 'rename it after the policy, or remove it' },
};

/** Policies and their cases stand side by side. */
export const casesBeside: Check = {
  rules: [POLICY_WITHOUT_CASES, CASES_WITHOUT_POLICY],
  library({ subjects, caseFiles, policyFiles }, report) {
    const cases = new Set(caseFiles.map((file) => resolve(file)));
    for (const { file, tree } of subjects)
      if (!cases.has(resolve(caseFileOf(file))))
        report(POLICY_WITHOUT_CASES, file, tree.place, { zh: '没有算例', en: 'there are no cases' });
    const expected = new Set(policyFiles.map((file) => resolve(caseFileOf(file))));
    for (const file of caseFiles)
      if (codeOfFolder(dirname(resolve(file))) !== undefined && !expected.has(resolve(file)))
        report(CASES_WITHOUT_POLICY, file, undefined, {
          zh: '旁边没有这份算例的政策',
          en: 'the policy of these cases is not there',
        });
  },
};
