import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BaoxiaoError, Problems } from '../../src/diagnostics/diagnostic.ts';
import { eligibility } from '../../src/engine/eligibility.ts';
import { readEligibility } from '../../src/engine/eligibility-question.ts';
import { Library } from '../../src/policy/library.ts';
import type { CoverStart } from '../../src/rules/cover.ts';
import { coverPeriod } from '../../src/rules/cover-days.ts';
import { type MapTree, treeOf } from '../../src/source/tree.ts';

const RULE: CoverStart = {
  start: 'next_month',
  months: { from: 0, to: 0 },
  makeUp: false,
  rule: { zh: '规则', en: 'rule' },
  origin: {},
};

describe('the days of a rule', () => {
  it.each<[Partial<CoverStart>, string, ReturnType<typeof coverPeriod>]>([
    [{ start: 'payment_date' }, '2025-10-15', { from: '2025-10-15' }],
    [{ start: 'payment_month' }, '2025-10-15', { from: '2025-10-01' }],
    [{ start: 'next_month' }, '2025-12-31', { from: '2026-01-01' }],
    [{ start: 'next_year' }, '2025-01-01', { from: '2026-01-01' }],
    [{ start: 'after_months', months: { from: 3, to: 3 } }, '2025-11-30', { from: '2026-02-28' }],
    [{ start: 'month_after', months: { from: 1, to: 1 } }, '2025-12-31', { from: '2026-01-01' }],
    [{ start: 'month_after', months: { from: 7, to: 7 } }, '2025-06-30', { from: '2026-01-01' }],
    [{ start: 'birth' }, '2025-10-15', { from: '2025-09-30' }],
    [{ start: 'on_day', day: '09-01' }, '2025-10-15', { from: '2025-09-01' }],
    [{ start: 'on_day', day: '09-01' }, '2025-06-15', { from: '2025-09-01' }],
    // A range is said by its last day, and its first.
    [
      { start: 'month_after', months: { from: 1, to: 7 } },
      '2025-10-15',
      { from: '2026-05-01', earliest: '2025-11-01' },
    ],
  ])('%j, paid on %s', (rule, paidOn, period) => {
    expect(coverPeriod({ ...RULE, ...rule }, { paidOn, born: '2025-09-30' })).toEqual(period);
  });

  const until = (day: string, after: 'start' | 'payment' = 'start') => ({
    until: { day, after, origin: {} },
  });
  const late = { start: 'month_after', months: { from: 7, to: 7 } } as const;

  it.each<[Partial<CoverStart>, string, ReturnType<typeof coverPeriod>]>([
    [{ start: 'next_year', ...until('12-31') }, '2025-10-15', { from: '2026-01-01', until: '2026-12-31' }],
    [
      { start: 'on_day', day: '09-01', ...until('08-31') },
      '2025-10-15',
      { from: '2025-09-01', until: '2026-08-31' },
    ],
    [{ start: 'payment_date', ...until('12-31') }, '2025-12-31', { from: '2025-12-31', until: '2025-12-31' }],
    [{ ...late, ...until('12-31', 'payment') }, '2025-05-31', { from: '2025-12-01', until: '2025-12-31' }],
    // The year paid for is over before the wait is.
    [{ ...late, ...until('12-31', 'payment') }, '2025-06-01', {}],
    [
      { start: 'month_after', months: { from: 6, to: 7 }, ...until('12-31', 'payment') },
      '2025-06-01',
      { earliest: '2025-12-01', until: '2025-12-31' },
    ],
  ])('%j, paid on %s, until', (rule, paidOn, period) => {
    expect(coverPeriod({ ...RULE, ...rule }, { paidOn })).toEqual(period);
  });

  it('are not known where a birth is needed and not given', () => {
    expect(coverPeriod({ ...RULE, start: 'birth' }, { paidOn: '2025-10-15' })).toBeUndefined();
  });
});

const root = mkdtempSync(join(tmpdir(), 'baoxiao-cover-'));
afterAll(() => rmSync(root, { recursive: true }));

function policy(id: string, file: string, body: string, head = ''): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(
    join(root, file),
    `policy: ${id}\ntitle: ${id}\nchecked: 2025-12-31\n${head}sources: { page: { title: 通知, grade: official } }\nversions:\n  - from: 2025-01-01\n    source: page\n    basis: stated\n${body}`,
  );
}
policy(
  'national',
  'national.yaml',
  `    cover_start:
      - { start: payment_date, rule: 全国 }
    lifetime: { male: 25, female: 20, rule: 全国年数 }
`,
);
policy(
  '330000/resident',
  '330000-zhejiang/resident.yaml',
  `    cover_start:
      - { when: { enrolment: late }, start: next_month, rule: 全省逾期 }
`,
  'applies_in: all\n',
);
policy(
  '330200/resident',
  '330200-ningbo/resident.yaml',
  `    cover_start:
      - { when: { enrolment: newborn, age_days: ..90 }, start: birth, rule: 新生儿 }
      - { when: { enrolment: student }, start: on_day, day: 09-01, until: { day: 08-31, basis: assumed, note: 学年 }, rule: 学生 }
      - when: { local_household: true, insured_last_year: true, enrolment: resumed }
        start: month_after
        months: 3
        until: { day: 12-31, after: payment, basis: inferred, note: 按年度 }
        rule: 续保
      - { when: { enrolment: transfer }, start: not_stated, rule: 转来的没有写 }
    lifetime:
      - { when: { enrolment: student }, male: 1, female: 1, rule: 学生 }
      - { male: 20, female: 18, paid: 10, shortfall: yearly, rule: 起先 }
      - { from: 2026-01-01, male: 22, female: 20, rule: 后来 }
`,
);
const library = new Library([root]);

