import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { subjectsOf } from '../../src/curve/subjects.ts';
import { type Branch, branchesOf } from '../../src/engine/branches.ts';
import type { LinePlan } from '../../src/engine/plan.ts';
import { resolve } from '../../src/engine/resolve.ts';
import type { Part } from '../../src/engine/resolve-input.ts';
import { apart } from '../../src/lint/apart.ts';
import { type Block, lineTable, type RuleTable, sharedCapTable } from '../../src/overview/blocks.ts';
import { insurancesOf } from '../../src/overview/head.ts';
import type { Shown } from '../../src/overview/reading.ts';
import type { Row, Taken } from '../../src/overview/table.ts';
import type { Policy, Version } from '../../src/policy/policy.ts';
import { openFolders } from '../../src/policy/shipped.ts';
import { wordingOf } from '../../src/policy/wording.ts';

const library = openFolders([fileURLToPath(new URL('../../policies', import.meta.url))]);
const policies = await library.all();

type Plain = ReadonlyMap<string, string | number>;

/** The circumstances of a branch as rows name them. */
function plainFacts({ facts, admission }: Branch): Plain {
  const plain = [...facts].map(
    ([field, fact]) => [field, Array.isArray(fact) ? fact.join('+') : fact] as const,
  );
  return new Map<string, string | number>([
    ...plain.map(([field, fact]) => [field, fact as string | number] as const),
    ['admission', admission],
  ]);
}

function takes(taken: Taken, fact: string | number): boolean {
  switch (taken.kind) {
    case 'word':
      return taken.word === fact;
    case 'others':
      return !taken.but.has(String(fact));
    case 'numbers':
      return taken.from <= Number(fact) && Number(fact) <= taken.to;
  }
}

/** Rows and columns that are for the circumstances; a field that the branch never looked at keeps none away. */
function cellsFor(table: RuleTable, block: Block, facts: Plain): (readonly Shown[] | undefined)[] {
  const { field, columns } = table.grid;
  const fits = ({ where }: Row): boolean =>
    [...where].every(([name, taken]) => {
      const fact = facts.get(name);
      return fact === undefined || taken.some((one) => takes(one, fact));
    });
  const rows = block.rows.filter(fits);
  const fact = field === undefined ? undefined : facts.get(field);
  return rows.flatMap(({ cells }) =>
    cells.filter((_, at) => fact === undefined || columns[at]?.values.includes(String(fact))),
  );
}

/** Two diseases at once have a row of their own, or are paid as one of them. */
function found(table: RuleTable, block: Block, facts: Plain): (readonly Shown[] | undefined)[] {
  const own = cellsFor(table, block, facts);
  const disease = String(facts.get('disease') ?? '');
  if (own.length > 0 || !disease.includes('+')) return own;
  const together = cellsFor(table, block, new Map([...facts, ['disease', '+']]));
  if (together.length > 0) return together;
  return disease.split('+').flatMap((one) => cellsFor(table, block, new Map([...facts, ['disease', one]])));
}

/** A cell as a number: fen, or the rate as a fraction of 10^10. */
function numberIn(text: string): bigint {
  const [, whole = '', rest = '', percent] = /^([\d,]+)(?:\.(\d+))?(%)?$/.exec(text) ?? [];
  if (whole === '') throw new Error(`not a figure: ${text}`);
  const places = percent ? 8 : 2;
  if (rest.length > places) throw new Error(`too fine: ${text}`);
  return BigInt(whole.replaceAll(',', '') + rest.padEnd(places, '0'));
}

/** A figure of a plan as the same kind of number; undefined where it is not stated, null where there is none. */
type Number = bigint | undefined | null;

function sameFigure({ text }: Shown, low: Number, high: Number, open: boolean): boolean {
  if (low === undefined) return text.zh === '未载明';
  if (low === null) return text.zh === '不设';
  if (open) return text.zh.startsWith('不低于 ') && numberIn(text.zh.slice(4)) === low;
  const [one = '', two] = text.zh.split('–');
  if (two === undefined)
    return numberIn(one) === low && (high === undefined || high === null || high === low);
  return numberIn(one) === low && numberIn(two) === high;
}

function fen(value: number): Number {
  return value < 0 ? undefined : value === Number.MAX_SAFE_INTEGER ? null : BigInt(value);
}

function rate({ rates, denominator }: LinePlan, band: number): Number {
  const numerator = rates[band] ?? -1;
  return numerator < 0 ? undefined : (BigInt(numerator) * 10n ** 10n) / BigInt(denominator);
}

function resolvedFen(figure: { readonly state: string; readonly value: number } | undefined): Number {
  if (!figure || figure.state === 'not_stated') return undefined;
  return figure.state === 'none' ? null : BigInt(figure.value);
}

/** What a plan says of a quantity, band by band, then the ends of the bands. */
function figuresOf(block: Block, plan: LinePlan): Number[] {
  switch (block.quantity) {
    case 'borne_first': {
      const share = resolvedFen(plan.figures.borneFirst);
      return [typeof share === 'bigint' ? share * 10n ** 4n : share];
    }
    case 'deductible':
      return [plan.figures.deductible?.state === 'none' ? null : fen(plan.deductible)];
    case 'rates':
      return [
        ...plan.line.bands.map((_, band) => rate(plan, band)),
        ...plan.line.bands.slice(0, -1).map((_, band) => resolvedFen(plan.figures.upTo[band])),
      ];
    case 'cap': {
      const cap = resolvedFen(plan.figures.cap);
      return [typeof cap === 'bigint' ? BigInt(plan.capAmount) : cap];
    }
    case 'shared_cap':
      throw new Error('not of a line');
  }
}

