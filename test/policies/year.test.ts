import { describe, expect, it } from 'vitest';
import { Problems } from '../../src/diagnostics/diagnostic.ts';
import { isDayOfYear, yearAround } from '../../src/grammar/days.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { readPolicy } from '../../src/policy/read.ts';
import { policyYear, yearWords } from '../../src/policy/year.ts';
import { readYamlTree } from '../../src/source/yaml.ts';

function policyOf(head: string, versions: string): Policy {
  const text = `policy: 990031/employee\ntitle: 虚构\nchecked: 2026-01-01\nsources: {}\n${head}versions: [${versions}]\n`;
  const problems = new Problems();
  const tree = readYamlTree(text, 'made-up.yaml', problems);
  const policy = tree && readPolicy(tree, 'made-up.yaml', problems);
  expect(problems.list).toEqual([]);
  return policy as Policy;
}

function yearOf(policy: Policy, date: string): string {
  const version = policy.versions.findLast(({ from }) => from <= date);
  if (!version) throw new Error('no version');
  const { from, to, calendar } = policyYear(policy, version, date);
  return `${from} ${to}${calendar ? ' calendar' : ''}`;
}

describe('the year around a day', () => {
  it('runs from its first day to the day before the next', () => {
    expect(yearAround('2025-07-01', '07-01')).toEqual({ from: '2025-07-01', to: '2026-06-30' });
    expect(yearAround('2025-06-30', '07-01')).toEqual({ from: '2024-07-01', to: '2025-06-30' });
    expect(yearAround('2024-02-29', '03-01')).toEqual({ from: '2023-03-01', to: '2024-02-29' });
    expect(yearAround('2025-12-31', '01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  });

  it('begins on a day that every year has', () => {
    expect(['07-01', '02-28', '12-31'].map(isDayOfYear)).toEqual([true, true, true]);
    expect(['02-29', '02-30', '13-01', '7-1', '00-10', '07-01-'].map(isDayOfYear)).toEqual(
      Array(6).fill(false),
    );
  });
});

describe('the year of a policy', () => {
  it('is the calendar year, the year of the head, or that of the version', () => {
    expect(yearOf(policyOf('', '{ from: 2020-01-01 }'), '2025-03-01')).toBe('2025-01-01 2025-12-31 calendar');
    expect(yearOf(policyOf('year_from: 07-01\n', '{ from: 2020-01-01 }'), '2025-03-01')).toBe(
      '2024-07-01 2025-06-30',
    );
    const own = policyOf('year_from: 07-01\n', '{ from: 2020-01-01, year_from: 04-01 }');
    expect(yearOf(own, '2025-03-31')).toBe('2024-04-01 2025-03-31');
  });

  it('runs across versions of the same year, and is cut where another one begins', () => {
    const changed = policyOf(
      '',
      '{ from: 2020-01-01, to: 2024-06-30 }, { from: 2024-07-01, to: 2025-01-31, year_from: 07-01 }, { from: 2025-02-01, year_from: 07-01 }',
    );
    expect(yearOf(changed, '2024-03-01')).toBe('2024-01-01 2024-06-30');
    expect(yearOf(changed, '2023-03-01')).toBe('2023-01-01 2023-12-31 calendar');
    expect(yearOf(changed, '2025-03-01')).toBe('2024-07-01 2025-06-30');
    const late = policyOf('', '{ from: 2020-01-01, to: 2024-09-30 }, { from: 2024-10-01, year_from: 07-01 }');
    expect(yearOf(late, '2024-11-01')).toBe('2024-10-01 2025-06-30');
  });

  it('is said where it is not the calendar year, a supplement with another year by its name', () => {
    const calendar = policyOf('', '{ from: 2020-01-01 }');
    const july = policyOf('year_from: 07-01\n', '{ from: 2020-01-01 }');
    const words = (...policies: Policy[]) =>
      yearWords(
        policies.map((policy) => ({ policy, version: policy.versions[0] as Policy['versions'][number] })),
        '2025-08-01',
      )?.zh;
    expect(words(calendar)).toBeUndefined();
    expect(words(calendar, calendar)).toBeUndefined();
    expect(words(july, july)).toBe('医保年度 2025-07-01 至 2026-06-30');
    expect(words(july, calendar)).toBe(
      '医保年度 2025-07-01 至 2026-06-30、虚构年度 2025-01-01 至 2025-12-31',
    );
  });
});
