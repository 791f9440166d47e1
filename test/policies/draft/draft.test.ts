import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftCases } from '../../../src/policy/draft/cases.ts';
import { casesYaml } from '../../../src/policy/draft/cases-yaml.ts';
import { policyYaml } from '../../../src/policy/draft/policy-yaml.ts';
import { DRAFT_QUESTIONS } from '../../../src/policy/draft/questions.ts';
import { missingAnswers, readAnswer, readDraft } from '../../../src/policy/draft/read.ts';
import { loadPolicy } from '../../../src/policy/load.ts';
import { confirmDraft, type DraftFiles } from '../../../src/regression/confirm-draft.ts';

const SHIPPED = [join(import.meta.dirname, '..', '..', '..', 'policies')];
const around = { today: '2025-06-01', place: { zh: '武汉市', en: 'Wuhan' } };

const BASE: Readonly<Record<string, string>> = {
  place: '420100',
  scheme: 'resident',
  from: '2025-01-01',
  'source.title': '待遇标准',
  'source.grade': 'official',
  care: 'inpatient',
};

function filesOf(extra: Readonly<Record<string, string>>, folder = '420100-wuhan'): DraftFiles {
  const answers = new Map(Object.entries({ ...BASE, ...extra }).filter(([, text]) => text !== ''));
  for (const question of DRAFT_QUESTIONS) {
    const text = answers.get(question.key);
    const read = text === undefined ? undefined : readAnswer(question, text);
    if (read && 'wrong' in read) throw new Error(`${question.key}: ${read.wrong.message.en}`);
    if (read && 'value' in read) answers.set(question.key, read.value.value);
  }
  expect(missingAnswers(answers)).toEqual([]);
  const { draft, problems } = readDraft(answers, around);
  expect(problems).toEqual([]);
  return {
    policy: { path: `${folder}/${draft.scheme}.yaml`, text: policyYaml(draft, 'zh') },
    cases: {
      path: `${folder}/${draft.scheme}.cases.yaml`,
      text: casesYaml(draft, draftCases(draft), 'zh', { payers: ['pooled_fund'] }),
    },
  };
}

const DRAFTS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['levels, one rate', { deductible: '3=800,2=400,1=200', rate: '3=60%,2=70%,1=85%', cap: '150000' }],
  [
    'one of each',
    { deductible: '600', deductible_per: 'year', rate: '62.5%', cap: '2000', cap_per: 'settlement' },
  ],
  [
    'bands by level',
    {
      deductible: '1=200,else=600',
      rate: '30000:1=90%,else=80%;100000:85%;90%',
      cap: '15万',
      cap_per: 'month',
    },
  ],
  [
    'bands from zero, over the year',
    {
      deductible: '1000',
      deductible_per: 'year',
      rate: '5000:50%;60%',
      bands_per: 'year',
      bands_from: 'zero',
    },
  ],
  ['several kinds of care', { care: 'outpatient,chronic', deductible: 'none', rate: '50%', cap: 'none' }],
  ['nothing stated but a rate at one level', { rate: '3=60%' }],
  ['a rate not stated in the upper band', { deductible: '100', rate: '8000:50%;not_stated' }],
];

describe.each(DRAFTS)('%s', (_, answers) => {
  test('is a policy that loads, and the engine confirms its cases', async () => {
    const files = filesOf(answers);
    expect(loadPolicy(files.policy.text, files.policy.path).id).toBe('420100/resident');
    expect(await confirmDraft(files, SHIPPED)).toEqual([]);
  });

  test('no figure of it can change without a case that fails', async () => {
    const files = filesOf(answers);
    const changed = mutations(files.policy.text);
    const survivors: string[] = [];
    for (const [what, text] of changed) {
      const problems = await confirmDraft({ ...files, policy: { ...files.policy, text } }, SHIPPED);
      if (problems.length === 0) survivors.push(what);
    }
    expect(survivors).toEqual([]);
  });
});

describe.each(['burden', 'self_funded', 'total'])('a supplement on %s', (base) => {
  const answers = {
    ...{ place: '371300', scheme: 'huiminbao', title: '惠民保', held_with: 'employee', base },
    ...{ deductible: '20000', deductible_per: 'year', rate: '30000:60%;70%', to: '2025-12-31' },
    ...{ bands_per: 'year', bands_from: 'deductible', cap: '100万', cap_per: 'year' },
  };
  test('is settled after the basic scheme, as worked out', async () => {
    expect(await confirmDraft(filesOf(answers, '371300-linyi'), SHIPPED)).toEqual([]);
  });
  test('no figure of it can change without a case that fails', async () => {
    const files = filesOf(answers, '371300-linyi');
    for (const [what, text] of mutations(files.policy.text)) {
      const problems = await confirmDraft({ ...files, policy: { ...files.policy, text } }, SHIPPED);
      expect(problems.length, what).toBeGreaterThan(0);
    }
  });
});

/** Every figure, period and date of the lines, each changed by itself. */
function mutations(text: string): [string, string][] {
  const start = text.indexOf('versions:');
  const found: [string, string][] = [];
  const change = (pattern: RegExp, to: (match: RegExpMatchArray) => string): void => {
    for (const match of text.slice(start).matchAll(pattern)) {
      const at = start + (match.index ?? 0);
      found.push([
        `${match[0]} -> ${to(match)}`,
        text.slice(0, at) + to(match) + text.slice(at + match[0].length),
      ]);
    }
  };
  change(/(?<=: )(\d+(?:\.\d+)?)%/g, ([, rate]) => `${Number(rate) - 1}%`);
  change(
    /(?<=(?:amount|up_to|community|1|2|3|provincial|else): )(\d+)(?= |,|$)/gm,
    ([amount]) => `${Number(amount) + 1}`,
  );
  change(/not_stated(?=[ ,\n])/g, () => '1');
  change(/(?<=from: )2025-01-01/g, () => '2025-01-02');
  // In-policy cost and burden are the same where nothing is paid before.
  for (const other of ['self_funded', 'advance', 'total'])
    change(new RegExp(`(?<=base: )(?!${other})\\w+`, 'g'), () => other);
  return found.map(([what, whole]) => [what, whole.replaceAll(/rate: 1(?=[ ,\n])/g, 'rate: 1%')]);
}

