/** A policy that uses the words of lines, figures and caps. */
export const everyWord = `policy: 999900/employee
title: { zh: 徐沟市职工基本医疗保险, en: Xugou employee insurance }
place: { zh: 徐沟市, en: Xugou }
checked: 2025-06-01
sources:
  page: { title: { zh: 通知, en: Notice }, grade: official }
versions:
  - from: 2025-01-01
    source: page
    basis: stated
    class_b_advance: 10%
    lines:
      - line: pooled_fund
        care: inpatient
        base: in_policy
        gate: { on: in_policy, from: 100, below: 900000 }
        borne_first: 5%
        deductible:
          per: admission
          amount: { by: { hospital.level: { 1: 200, 2: 400, 3: 600 } } }
          adjust:
            - { less: 100, each: admission, floor: 100 }
        counted: { per: settlement, from: deductible }
        bands:
          - { up_to: 30000, rate: { by: { hospital.level: { 1: 90%, 2: 85%, 3: 80% } } } }
          - { rate: 90% }
        adjust:
          - { when: { status: retired }, own_share: 60% }
          - { when: { access.filing: unfiled }, factor: 80% }
          - { when: { hospital.level: 2 }, part: essential_medicine, points: +10% }
        cap:
          per: year
          amount: 100000
          grow: { at_most: 20%, each: [{ by: cover_years, above: 4, add: 3000 }, { by: claim_free_years, above: 0, add: 1000 }] }
      - { line: large_amount, care: inpatient, base: { above_cap: pooled_fund }, rate: { low: 80%, high: 90% } }
    caps:
      - { id: together, per: settlement, lines: all, share: 90%, of: total }
`;
