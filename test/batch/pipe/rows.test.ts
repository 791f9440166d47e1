import { describe, expect, it } from 'vitest';
import type { BaoxiaoError } from '../../../src/diagnostics/diagnostic.ts';
import type { Row } from '../support/csv.ts';
import {
  EST,
  type PipeWishes,
  pipeBytes as pipeBytesBy,
  pipeRows as pipeRowsBy,
  readTabs,
  tabText,
} from '../support/pipe.ts';
import { BENCH_POLICIES } from '../support/policies.ts';

const policies = [BENCH_POLICIES];
const pipeBytes = (columns: readonly string[], text: string, wishes: PipeWishes = {}) =>
  pipeBytesBy(columns, text, { policies, ...wishes });
const pipeRows = (rows: readonly Row[], wishes: PipeWishes = {}) => pipeRowsBy(rows, { policies, ...wishes });

const COLUMNS = [
  'id',
  'person',
  'date',
  'region',
  'insurance',
  'status',
  'care',
  'hospital.level',
  'expenses.total',
];
const claim = (id: string, person: string, more: Row = {}): Row => ({
  ...{ id, person, date: '2025-05-01', region: '990100', insurance: 'employee' },
  ...{ status: 'active', care: 'inpatient', 'hospital.level': '2', 'expenses.total': '10600' },
  ...more,
});
const OUT = [...COLUMNS, ...EST];
const lineOf = (row: Row): string => tabText(COLUMNS, [row]);

async function through(text: string, wishes: PipeWishes = {}): Promise<Row[]> {
  const { outputColumns = OUT } = wishes;
  return readTabs(outputColumns, (await pipeBytes(COLUMNS, text, wishes)).text);
}

/** 600 of deductible at the first admission (300 at the second, then none), 87% of the other 10,000: worked out by hand. */
const SETTLED = { est_status: 'ok', est_act_pay_dedc: '600.00', est_hifp_pay: '8700.00', est_code: '\\N' };

describe('a line that is no row', () => {
  it.each([
    ['too few values', 'S9\tP1\t2025-05-01', 3, ['S9', 'P1', '2025-05-01', '\\N']],
    [
      'too many values',
      `${lineOf(claim('S9', 'P1')).trimEnd()}\tmore\tand more`,
      11,
      ['S9', 'P1', '2025-05-01'],
    ],
    ['nothing at all', '', 1, ['', '\\N']],
    ['one value', 'S9', 1, ['S9', '\\N']],
  ])('comes out rejected in its place: %s', async (_, line, count, begin) => {
    const text = `${lineOf(claim('S1', 'P1'))}${line}\n${lineOf(claim('S2', 'P1'))}`;
    const [first, ragged, second] = await through(text, { lang: 'en' });
    expect(first).toMatchObject(SETTLED);
    expect(ragged).toMatchObject({
      ...{ est_status: 'rejected', est_code: 'RAGGED_ROW', est_hifp_pay: '\\N', est_policy: '\\N' },
      est_message: `there ${count === 1 ? 'is 1 value' : `are ${count} values`} for 9 columns`,
    });
    expect(Object.values(ragged ?? {}).slice(0, begin.length)).toEqual(begin);
    // It stands between two rows of a person and parts them not: 300 at the second admission.
    expect(second).toMatchObject({ est_status: 'ok', est_act_pay_dedc: '300.00' });
  });

  it('parts nobody where a block ends with it', async () => {
    // So wide that the blocks end within the person's rows unless they are kept together.
    const wide = (id: string, person: string): string =>
      lineOf(claim(id, person, { id: id + 'x'.repeat(400_000) }));
    const lines = [
      wide('A', 'P1'),
      wide('B', 'P2'),
      'ragged\n',
      wide('C', 'P2'),
      'ragged\n',
      wide('D', 'P2'),
    ];
    const rows = await through(lines.join(''));
    expect(rows.map(({ est_code }) => est_code)).toEqual([
      '\\N',
      '\\N',
      'RAGGED_ROW',
      '\\N',
      'RAGGED_ROW',
      '\\N',
    ]);
    expect(rows.map(({ est_act_pay_dedc }) => est_act_pay_dedc)).toEqual([
      '600.00',
      '600.00',
      '\\N',
      '300.00',
      '\\N',
      '0.00',
    ]);
  });
});

