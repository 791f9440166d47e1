import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Library } from '../../../src/policy/library.ts';
import { coverageOf } from '../../../src/regression/coverage/coverage.ts';
import { readCases } from '../../../src/regression/read-cases.ts';
import { runCase } from '../../../src/regression/run.ts';
import { belowLeast } from '../../../src/report/check/coverage-text.ts';
import { checkGithub } from '../../../src/report/check/github.ts';
import { checkJson } from '../../../src/report/check/json.ts';
import { checkJunit } from '../../../src/report/check/junit.ts';
import { checkText } from '../../../src/report/check/pretty.ts';
import type { CheckRun } from '../../../src/report/check/run.ts';
import { checkTap } from '../../../src/report/check/tap.ts';
import { cells } from '../../../src/report/width.ts';

const library = new Library(['policies']);
const file = 'test/regression/must-fail/amounts.cases.yaml';

async function failing(): Promise<CheckRun> {
  const text = readFileSync(file, 'utf8');
  const results = [];
  for (const one of readCases(text, file)) results.push(await runCase(one, library));
  const policies = [await library.get('371300', 'employee')].filter((policy) => policy !== undefined);
  return { files: [{ file, text, results }], coverage: coverageOf(policies, results), coverageMin: 90 };
}

const run = await failing();
const HAN = /\p{Script=Han}/u;

describe.each(['zh', 'en'] as const)('reports in %s', (lang) => {
  it('fits a terminal, but for lines to paste', () => {
    const text = checkText(run, { lang, width: 80 });
    const long = text.split('\n').filter((line) => cells(line) > 80 && !/^ *\d+ \| /.test(line));
    expect(long).toEqual([]);
    if (lang === 'en') expect(text.split('\n').filter((line) => HAN.test(line))).toEqual([]);
  });

  it('count the same cases', () => {
    const json = checkJson(run, { lang }) as { counts: object; cases: { passed: boolean }[] };
    expect(json.counts).toEqual({ files: 1, cases: 16, passed: 0, failed: 16 });
    expect(checkTap(run, { lang }).match(/^not ok \d+/gm)).toHaveLength(16);
    expect(checkJunit(run, { lang }).match(/<failure /g)).toHaveLength(16);
    // One annotation for each difference; a case has two.
    expect(checkGithub(run, { lang }).match(/^::error file=test/gm)).toHaveLength(17);
  });
});

it('escapes what XML, TAP and the annotations would take for their own', () => {
  const odd = structuredClone({ ...run.files[0], results: [] }) as CheckRun['files'][number];
  const [first] = run.files[0]?.results ?? [];
  if (!first) throw new Error('no result');
  const named = { ...first, case: { ...first.case, name: 'a <b> & "c" # d,e:f\n%' } };
  const files = [{ ...odd, results: [named] }];
  expect(checkJunit({ files }, { lang: 'en' })).toContain('name="a &lt;b&gt; &amp; &quot;c&quot; # d,e:f');
  expect(checkTap({ files }, { lang: 'en' })).toContain('a <b> & "c" \\# d,e:f %');
  expect(checkGithub({ files }, { lang: 'en' })).toContain('title=a <b> & "c" # d%2Ce%3Af%0A%25::');
});

it('writes JSON of this shape', () => {
  const text = { type: 'string' };
  const place = { file: text, line: { type: 'integer' }, column: { type: 'integer' } };
  const failure = {
    type: 'object',
    required: ['code', 'claim', 'key', 'expected', 'got', 'message', 'file', 'line', 'column', 'steps'],
    properties: {
      ...place,
      claim: { type: 'integer', minimum: 1 },
      difference: { type: 'string', pattern: '^-?\\d+\\.\\d\\d$' },
    },
  };
  const validate = new Ajv2020().compile({
    type: 'object',
    required: ['format_version', 'counts', 'cases'],
    properties: {
      format_version: { const: 1 },
      cases: {
        type: 'array',
        items: {
          type: 'object',
          required: ['file', 'line', 'name', 'tags', 'passed'],
          properties: { failures: { type: 'array', minItems: 1, items: failure } },
        },
      },
      coverage: {
        type: 'array',
        items: {
          type: 'object',
          required: ['policy', 'file', 'places', 'touched', 'share', 'missed'],
          properties: { share: { type: 'string', pattern: '^\\d+(\\.\\d\\d?)?%$' } },
        },
      },
    },
  });
  expect(validate(checkJson(run, { lang: 'zh' })), JSON.stringify(validate.errors)).toBe(true);
});

it('measures the least coverage in hundredths of a percent, as it is shown', () => {
  const missed = Array.from({ length: 989 }, () => ({}) as never);
  const [policy] = run.coverage ?? [];
  const covered = { ...(policy as NonNullable<typeof policy>), places: 1000, missed };
  expect(belowLeast([covered], 1.1)).toEqual([]);
  expect(belowLeast([covered], 1.11)).toEqual([covered]);
});

it('tells how far amounts are off, and of a ratio only what it is', () => {
  const text = checkText(run, { lang: 'en' });
  expect(text).toContain('expected 0.8417, got 0.8416\n');
  expect(text).toContain('expected 101500.01, got 101500.00 (-0.01)');
});
