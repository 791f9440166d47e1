import { describe, expect, test } from 'vitest';
import { walk } from '../../src/questions/walk.ts';
import { AROUND, fields, sitting } from './clerk.ts';

const BILL = 'expenses.total expenses.self_funded expenses.over_limit expenses.advance';
const HANGZHOU = { region: '330100', insurance: 'resident' };
const LINYI = { region: '371300', insurance: 'employee' };

describe('which questions come, in which order', () => {
  test.each<[name: string, answers: Record<string, string>, asked: string]>([
    [
      'one scheme and one kind of care are not asked; the filing matters at a TCM hospital only',
      { ...LINYI, 'hospital.level': '3', 'hospital.kind': 'general' },
      `region insurance hospital.level hospital.kind ${BILL}`,
    ],
    [
      'a TCM hospital brings the question about care away',
      { ...LINYI, 'hospital.level': '3', 'hospital.kind': 'tcm' },
      `region insurance hospital.level hospital.kind access.filing ${BILL}`,
    ],
    [
      'going to the community first is what a referral is for, so it is not asked at level 1',
      { ...HANGZHOU, care: 'inpatient', 'hospital.level': '1', status: 'adult' },
      `region insurance care hospital.level status assistance ${BILL} expenses.essential_medicine year_to_date`,
    ],
    [
      'the referral is asked only where a rule turns on it',
      {
        ...HANGZHOU,
        care: 'inpatient',
        'hospital.level': '3',
        'access.referral': 'referred',
        status: 'adult',
      },
      `region insurance care hospital.level status assistance access.referral ${BILL} expenses.essential_medicine year_to_date`,
    ],
    [
      'a refused claim asks nothing more than the bill, and that as one amount',
      { ...HANGZHOU, care: 'inpatient', 'hospital.level': '3', status: 'adult', 'access.referral': 'direct' },
      'region insurance care hospital.level status assistance access.referral expenses.total',
    ],
    [
      'the year is asked about in one question, its details only after yes',
      {
        ...HANGZHOU,
        care: 'inpatient',
        'hospital.level': '1',
        status: 'adult',
        year_to_date: 'true',
      },
      `region insurance care hospital.level status assistance ${BILL} expenses.essential_medicine year_to_date year_to_date.admissions year_to_date.pooled_fund`,
    ],
    [
      'a monthly cap asks for the month',
      { ...HANGZHOU, care: 'outpatient', year_to_date: 'true' },
      `region insurance care ${BILL} year_to_date year_to_date.clinic.paid_month`,
    ],
    [
      'diseases that the policy tells apart are a list',
      { ...HANGZHOU, care: 'chronic', disease: 'diabetes' },
      `region insurance care disease ${BILL}`,
    ],
    [
      'parts of the cost where the policy has figures for parts only',
      {
        region: '330100',
        insurance: 'maternity',
        care: 'maternity_outpatient',
        'expenses.parts.routine': '300',
      },
      `region insurance care ${BILL} expenses.parts.routine expenses.parts.key`,
    ],
    [
      'the manner of birth for a birth',
      { region: '330100', insurance: 'maternity', care: 'maternity_inpatient', delivery: 'vaginal' },
      `region insurance care delivery ${BILL}`,
    ],
    [
      'who is not insured is asked for the bill only',
      { region: '371300', insurance: 'none' },
      'region insurance expenses.total',
    ],
    [
      'a place inside a city is settled by the policy of the city',
      { ...LINYI, region: '371302', 'hospital.level': '2' },
      `region insurance hospital.level hospital.kind ${BILL}`,
    ],
  ])('%s', async (_name, answers, asked) => {
    const done = await sitting(answers);
    expect(fields(done)).toBe(asked);
    expect(done.end.estimate).toBeDefined();
  });

  test('a figure that is not stated: first what to do about it, then the payment or the figure', async () => {
    const needy = {
      ...HANGZHOU,
      care: 'inpatient',
      'hospital.level': '1',
      status: 'adult',
      assistance: 'minimum_living',
    };
    const stuck = await sitting(needy);
    expect(stuck.asked.at(-1)?.field).toBe('unstated.assistance.rate');
    expect(stuck.asked.at(-1)?.intro?.zh).toContain('没有载明');
    expect(stuck.end.estimate).toBeUndefined();
    const paid = await sitting({ ...needy, 'unstated.assistance.rate': 'paid', 'paid.assistance': '50' });
    // What the year holds comes after: it is asked only for lines that are worked out.
    expect(fields(paid).endsWith('unstated.assistance.rate paid.assistance year_to_date')).toBe(true);
    expect(paid.end.estimate?.settlement.maf_pay).toBe(5000);
    const tried = await sitting({
      ...needy,
      'unstated.assistance.rate': 'assume',
      'assume.assistance.rate': '70',
    });
    expect(tried.end.answered.at(-2)).toMatchObject({ value: '70%', question: { kind: 'rate' } });
    expect(tried.end.estimate?.notices.map(({ code }) => code)).toContain('USER_ASSUMPTION');
  });

  test('a supplement held brings its own questions', async () => {
    const stay = { ...HANGZHOU, care: 'inpatient', 'hospital.level': '1', status: 'adult' };
    const held = await sitting({ ...stay, pre_existing: 'false' }, { supplements: 'extra' });
    expect(fields(held)).toContain('assistance pre_existing expenses.total');
    // It is not sold with another scheme: told for one, it is no mistake for another.
    const other = await sitting(
      { region: '330100', insurance: 'maternity', care: 'maternity_inpatient', delivery: 'vaginal' },
      { supplements: 'extra' },
    );
    expect(other.end.estimate).toBeDefined();
    expect(other.end.extras).toEqual([]);
  });

  describe('where the care was given', () => {
    const WUHAN = { region: '420100', insurance: 'employee', care: 'inpatient' };
    const who = 'civil_servant claim_free_years';
    test.each<[filing: string, rest: string]>([
      ['local', ''],
      ['unfiled', ''],
      ['filed_transfer', 'access.place '],
    ])('filing %s: asked only where a figure goes by it', async (filing, rest) => {
      const answers = {
        ...WUHAN,
        'access.filing': filing,
        'access.place': 'in_province',
        claim_free_years: '2',
      };
      const done = await sitting(answers);
      const [first] = who.split(' ');
      expect(fields(done)).toBe(
        `region insurance care care_detail ${first} claim_free_years access.filing ${rest}${BILL} year_to_date`,
      );
      expect(done.end.estimate).toBeDefined();
    });

    test('choices that cannot be true beside what was answered are not offered', async () => {
      const answers = { ...WUHAN, 'access.filing': 'emergency', claim_free_years: '0' };
      const { asked } = await sitting(answers);
      const values = (field: string): string[] | undefined =>
        asked.find((question) => question.field === field)?.choices.map(({ value }) => value);
      expect(values('access.place')).toEqual(['in_province', 'other_province']);
      expect(values('care_detail')).toEqual(['none', 'day_surgery']);
      expect(values('civil_servant')).toEqual(['none', 'ordinary', 'bureau']);
    });

    test('another kind of care takes the finer one with it', async () => {
      const fine = await sitting({ ...WUHAN, care_detail: 'day_surgery', claim_free_years: '0' });
      expect(fine.end.estimate?.claim.facts.get('care_detail')).toBe('day_surgery');
      const typed = new Map([
        ...fine.end.answered.map(({ question, value }) => [question.field, value] as const),
      ]);
      typed.set('care', 'outpatient').set('care_detail', 'injury');
      const after = await walk(typed, new Map(), AROUND);
      expect(after.situation.problems).toEqual([]);
      expect(after.next?.field).toBe('care_detail');
    });
  });

  test('an undesignated hospital is told in the review; only then the emergency matters', async () => {
    const stay = { ...LINYI, 'hospital.level': '3' };
    const told = await sitting({ ...stay, 'access.referral': 'direct' }, { 'hospital.designated': 'false' });
    expect(fields(told)).toBe('region insurance hospital.level hospital.kind access.referral expenses.total');
    expect(told.end.estimate?.covered).toBe(false);
  });

  test('nothing that flags or a file gave is asked again', async () => {
    const whole = await sitting({ ...LINYI, 'hospital.level': '3' });
    const given = whole.end.situation.draft;
    const again = await sitting({}, {}, { ...whole.end.situation.options, today: '2025-11-22', given });
    expect(again.asked).toEqual([]);
    expect(again.end.estimate?.settlement).toEqual(whole.end.estimate?.settlement);
  });
});
