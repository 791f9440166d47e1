import type { Check, Rule } from '../check.ts';

const CAP_NEVER_BINDS: Rule = {
  code: 'CAP_NEVER_BINDS',
  severity: 'warning',
  what: 'A cap can never cut anything: what it limits stays below it by other rules.',
  why: 'It promises a limit that is not there; often a figure has a digit too many, or the wrong period.',
  example: 'cap: { per: settlement, amount: 900000000 }',
  mend: { zh: '核对金额和 per，或删去封顶线', en: 'check the amount and `per`, or remove the cap' },
};

/** Caps of lines, and shared ones, that never bind. */
export const caps: Check = {
  rules: [CAP_NEVER_BINDS],
  policy(subject, report) {
    for (const version of subject.policy.versions) {
      const { version: followed, seen, conclusive } = subject.observed(version);
      if (!conclusive) continue;
      for (const line of followed.lines) {
        if (!line.cap || !seen.paying.has(line) || seen.caps.has(line.cap)) continue;
        report(CAP_NEVER_BINDS, subject.places.key(line.origin, 'cap'), {
          zh: `${line.id}：封顶线从不起作用`,
          en: `${line.id}: the cap never cuts anything`,
        });
      }
      for (const cap of followed.caps) {
        if (seen.caps.has(cap) || !seen.paying.size) continue;
        report(CAP_NEVER_BINDS, cap.origin, {
          zh: `共用的封顶线“${cap.id}”从不起作用`,
          en: `the shared cap “${cap.id}” never cuts anything`,
        });
      }
    }
  },
};