/** Whether a branch is the ordinary visit that a table is for. */
function isOrdinary({ fixed }: RuleTable, facts: Plain): boolean {
  return fixed.every(({ field, value }) => {
    const fact = facts.get(field);
    return fact === undefined || String(fact) === String(value);
  });
}

interface Counts {
  cells: number;
  combinations: number;
}

function compareVersion(policy: Policy, version: Version, counts: Counts): void {
  const wording = wordingOf([policy]);
  const [place = ''] = policy.id.split('/');
  // A supplement sold everywhere is tried with the schemes kept beside it: what it pays by is its own.
  const all = subjectsOf(policy, version, policies);
  const beside = all.filter(({ basic }) => basic.policy.id.startsWith(place));
  const subjects = beside.length > 0 ? beside : all;
  for (const { basic, supplements, date } of subjects) {
    const subject = { part: { policy, version }, insurances: insurancesOf(policy), date, wording };
    const lines = new Map(version.lines.map((line) => [line.id, lineTable(subject, line)]));
    const caps = new Map(version.caps.map((cap) => [cap.id, sharedCapTable(subject, cap)]));
    // Conditions that come before the money change no figure, and would multiply the combinations.
    const open = (alone: Version, { policy: of, version: its }: Part): Part => ({
      policy: of,
      version: { ...(of === policy ? alone : its), eligibility: [] },
    });
    // So would lines that have nothing to do with each other.
    const branches = apart(version).flatMap((alone) => [
      ...branchesOf({
        basic: open(alone, basic),
        supplements: supplements.map((part) => open(alone, part)),
        date,
      }),
    ]);
    for (const branch of branches) {
      const { plan, ranged, open: unbounded } = branch.result;
      if (!plan?.covered) continue;
      const high = ranged && !unbounded ? resolve({ ...branch.input, bound: 'high' }).plan : undefined;
      const facts = plainFacts(branch);
      counts.combinations++;
      for (const [index, line] of plan.lines.entries()) {
        const table = lines.get(line.id);
        if (line.policy !== policy || line.state !== 'computed' || !table || !isOrdinary(table, facts))
          continue;
        for (const block of table.blocks) compareBlock(table, block, facts, line, high?.lines[index], counts);
      }
      for (const [index, { cap, figure }] of plan.caps.entries()) {
        const table = caps.get(cap.id);
        const [block] = table?.blocks ?? [];
        if (!table || !block || !version.caps.includes(cap)) continue;
        const scale = cap.share ? 10n ** 4n : 1n;
        const times = (value: Number): Number => (typeof value === 'bigint' ? value * scale : value);
        for (const cell of found(table, block, facts)) {
          const shown = cell?.[0];
          const ok =
            shown &&
            sameFigure(
              shown,
              times(resolvedFen(figure)),
              times(resolvedFen(high?.caps[index]?.figure)),
              figure.open,
            );
          if (!ok) expect.fail(`${policy.id} ${cap.id}: ${shown?.text.zh} in ${JSON.stringify([...facts])}`);
          counts.cells++;
        }
      }
    }
  }
}

function compareBlock(
  table: RuleTable,
  block: Block,
  facts: Plain,
  plan: LinePlan,
  high: LinePlan | undefined,
  counts: Counts,
): void {
  const where = `${plan.policy.id} ${plan.id} ${block.quantity} ${JSON.stringify([...facts])}`;
  const cells = found(table, block, facts);
  if (cells.length === 0) expect.fail(`no row: ${where}`);
  const low = figuresOf(block, plan);
  const other = high && figuresOf(block, high);
  const figures = plan.figures;
  const opens = [...figures.rates, ...figures.rateSteps.map(({ figure }) => figure)].some(
    (figure) => figure.open,
  );
  for (const cell of cells) {
    if (!cell) expect.fail(`nothing shown: ${where}`);
    for (const [at, value] of low.entries()) {
      const shown: Shown | undefined = cell[at];
      const open = block.quantity === 'rates' ? opens : false;
      if (!shown || !sameFigure(shown, value, other?.[at], open && shown.text.zh.startsWith('不低于')))
        expect.fail(`${shown?.text.zh} for ${value} … ${other?.[at]}: ${where}`);
      counts.cells++;
    }
  }
}

it.each(
  policies
    .filter(({ versions }) => versions.some(({ lines }) => lines.length > 0))
    .map((policy) => [policy.id, policy] as const),
)(
  'every figure shown of %s is the one that the resolver gives, in every combination',
  (_, policy) => {
    const counts: Counts = { cells: 0, combinations: 0 };
    for (const version of policy.versions) compareVersion(policy, version, counts);
    expect(counts.combinations).toBeGreaterThan(0);
    expect(counts.cells).toBeGreaterThan(0);
  },
  120_000,
);
