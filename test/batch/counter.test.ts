import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatRatio } from '../../src/engine/settlement.ts';
import { formatYuan } from '../../src/money/fen.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import type { Case, Question } from '../../src/regression/case.ts';
import type { Expectation } from '../../src/regression/expectation.ts';
import type { MapTree } from '../../src/source/tree.ts';
import { readYaml } from '../../src/source/yaml.ts';
import { shippedCases } from '../support/shipped-cases.ts';
import { rowOf } from './support/claim-rows.ts';
import { type Answer, Counter } from './support/counter.ts';
import type { Row } from './support/csv.ts';
import { type Result, settleRows } from './support/here.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const library = openLibrary();
const NONE: ReadonlyMap<string, string> = new Map();

interface Given {
  readonly name: string;
  readonly claims: readonly MapTree[];
  readonly case?: Case & { readonly question: Question & { kind: 'claims' } };
}

const claims = readdirSync(`${fixtures}/claims`)
  .filter((name) => name.endsWith('.yaml'))
  .map(
    (name): Given => ({
      name,
      claims: [readYaml(readFileSync(`${fixtures}/claims/${name}`, 'utf8'), name) as MapTree],
    }),
  );

const cases = shippedCases().flatMap(({ file, cases: all }) =>
  all.flatMap((one): Given[] => {
    const { question } = one;
    if (question.kind !== 'claims') return [];
    return [
      {
        name: `${file} ${one.place.line} ${one.name}`,
        claims: question.claims,
        case: { ...one, question },
      },
    ];
  }),
);

/** Assumptions hold for a whole run, so cases that share them share a file. */
function bySupposed(given: readonly Given[]): [ReadonlyMap<string, string>, Given[]][] {
  const groups = new Map<string, Given[]>();
  for (const one of given) {
    const key = JSON.stringify([...(one.case?.assume ?? [])]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => [group[0]?.case?.assume ?? NONE, group]);
}

/** The cases as rows of one file: each case is a person, its claims are numbered. */
function rowsOf(group: readonly Given[]): Row[] {
  return group.flatMap(({ claims }, person) =>
    claims.map((claim, number) => ({
      ...renamed(rowOf(claim), claims, person),
      id: `${person}-${number}`,
      person: `P${String(person).padStart(4, '0')}`,
    })),
  );
}

/** A reversal names the settlement by the id that the row of it has in the file. */
function renamed(row: Row, claims: readonly MapTree[], person: number): Row {
  const number = claims.findIndex((claim) => row.reverses !== undefined && rowOf(claim).id === row.reverses);
  return number < 0 ? row : { ...row, reverses: `${person}-${number}` };
}

/** The counter settles claims one by one and takes none back: what a file with a reversal comes to is worked out by hand. */
function takesBack({ claims }: Given): boolean {
  const ids = claims.map((claim) => rowOf(claim).id);
  return claims.some((claim) => {
    const { reverses } = rowOf(claim);
    return reverses !== undefined && ids.includes(reverses);
  });
}

async function answersOf(group: readonly Given[], assumptions: ReadonlyMap<string, string>) {
  const answers = new Map<string, Answer>();
  for (const [person, { claims }] of group.entries()) {
    const counter = new Counter({ library, assumptions });
    for (const [number, claim] of claims.entries())
      answers.set(`${person}-${number}`, await counter.settle(claim));
  }
  return answers;
}

/** What the batch says, in the words of the counter: the columns it adds, or the refusal. */
function said({ rows, rejects }: Result): Map<string, Row> {
  const added = ([name]: [string, string]): boolean => name.startsWith('est_');
  return new Map([
    ...rows.map((row) => [row.id ?? '', Object.fromEntries(Object.entries(row).filter(added))] as const),
    ...rejects.map(({ id = '', code = '', field = '', value = '' }) => [id, { code, field, value }] as const),
  ]);
}

function wanted(answer: Answer): Row {
  if ('est' in answer) return answer.est;
  const [first] = answer.refused;
  return { code: first?.code ?? '', field: first?.field ?? '', value: first?.value ?? '' };
}

/**
 * What a file cannot refuse for the counter's reason: it may hold the settlement that a reversal takes back, and an
 * assumption that one claim has no use for may be of use to another. That none had, it tells at the end.
 */
const OTHER_IN_A_FILE: ReadonlyMap<string, string> = new Map([
  ['REVERSAL_ALONE', 'REVERSAL_UNKNOWN'],
  ['UNKNOWN_ASSUMPTION', 'ASSUMPTION_UNUSED'],
]);

interface Compared {
  readonly given: Given;
  readonly number: number;
  readonly counter: Row;
  readonly batch: Row | undefined;
  /** What the run as a whole has told. */
  readonly remarks: readonly string[];
}

async function compareAll(given: readonly Given[]): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [assumptions, group] of bySupposed(given)) {
    const answers = await answersOf(group, assumptions);
    const result = await settleRows(rowsOf(group), { assumptions });
    expect(result.summary.rows.in).toBe(answers.size);
    const batch = said(result);
    for (const [id, answer] of answers) {
      const [person = 0, number = 0] = id.split('-').map(Number);
      compared.push({
        given: group[person] as Given,
        number,
        counter: wanted(answer),
        batch: batch.get(id),
        remarks: result.remarks.map(({ code }) => code),
      });
    }
  }
  return compared;
}

