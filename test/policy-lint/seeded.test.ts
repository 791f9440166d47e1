import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/lint/registry.ts';
import { findings, mended, SEEDED, told } from './seeded.ts';

describe('seeded defects', () => {
  it('are enough, and every rule has one', () => {
    expect(SEEDED.length).toBeGreaterThanOrEqual(30);
    const seeded = new Set(SEEDED.flatMap(({ expected }) => expected.map((one) => one.split(' ')[1])));
    // The one that takes fifty thousand combinations is tried in observe.test.ts.
    expect(RULES.filter(({ code }) => !seeded.has(code)).map(({ code }) => code)).toEqual([
      'TOO_MANY_COMBINATIONS',
    ]);
  });

  it.each(SEEDED.map((one) => [one.name, one] as const))('%s', async (_name, { text, expected }) => {
    // The comment stands on the line that it speaks of.
    for (const one of expected) expect(text.split('\n')[Number(one.split(':')[0]) - 1]).toContain(one);
    expect((await findings(text)).map(told)).toEqual(expected);
    expect(mended(text)).not.toBe(text);
    expect((await findings(mended(text))).map(told)).toEqual([]);
  });
});
