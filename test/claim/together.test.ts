import { describe, expect, test } from 'vitest';
import { goesWith, withFact } from '../../src/claim/together.ts';
import { CARE_DETAILS, caresOfDetail } from '../../src/codes/cares.ts';
import { read, told } from './reading.ts';

/** What a text says of the kind of care: broad and fine. */
function careOf(text: string): unknown[] {
  const { draft, problems } = read(text);
  expect(problems, text).toEqual([]);
  return [draft.facts.get('care'), draft.facts.get('care_detail')];
}

describe('a finer kind of care says the broad kind too', () => {
  test.each([
    ['12', 'outpatient', 'registration'],
    ['1301', 'emergency', 'emergency_rescue'],
    ['18', 'outpatient', 'special_drug'],
    ['2102', 'inpatient', 'single_disease'],
    ['2105', 'inpatient', 'rehabilitation'],
    ['2106', 'inpatient', 'resident_maternity'],
    ['2107', 'inpatient', 'resident_maternity'],
    ['22', 'inpatient', 'injury'],
    ['28', 'inpatient', 'day_surgery'],
    ['71', 'inpatient', 'home_bed'],
    ['9901', 'outpatient', 'two_diseases'],
    ['9903', 'outpatient', 'accident_outpatient'],
    ['日间手术', 'inpatient', 'day_surgery'],
    ['急诊抢救', 'emergency', 'emergency_rescue'],
    ['home_bed', 'inpatient', 'home_bed'],
  ])('%s', (word, care, detail) => {
    for (const name of ['care', 'med_type', '医疗类别'])
      expect(careOf(`${name}: ${word}`)).toEqual([care, detail]);
    expect(careOf(`care_detail: ${word}`)).toEqual([care, detail]);
  });

  test('a broad kind has no finer one, and a finer one may stand beside another broad kind that it can be', () => {
    expect(careOf('care: 21')).toEqual(['inpatient', undefined]);
    expect(careOf('{ care: chronic, care_detail: 18 }')).toEqual(['chronic', 'special_drug']);
    expect(careOf('{ care: 28, care_detail: day_surgery }')).toEqual(['inpatient', 'day_surgery']);
    expect(careOf('{ care: inpatient, care_detail: none }')).toEqual(['inpatient', 'none']);
  });

  test('one that it cannot be is a contradiction', () => {
    expect(told('care: pharmacy\ncare_detail: day_surgery\n')).toEqual(['CONTRADICTION care_detail 2:14']);
    expect(told('care: 28\ncare_detail: 22\n')).toEqual(['CONTRADICTION care_detail 2:14']);
    expect(told('care: 28\ncare_detail: none\n')).toEqual(['CONTRADICTION care_detail 2:14']);
  });

  test('a slip in a finer kind is found, «none» is no kind of care', () => {
    expect(read('care: 日间手木').problems[0]?.hint?.zh).toBe('是否想写：日间手术');
    expect(told('care: none')).toEqual(['UNKNOWN_CODE care 1:7']);
  });

  test.each(CARE_DETAILS.ids.filter((id) => id !== 'none'))('%s is one of some kind of care', (id) => {
    expect(caresOfDetail(id).length).toBeGreaterThan(0);
  });
});

describe('where the care was given and how it was filed', () => {
  test.each([
    ['1', 'local'],
    ['2', 'in_province'],
    ['3', 'other_province'],
    ['省外异地', 'other_province'],
  ])('refl_type %s', (word, place) => {
    expect(read(`refl_type: ${word}`).draft.facts.get('access.place')).toBe(place);
  });

  test.each([
    ['{ access.filing: local, access.place: 2 }', ['CONTRADICTION access.place 1:39']],
    ['{ access.filing: unfiled, access.place: 1 }', ['CONTRADICTION access.place 1:41']],
    ['{ access.filing: unfiled, access.place: 3 }', []],
    ['{ access.place: 3 }', []],
  ])('%s', (text, problems) => expect(told(text)).toEqual(problems));

  test('the message names both, in both languages', () => {
    const [problem] = read('{ access.filing: local, access.place: 省内异地 }').problems;
    expect(problem?.message.zh).toBe('异地备案“参保地就医”与就医地“省内异地”不能同时成立');
    expect(problem?.message.en).toBe(
      'filing for care away “in the insured place” and place of care “elsewhere in the province” cannot both hold',
    );
  });

  test('another value takes the place of what hung on the old one', () => {
    const away = new Map([
      ['access.filing', 'unfiled'],
      ['access.place', 'in_province'],
      ['care', 'inpatient'],
    ]);
    expect([...withFact(away, 'access.filing', 'local').keys()]).toEqual(['access.filing', 'care']);
    expect(withFact(away, 'access.filing', 'emergency').get('access.place')).toBe('in_province');
    expect(goesWith('access.place', 'local', away)).toBe(false);
  });
});

test.each([
  ['0', 'none'],
  ['1', 'ordinary'],
  ['县处级', 'county'],
  ['bureau', 'bureau'],
])('cvlserv_flag %s is %s', (word, rank) => {
  expect(read(`cvlserv_flag: ${word}`).draft.facts.get('civil_servant')).toBe(rank);
});

describe('the national code of the place is that of a transfer', () => {
  const facts = (text: string) => {
    const { draft } = read(text);
    const of = (key: string) => draft.facts.get(key) ?? '-';
    return [
      of('access.place'),
      of('access.filing'),
      of('access.referral'),
      [...(draft.implied ?? [])].join(),
    ];
  };
  const BOTH = 'access.referral,access.filing';
  test.each([
    ['{ refl_type: 2 }', ['in_province', 'filed_transfer', 'referred', BOTH]],
    ['{ refl_type: 3 }', ['other_province', 'filed_transfer', 'referred', BOTH]],
    ['{ refl_type: 1 }', ['local', '-', 'referred', 'access.referral']],
    // Its words, and ours, only say where.
    ['{ refl_type: 省外异地 }', ['other_province', '-', '-', '']],
    ['{ access.place: in_province }', ['in_province', '-', '-', '']],
    // What is given wins.
    ['{ refl_type: 2, access.filing: unfiled }', ['in_province', 'unfiled', '-', '']],
    ['{ refl_type: 2, access.filing: filed_resident }', ['in_province', 'filed_resident', '-', '']],
    ['{ refl_type: 2, access.referral: direct }', ['in_province', '-', 'direct', '']],
    [
      '{ refl_type: 2, access.filing: filed_transfer }',
      ['in_province', 'filed_transfer', 'referred', 'access.referral'],
    ],
    [
      '{ refl_type: 3, access.referral: referred }',
      ['other_province', 'filed_transfer', 'referred', 'access.filing'],
    ],
    ['{ refl_type: 1, access.filing: local }', ['local', 'local', 'referred', 'access.referral']],
  ])('%s', (text, expected) => expect(facts(text)).toEqual(expected));
});