async function ask(asked: Record<string, string>) {
  const problems = new Problems();
  const tree = treeOf(
    { insurance: 'resident', region: '宁波', today: '2025-05-01', ...asked },
    '',
  ) as MapTree;
  const question = await readEligibility(tree, '2025-05-01', library, (problem) => problems.error(problem));
  problems.throwIfFailed();
  if (!question) throw new Error('refused without a reason');
  return eligibility(question, library);
}

async function refusal(asked: Record<string, string>): Promise<string[]> {
  const error = await ask(asked).catch((caught: unknown) => caught);
  if (!(error instanceof BaoxiaoError)) throw new Error('not refused');
  return error.diagnostics.map(({ code, field }) => `${code} ${field}`);
}

describe('whose rule decides', () => {
  it.each([
    [{ enrolment: 'newborn', born: '2025-03-01' }, '330200/resident', '2025-03-01'],
    [{ enrolment: 'late' }, '330000/resident', '2025-06-01'],
    [{ enrolment: 'on_time' }, 'national', '2025-05-30'],
  ])('%j: the nearest that says so', async (asked, id, from) => {
    const { cover, rules, notices } = await ask({ paid_on: '2025-05-30', local_household: '否', ...asked });
    expect([cover?.from, rules[0]?.policy.id]).toEqual([from, id]);
    const wider = notices.some(({ code }) => code === 'RULE_OF_WIDER_PLACE');
    expect(wider).toBe(id !== '330200/resident');
  });

  it('a place may say that its text does not', async () => {
    const asked = { paid_on: '2025-05-30', enrolment: 'transfer', local_household: 'false' };
    expect(await refusal(asked)).toEqual(['FIGURE_NOT_STATED cover_start']);
  });
});

describe('what is asked for', () => {
  it.each([
    [{}, 'MISSING_FIELD enrolment'],
    [{ enrolment: 'newborn' }, 'MISSING_FIELD born'],
    [{ enrolment: 'resumed' }, 'MISSING_FIELD local_household'],
    [{ enrolment: 'resumed', local_household: 'true' }, 'MISSING_FIELD insured_last_year'],
    [{ born: '2025-06-01' }, 'DATES_CONTRADICT born'],
    [{ gap: '1.5' }, 'NOT_A_WHOLE_NUMBER gap'],
    [{ employment: 'x' }, 'UNKNOWN_CODE employment'],
  ])('%j: %s', async (asked, problem) => {
    expect(await refusal({ paid_on: '2025-05-30', ...asked })).toEqual([problem]);
  });

  it('is not what the first tests have decided', async () => {
    const asked = { paid_on: '2025-05-30', enrolment: 'resumed', local_household: 'false' };
    expect((await ask(asked)).rules[0]?.policy.id).toBe('national');
  });
});

describe('what is said with it', () => {
  it('an end that is a reading, apart from the rule', async () => {
    const { cover, notices } = await ask({ paid_on: '2025-10-15', enrolment: 'student' });
    expect(cover).toMatchObject({ from: '2025-09-01', until: '2026-08-31' });
    expect(notices.map(({ message }) => message.zh)).toEqual(['待遇到何时止是假设：学年']);
  });

  it('a payment that comes too late, and an old check', async () => {
    const resumed = { enrolment: 'resumed', local_household: 'true', insured_last_year: 'true' };
    const { cover, notices } = await ask({ paid_on: '2025-10-15', ...resumed });
    expect(cover?.from).toBeUndefined();
    expect(notices.map(({ code }) => code)).toEqual(['COVER_NEVER_STARTS', 'FIGURE_INFERRED']);
    const after = await ask({ paid_on: '2026-01-01', ...resumed });
    expect(after.cover?.from).toBe('2026-04-01');
    expect(after.notices.map(({ code }) => code)).toEqual(['FIGURE_INFERRED', 'CHECKED_BEFORE']);
  });
});

describe('lifetime', () => {
  const life = async (asked: Record<string, string>) => (await ask({ sex: 'male', ...asked })).life;

  it('goes by the last rule begun', async () => {
    const enrolment = 'late';
    expect(await life({ enrolment, years: '20', paid_years: '9' })).toMatchObject({
      lifetime: false,
      yearsMissing: 1,
      shortfall: 'yearly',
    });
    expect(await life({ enrolment, years: '20', retires_on: '2026-01-01' })).toMatchObject({
      lifetime: false,
      yearsMissing: 2,
      rule: { zh: '后来' },
    });
    expect(await life({ enrolment: 'student', years: '1' })).toMatchObject({ lifetime: true });
  });

  it('asks for the years that the rule compares', async () => {
    expect(await refusal({ sex: 'male', enrolment: 'late' })).toEqual([
      'MISSING_FIELD years',
      'MISSING_FIELD paid_years',
    ]);
    const later = { sex: 'male', enrolment: 'late', retires_on: '2026-05-01' };
    expect(await refusal(later)).toEqual(['MISSING_FIELD years']);
  });
});
