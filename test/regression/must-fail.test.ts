import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Library } from '../../src/policy/library.ts';
import type { Failure } from '../../src/regression/compare.ts';
import { findCaseFiles } from '../../src/regression/find.ts';
import { readCases } from '../../src/regression/read-cases.ts';
import { runCase } from '../../src/regression/run.ts';

const library = new Library(['policies']);
const folder = fileURLToPath(new URL('must-fail', import.meta.url));
const codesSeen = new Set<string>();

/** A runner that passes everything would pass every other test of the cases. */
describe.each(findCaseFiles([folder]))('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const cases = readCases(text, basename(file)).map((one) => {
    const line = text.split('\n')[one.place.line - 1] ?? '';
    return [one.name, /# fails: (.*)$/.exec(line)?.[1] ?? 'nothing', one] as const;
  });
  it.each(cases)('%s: %s', async (_name, fails, one) => {
    const { failures } = await runCase(one, library);
    for (const { code } of failures) codesSeen.add(code);
    expect(failures.map(({ code, key }) => `${code} ${key}`).join(', ')).toBe(fails);
    for (const failure of failures) expect(pointsAt(text, failure)).toBe(true);
  });
});

it('has a case for every way of failing', () => {
  const all: Failure['code'][] = [
    'AMOUNT',
    'COVERED',
    'NOTICE_MISSING',
    'NOTICE_PRESENT',
    'BASIS',
    'EXACT',
    'BOUNDS',
    'NOT_THERE',
    'REFUSED',
    'NOT_REFUSED',
    'OTHER_ERROR',
    'COVER',
  ];
  expect([...codesSeen].sort()).toEqual(all.sort());
});

/** A failure stands where the expected value, or the claim, is written. */
function pointsAt(text: string, { code, key, expected, place }: Failure): boolean {
  const rest = (text.split('\n')[place.line - 1] ?? '').slice(place.column - 1);
  if (code === 'REFUSED' || code === 'BOUNDS') return rest.startsWith('{');
  if (code === 'AMOUNT' && key !== 'pool_prop_selfpay')
    return Number(/^["']?([-\d.]+)/.exec(rest)?.[1]) === Number(expected);
  if (code === 'COVERED' || code === 'COVER') return rest.startsWith(expected);
  return rest !== '';
}