describe('what cannot be settled', () => {
  it.each([
    ['an amount that is none', { 'expenses.total': 'ten' }, 'MONEY_NOT_A_NUMBER'],
    ['a place that is none', { region: '山\\东' }, 'REGION_UNKNOWN'],
    ['no date', { date: '' }, 'MISSING_FIELD'],
    ['a year without a policy', { date: '1990-01-01' }, 'DATE_BEFORE_POLICY'],
  ])('is told in one line: %s', async (_, more, code) => {
    const [row = {}, next] = await pipeRows([claim('S1', 'P1', more), claim('S2', 'P1')]);
    expect(row).toMatchObject({ id: 'S1', est_status: 'rejected', est_code: code, est_medfee_sumamt: '\\N' });
    expect(row.est_message).not.toMatch(/[\\\t\n\r]|--|^$/);
    expect(next).toMatchObject(SETTLED);
  });
});

describe('quotes, spaces and carriage returns', () => {
  it('quotes are text', async () => {
    const rows = [claim('"S1', 'P1'), claim('S"2"', '"P2"'), claim('"S3"', 'P3')];
    const found = await pipeRows(rows);
    expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    for (const row of found) expect(row).toMatchObject(SETTLED);
  });

  it('a person is the same with spaces around the number', async () => {
    const found = await pipeRows([claim('S1', 'P1'), claim('S2', ' P1 ')]);
    expect(found.map((row) => row.est_act_pay_dedc)).toEqual(['600.00', '300.00']);
    expect(found.map(({ person }) => person)).toEqual(['P1', ' P1 ']);
  });

  it('lines may end as in Windows, and the last one not at all', async () => {
    const text = [claim('S1', 'P1'), claim('S2', 'P2', { 'expenses.total': '' })].map(lineOf).join('');
    const { text: wanted } = await pipeBytes(COLUMNS, text);
    expect(wanted.split('\n').length).toBe(3);
    expect((await pipeBytes(COLUMNS, text.replaceAll('\n', '\r\n'))).text).toBe(wanted);
    expect((await pipeBytes(COLUMNS, text.slice(0, -1))).text).toBe(wanted);
  });

  it('a carriage return within a row is written as a space, which readers of lines leave alone', async () => {
    const [row] = await through(lineOf(claim('S\r1', 'P1')));
    expect(row).toMatchObject({ ...SETTLED, id: 'S 1' });
  });

  it('a byte order mark is no part of the first value', async () => {
    const [row] = await through(`\ufeff${lineOf(claim('S1', 'P1'))}`);
    expect(row).toMatchObject({ ...SETTLED, id: 'S1' });
    expect(await through('\ufeff')).toEqual([]);
  });
});

describe('columns that are wanted', () => {
  it.each([
    [['id', 'est_hifp_pay']],
    [
      [
        'est_status',
        'person',
        'id',
        'est_pool_prop_selfpay',
        'est_medfee_sumamt',
        'date',
        'region',
        'est_policy',
      ],
    ],
    [['est_message', 'est_code', 'expenses.total', 'id', 'id']],
    [COLUMNS],
  ])('are picked and put in order: %j', async (outputColumns) => {
    const text = [claim('S1', 'P1'), claim('S2', 'P2', { date: 'x' })]
      .map(lineOf)
      .concat('S3\tP3\n')
      .join('');
    const whole = await through(text);
    const { text: picked } = await pipeBytes(COLUMNS, text, { outputColumns });
    const wanted = whole.map((row) => outputColumns.map((name) => row[name]).join('\t'));
    expect(picked).toBe(wanted.map((line) => `${line}\n`).join(''));
  });
});

describe('persons that are hidden', () => {
  const number = '110105199001011234';
  const rows = [claim('S1', number), claim('S2', number, { date: 'x' }), claim('S3', '')];

  it('by stars, and nothing else is changed', async () => {
    const plain = await pipeRows(rows);
    const found = await pipeRows(rows, { mask: { kind: 'stars' } });
    const stars = '110************234';
    expect(found).toEqual(plain.map((row) => (row.person === number ? { ...row, person: stars } : row)));
    expect(found[2]).toMatchObject({ ...SETTLED, person: '\\N' });
  });

  it('by a hash that is the same for a person in every run', async () => {
    const mask = { kind: 'hash', key: 'an invented key of some length' } as const;
    const [first, second, nobody] = (await pipeRows(rows, { mask })).map(({ person = '' }) => person);
    expect(first).toMatch(/^[0-9a-f]{20}$/);
    expect(second).toBe(first);
    expect(nobody).toBe('\\N');
    const outputColumns = ['person'];
    expect(await pipeRows([claim('S9', number)], { mask, outputColumns })).toEqual([{ person: first }]);
  });

  it('in a line that is no row, nothing of it is shown', async () => {
    const text = `S1\t${number}\nmore\t${lineOf(claim('S1', number))}`;
    const found = await through(text, { mask: { kind: 'stars' } });
    for (const row of found) {
      expect(COLUMNS.map((name) => row[name])).toEqual(COLUMNS.map(() => '\\N'));
      expect(row.est_code).toBe('RAGGED_ROW');
    }
    expect(found.length).toBe(2);
  });
});