test('what is not answered is not stated, and nothing is made up', () => {
  const { policy } = filesOf({});
  expect(policy.text).toContain('deductible: { per: admission, amount: not_stated }');
  expect(policy.text).toContain('rate: not_stated');
  expect(policy.text).toContain('cap: { per: year, amount: not_stated }');
});

test('levels without a figure are not stated, and a period that was not given is said with every result', () => {
  const { policy } = filesOf({ deductible: '三级=800，二级=400', rate: '60%', cap: '150000' });
  expect(policy.text).toContain(
    'amount: { by: { hospital.level: { community: not_stated, 1: not_stated, 2: 400, 3: 800, provincial: not_stated } } }',
  );
  expect(loadPolicy(policy.text, 'resident.yaml').versions[0]?.notes.map(({ en }) => en)).toEqual([
    'the text does not say how often the deductible is taken; taken each time',
    'the text does not say which period the cap is for; taken as the year',
  ]);
  const given = filesOf({ deductible: '800', deductible_per: 'admission', rate: '60%', cap: 'none' });
  expect(given.policy.text).not.toContain('notes');
});

test('texts are quoted where YAML would read something else', () => {
  const title = `Notice: "2025" #1, {a}`;
  const { policy } = filesOf({ 'source.title': title, 'source.number': "it's", title: '- 武汉' });
  const read = loadPolicy(policy.text, 'resident.yaml');
  expect(read.sources.text).toMatchObject({ title: { zh: title, en: title }, number: { zh: "it's" } });
  expect(read.title.zh).toBe('- 武汉');
});

test.each([
  ['deductible', '-5', 'BAD_AMOUNT'],
  ['deductible', '1=200,1=300', 'FIGURE_OVERLAP'],
  ['deductible', '九级=200', 'UNKNOWN_CODE'],
  ['deductible', '1.005', 'MONEY_DECIMALS'],
  ['rate', '60', 'BAD_RATE'],
  ['rate', '0.6', 'BAD_RATE'],
  ['rate', '101%', 'BAD_RATE'],
  ['rate', '30000:85%', 'BANDS_NO_TOP'],
  ['rate', '85%;90%', 'BANDS_HOLE'],
  ['rate', '30000:85%;20000:80%;90%', 'BANDS_ORDER'],
  ['from', '2025-02-30', 'BAD_VALUE'],
  ['source.grade', 'offical', 'UNKNOWN_CODE'],
  ['source.url', 'example.org', 'BAD_VALUE'],
  ['care', 'inpatient,surgery', 'UNKNOWN_CODE'],
])('%s does not take “%s”: %s', (key, text, code) => {
  const question = DRAFT_QUESTIONS.find((item) => item.key === key);
  expect(question && readAnswer(question, text)).toMatchObject({ wrong: { code } });
});

test('answers that do not go together are named', () => {
  const { problems } = readDraft(
    new Map(Object.entries({ ...BASE, to: '2024-12-31', cap_per: 'year' })),
    around,
  );
  expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'VERSION_ORDER to',
    'ANSWER_NOT_USED cap_per',
  ]);
});

test('whatever is answered, formula and engine agree', async () => {
  const amount = fc.integer({ min: 0, max: 3_000_000 }).map((fen) => (fen / 100).toFixed(2));
  const rate = fc.integer({ min: 0, max: 10_000 }).map((points) => `${points / 100}%`);
  const word = <T extends string>(...words: T[]) => fc.constantFrom(...words);
  const levels = (value: fc.Arbitrary<string>) =>
    fc.oneof(
      fc.oneof(value, word('not_stated')),
      fc
        .array(fc.tuple(word('community', '1', '2', '3', 'provincial', 'else'), value), {
          minLength: 1,
          maxLength: 5,
        })
        .map((rows) => [...new Map(rows)].map(([key, figure]) => `${key}=${figure}`).join(',')),
    );
  const bands = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 90_000 }), { maxLength: 3 }),
      fc.array(levels(rate), { minLength: 4, maxLength: 4 }),
    )
    .map(([ends, rates]) => {
      const rising = [...ends].sort((a, b) => a - b).map((end, index) => `${end}:${rates[index]}`);
      return [...rising, rates[3]].join(';');
    });
  const answers = fc.record({
    deductible: fc.oneof(levels(amount), word('none', '')),
    deductible_per: word('admission', 'visit', 'year', ''),
    rate: bands,
    bands_per: word('settlement', 'year', ''),
    bands_from: word('deductible', 'zero', ''),
    cap: fc.oneof(amount, word('none', '', '90000000')),
    cap_per: word('year', 'settlement', 'month', ''),
    care: word('inpatient', 'chronic,inpatient'),
  });
  await fc.assert(
    fc.asyncProperty(answers, async (some) => {
      const files = filesOf(withoutUnused(some));
      expect(await confirmDraft(files, SHIPPED)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** Without the periods of figures that are not given. */
function withoutUnused(answers: Readonly<Record<string, string>>): Record<string, string> {
  const given = new Map(Object.entries({ ...BASE, ...answers }).filter(([, text]) => text !== ''));
  const fits = new Set(DRAFT_QUESTIONS.filter((question) => question.applies(given)).map(({ key }) => key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => fits.has(key)));
}
