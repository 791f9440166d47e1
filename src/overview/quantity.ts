import type { Version } from '../policy/policy.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Line } from '../rules/line.ts';

/** What a table shows of a line: one block of rows each. A gate is told in a sentence. */
export type Quantity = 'borne_first' | 'deductible' | 'rates' | 'cap';

export function quantitiesOf({ borneFirst, deductible, cap }: Line): Quantity[] {
  return [
    ...(borneFirst ? (['borne_first'] as const) : []),
    ...(deductible ? (['deductible'] as const) : []),
    'rates',
    ...(cap ? (['cap'] as const) : []),
  ];
}

/** The version with one line that has nothing but one quantity, so that nothing else is asked for. */
export function onlyQuantity(version: Version, line: Line, quantity: Quantity): Version {
  const { deductible, borneFirst, gate: _, cap, adjust, bands, ...rest } = line;
  const bare: Line = {
    ...rest,
    base: { kind: 'sum', words: ['in_policy'] },
    refuse: [],
    // The figures are wanted as they stand, stated or not.
    unlessGiven: 'refuse',
    // Points on a part of the cost are told in a sentence: the rate is that of the rest.
    adjust: quantity === 'rates' ? adjust.filter(({ part }) => part === undefined) : [],
    bands: quantity === 'rates' ? bands : [ZERO],
    ...(quantity === 'deductible' && deductible && { deductible }),
    ...(quantity === 'borne_first' && borneFirst && { borneFirst }),
    ...(quantity === 'cap' && cap && { cap }),
  };
  return { ...version, eligibility: [], lines: [bare], caps: [] };
}

/** The version with a shared cap and the bare lines that it is over. */
export function onlyCap(version: Version, cap: SharedCap): Version {
  const lines = version.lines.map(
    ({ id, payer, care, origin }): Line => ({
      id,
      payer,
      care,
      refuse: [],
      base: { kind: 'sum', words: ['total'] },
      counted: { per: 'settlement', from: 'deductible', origin: {} },
      bands: [ZERO],
      adjust: [],
      unlessGiven: 'refuse',
      givenAboveBase: 'refuse',
      origin,
    }),
  );
  return { ...version, eligibility: [], lines, caps: [cap] };
}

const ZERO: Line['bands'][number] = { rate: { kind: 'exact', value: 0, origin: {} }, origin: {} };