describe('rows of a person that stand apart', () => {
  const apart = { est_status: 'rejected', est_code: 'ROWS_APART', est_hifp_pay: '\\N' };

  it('are rejected with the reason, the others are not', async () => {
    const ids = ['P1', 'P2', 'P1', 'P3', 'P3', 'P2', 'P2', 'P4'];
    const found = await pipeRows(
      ids.map((person, index) => claim(`S${index}`, person)),
      { lang: 'en' },
    );
    const rejected = [2, 5, 6];
    for (const [index, row] of found.entries())
      expect(row).toMatchObject(rejected.includes(index) ? apart : { est_status: 'ok' });
    expect(found[2]?.est_message).toContain('sort by person and date');
    expect(found[4]).toMatchObject({ est_act_pay_dedc: '300.00' });
  });

  it.each([
    ['ascending', (index: number) => `P${String(index).padStart(5, '0')}`],
    ['in no order', (index: number) => `P${String((index * 7919) % 100_003).padStart(6, '0')}`],
  ])('are found however far apart they are: %s', async (_, personOf) => {
    const wide = 'x'.repeat(1000);
    const rows = Array.from({ length: 5000 }, (_row, index) => claim(`${index}${wide}`, personOf(index)));
    const late = [
      claim('L0', personOf(3)),
      claim('L1', personOf(4000)),
      claim('L2', 'P9999999'),
      claim('L3', 'P8'),
    ];
    const found = (await pipeRows([...rows, ...late])).slice(5000);
    expect(found.map(({ est_code }) => est_code)).toEqual(['ROWS_APART', 'ROWS_APART', '\\N', '\\N']);
    const { pieces } = await pipeBytes(COLUMNS, tabText(COLUMNS, rows));
    expect(pieces.length).toBeGreaterThan(3);
  });

  it('rows that name no person are each by themselves', async () => {
    const found = await pipeRows(['', 'P1', '', 'P2', ''].map((person, index) => claim(`S${index}`, person)));
    for (const row of found) expect(row).toMatchObject(SETTLED);
  });
});

describe('columns of the input', () => {
  const refusal = async (columns: string[], wishes: PipeWishes = {}) => {
    try {
      await pipeBytes(columns, '', wishes);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it.each([
    [['id', 'person'], {}, 'MISSING_COLUMN'],
    [[...COLUMNS, 'x', 'x'], {}, 'FIELD_TWICE'],
    [[...COLUMNS, 'psn_no'], {}, 'FIELD_TWICE'],
    [[...COLUMNS, ''], {}, 'BAD_FLAG'],
    [[...COLUMNS, 'est_hifp_pay'], {}, 'COLUMN_TAKEN'],
    [COLUMNS.filter((name) => name !== 'person'), { mask: { kind: 'stars' } as const }, 'MISSING_COLUMN'],
    [COLUMNS, { outputColumns: ['idd'] }, 'UNKNOWN_COLUMN'],
    [COLUMNS, { outputColumns: ['id', ''] }, 'UNKNOWN_COLUMN'],
    [COLUMNS, { outputColumns: ['id', 'ledger'], mask: { kind: 'stars' } as const }, 'BAD_FLAG'],
  ])('are refused: %j %j', async (columns, wishes, code) => {
    const { diagnostics = [] } = ((await refusal(columns, wishes)) ?? {}) as Partial<BaoxiaoError>;
    expect(diagnostics[0]?.code).toBe(code);
  });

  it('are named where they are nearly ours, or taken as paid', async () => {
    const { remarks } = await pipeBytes([...COLUMNS, 'hifp_pay', 'medfee_sumamtt'], '');
    expect(remarks.map(({ code }) => code)).toEqual(['COLUMN_NOT_KNOWN', 'TAKEN_AS_PAID']);
  });

  it('may have names and codes of the house', async () => {
    const map =
      'columns: { 号: person }\nvalues: { care: { "1": inpatient } }\nconstants: { region: "990100", status: active }\n';
    const columns = ['号', 'date', 'insurance', 'care', 'hospital.level', 'expenses.total'];
    const { text } = await pipeBytes(columns, 'P1\t2025-05-01\temployee\t1\t2\t10600\n', { map });
    expect(readTabs([...columns, ...EST], text)[0]).toMatchObject({ ...SETTLED, 号: 'P1', care: '1' });
  });
});
