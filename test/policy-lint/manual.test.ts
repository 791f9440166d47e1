import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/lint/check.ts';
import { CHECKS, RULES } from '../../src/lint/registry.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manual = readFileSync(`${root}docs/LINT.md`, 'utf8');

function rowOf({ code, severity, what, why, example, mend }: Rule): string {
  const cells = [`\`${code}\``, severity, what, why, `\`${example}\``, `${mend.en}.`];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

describe('docs/LINT.md', () => {
  it('has one row for each rule, in the words of the rule, and no other', () => {
    const rows = manual.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
    expect(rows).toEqual(RULES.map(rowOf));
  });
});

describe('the registry', () => {
  it('has every check that there is a file of', () => {
    expect(CHECKS).toHaveLength(readdirSync(`${root}src/lint/checks`).length);
  });

  it('has each code once, a mend in both languages, and something to do for each check', () => {
    const codes = RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { what, why, example, mend } of RULES) {
      for (const text of [what, why, example, mend.zh, mend.en]) expect(text.trim()).not.toBe('');
      expect(mend.zh).toMatch(/\p{Script=Han}/u);
      expect(mend.en).not.toMatch(/\p{Script=Han}/u);
    }
    for (const { policy, library } of CHECKS) expect(policy ?? library).toBeDefined();
  });
});
