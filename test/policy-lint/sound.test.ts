import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/claim/claim.ts';
import { circumstancesOf, resolve } from '../../src/engine/resolve.ts';
import { type Observation, observe } from '../../src/lint/observe.ts';
import { nothingSeen } from '../../src/lint/seen.ts';
import { watchCondition, watchPlan } from '../../src/lint/watch.ts';
import { caseArbitrary } from '../oracle/claims.ts';
import { inventedSubjects, type Subject, shippedSubjects } from '../oracle/subjects.ts';

/** What takes too long to be followed whole in a test; its parts are in other policies, too. */
const subjects = [...inventedSubjects(), ...(await shippedSubjects())].filter(
  ({ basic }) => basic.policy.id !== '990001/employee',
);

const observed = new Map<unknown, Observation>();

function observationOf({ basic, national }: Subject): Observation {
  const known = observed.get(basic.version) ?? observe(basic, national);
  observed.set(basic.version, known);
  return known;
}

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (_name, subject) => {
  it('does nothing in any situation that all combinations had not shown', () => {
    const { version, seen, conclusive } = observationOf(subject);
    // Where there is a hole, nothing is called unused.
    if (!conclusive) return;
    const { policy } = subject.basic;
    fc.assert(
      fc.property(caseArbitrary(subject), ({ situation }) => {
        const input = {
          basic: { policy, version },
          supplements: [],
          ...(subject.national && { national: subject.national }),
          facts: new Map<string, Fact>(situation.facts as ReadonlyMap<string, Fact>).set('supplements', []),
          date: version.from,
          admission: situation.admission,
          given: [],
          parts: Object.keys(policy.parts),
          assumptions: new Map<string, string>(),
          bound: 'low' as const,
          defaults: false,
        };
        const own = nothingSeen();
        for (const rule of version.eligibility) watchCondition(rule.when, circumstancesOf(input), own);
        const { plan } = resolve(input);
        if (plan) watchPlan(plan, circumstancesOf(input), own);
        for (const kind of [
          'held',
          'failed',
          'figures',
          'paying',
          'reached',
          'changed',
          'floored',
          'bands',
          'caps',
        ] as const) {
          const news = [...(own[kind] as Set<unknown>)].filter(
            (one) => !(seen[kind] as Set<unknown>).has(one),
          );
          expect(news, kind).toEqual([]);
        }
        for (const [test, values] of own.values)
          if (test.kind === 'is')
            for (const value of values)
              if (test.values.includes(value)) expect([...(seen.values.get(test) ?? [])]).toContain(value);
      }),
      { numRuns: 60 },
    );
  });
});
