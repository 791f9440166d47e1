import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

it('the READMEs show what the command prints today', () => {
  const run = spawnSync(process.execPath, ['scripts/readme.mjs', '--check'], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
});

it('the READMEs begin with the same two command lines', () => {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const lines = [...readFileSync(file, 'utf8').matchAll(/```sh\n(.+)\n```/g)].map((match) => match[1]);
    expect(lines.slice(0, 2)).toEqual([
      'npm ci && node bin/baoxiao.js estimate --claim fixtures/claims/f03-linyi-employee.yaml',
      'npm ci && npm test',
    ]);
  }
});

it('the library example of the READMEs gives the amount they say', async () => {
  const { estimate, BaoxiaoError } = await import(pathToFileURL('dist/index.js').href);
  const claim = {
    region: '371300',
    insurance: 'employee',
    care: 'inpatient',
    hospital: { level: 3 },
    date: '2025-05-01',
    expenses: { total: '120600.00' },
  };
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    expect(example).toContain("result.settlement.hifp_pay; // '101500.00'");
    for (const word of ["region: '371300'", "insurance: 'employee'", 'level: 3', "total: '120600.00'"])
      expect(example).toContain(word);
  }
  expect((await estimate(claim)).settlement.hifp_pay).toBe('101500.00');
  expect((await estimate(claim, { lang: 'en' })).payers[0].label).toBe('Pooled fund');
  await expect(estimate({ ...claim, hospital: {} })).rejects.toBeInstanceOf(BaoxiaoError);
});
