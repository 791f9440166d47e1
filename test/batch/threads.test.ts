import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { batch, type Counts, generate, json } from './support/command.ts';
import { Folder } from './support/folder.ts';
import { BENCH_POLICIES } from './support/policies.ts';
import { shuffled } from './support/sample.ts';

/** Some blocks for each thread. */
const ROWS = 24_000;
/** One row in so many cannot be settled. */
const EVERY = 997;

const folder = new Folder();
afterAll(() => folder.remove());

const [header = '', ...made] = linesOf(generate(folder.file('made.csv'), ROWS, 11));
const lines = made.map((line, index) => (index % EVERY === 0 ? damaged(line, index / EVERY) : line));
const files = {
  together: lines,
  apart: shuffled(
    lines.map((line) => ({ line, person: cellsOf(line)[1] ?? '', date: cellsOf(line)[2] ?? '' })),
    3,
  ).map(({ line = '' }) => line),
};

/** The generator writes no quotes, so a line is a row and a comma parts two cells. */
function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

function cellsOf(line: string): string[] {
  return line.split(',');
}

function idOf(line: string): string {
  return cellsOf(line)[0] ?? '';
}

/** Too many cells, an amount that is none, a place that is none. */
function damaged(line: string, number: number): string {
  if (number % 3 === 0) return `${line},more`;
  return cellsOf(line)
    .with(number % 3 === 1 ? 8 : 3, 'x')
    .join(',');
}

interface Files {
  readonly out: readonly string[];
  /** By id: the rejected row without its line. */
  readonly rejects: readonly string[];
  readonly closing: readonly string[];
  readonly summary: Counts;
  readonly all: Buffer;
}

function run(name: keyof typeof files, workers: number): Files {
  const file = (end: string): string => folder.file(`${name}-${workers}${end}`);
  const input = folder.write(`${name}.csv`, `${[header, ...files[name]].join('\n')}\n`);
  const done = batch(
    ...[input, '-o', file('.csv'), '--workers', `${workers}`, '--policies', BENCH_POLICIES],
    ...['--closing', file('.jsonl'), '--summary', file('.json')],
  );
  expect(done.code).toBe(1);
  const ends = ['.csv', '.rejects.csv', '.jsonl', '.json'];
  return {
    out: linesOf(file('.csv')).slice(1),
    rejects: linesOf(file('.rejects.csv')).slice(1),
    closing: linesOf(file('.jsonl')),
    summary: json<Counts>(file('.json')),
    all: Buffer.concat(ends.map((end) => readFileSync(file(end)))),
  };
}

const runs = {
  together: [0, 1, 2, 3].map((workers) => run('together', workers)),
  apart: [0, 3].map((workers) => run('apart', workers)),
};

describe.each(['together', 'apart'] as const)('rows of a person %s', (name) => {
  const [first] = runs[name] as [Files];

  it('no thread, one, two or three write the same files', () => {
    for (const { all } of runs[name]) expect(all.equals(first.all)).toBe(true);
  });

  it('every row comes out, in the order of the file, byte for byte', () => {
    const rejected = new Map(first.rejects.map((line) => [cellsOf(line)[1], line]));
    const settled = files[name].filter((line) => !rejected.has(idOf(line)));
    expect(first.out.map((line) => line.split(',').slice(0, 12).join(','))).toEqual(settled);
    const refused = files[name].flatMap((line, index) => {
      const reject = rejected.get(idOf(line));
      return reject === undefined ? [] : [{ reject, begin: `${index + 2},${idOf(line)},`, end: `"${line}"` }];
    });
    expect(first.rejects).toEqual(refused.map(({ reject }) => reject));
    for (const { reject, begin, end } of refused)
      expect(reject.startsWith(begin) && reject.endsWith(end)).toBe(true);
    expect(rejected.size).toBe(Math.ceil(ROWS / EVERY));
    expect(first.summary.rows).toMatchObject({ in: ROWS, rejected: rejected.size });
  });
});

it('together or apart, each row and each year comes out the same', () => {
  const [together] = runs.together as [Files];
  const [apart] = runs.apart as [Files];
  const sorted = (all: readonly string[]): string[] => [...all].sort();
  const unnumbered = (all: readonly string[]): string[] => all.map((line) => line.replace(/^\d+/, ''));
  expect(sorted(apart.out)).toEqual(sorted(together.out));
  expect(sorted(unnumbered(apart.rejects))).toEqual(sorted(unnumbered(together.rejects)));
  expect(sorted(apart.closing)).toEqual(sorted(together.closing));
});