function differing(compared: readonly Compared[]) {
  return compared.flatMap(({ given, number, counter, batch, remarks }) => {
    const other = OTHER_IN_A_FILE.get(counter.code ?? '');
    const agree =
      other === undefined
        ? JSON.stringify(counter) === JSON.stringify(batch)
        : [batch?.code, ...remarks].includes(other);
    return agree ? [] : [{ claim: `${given.name}, claim ${number + 1}`, counter, batch }];
  });
}

describe('fixtures/claims as rows of a file', () => {
  it('come out as they do at the counter', async () => {
    const compared = await compareAll(claims);
    expect(compared.length).toBeGreaterThan(20);
    expect(differing(compared)).toEqual([]);
  });
});

describe('the regression cases as rows of a file', async () => {
  const compared = await compareAll(cases);

  it('come out as they do at the counter', () => {
    expect(compared.length).toBeGreaterThan(550);
    expect(differing(compared.filter(({ given }) => !takesBack(given)))).toEqual([]);
  });

  it('have the amounts that were worked out by hand', () => {
    const wrong = compared.flatMap(({ given, number, batch }) => {
      const low = given.case?.question.expect[number]?.low;
      return low === undefined ? [] : missed(low, batch).map((what) => `${given.name}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  it('are refused for the reason that the case names', () => {
    const wrong = compared.flatMap(({ given, number, batch }) => {
      const { error, expect: expected } = given.case?.question ?? {};
      if (!error || number < (expected?.length ?? 0)) return [];
      if (OTHER_IN_A_FILE.has(error.code)) return [];
      const found = `${batch?.code} ${batch?.field}`;
      const named = `${error.code} ${error.field ?? batch?.field}`;
      return found === named ? [] : [`${given.name}: ${found}, not ${named}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** What a case expects and the row does not have. Payers and lines stand in no column. */
function missed(low: Expectation, batch: Row | undefined): string[] {
  const amounts = [...low.amounts].map(([field, { value }]): [string, string | undefined, string] => [
    field,
    batch?.[`est_${field}`],
    field === 'pool_prop_selfpay' ? formatRatio(value) : formatYuan(value),
  ]);
  if (low.covered) amounts.push(['covered', String(batch?.est_status === 'ok'), low.covered.value]);
  const codes = batch?.est_notices?.split(';') ?? [];
  return [
    ...amounts.flatMap(([key, found, wanted]) =>
      found === wanted ? [] : [`${key} is ${found}, not ${wanted}`],
    ),
    ...(low.notices?.value ?? [])
      .filter((code) => !codes.includes(code))
      .map((code) => `${code} is not among ${codes}`),
    ...(low.noNotices?.value ?? [])
      .filter((code) => codes.includes(code))
      .map((code) => `${code} is among ${codes}`),
  ];
}
