import type { LineTotals } from '../../src/claim/claim.ts';
import { OUT, PER_LINE, type Plan } from '../../src/engine/plan.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { OUTCOME, settle } from '../../src/engine/settle.ts';
import { printSettlement, settlementOf } from '../../src/engine/settlement.ts';
import { amountsOf, stateOf } from '../../src/engine/state.ts';
import { formatYuan, parseYuan } from '../../src/money/fen.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** A policy written in a test: its lines, and what else the file or the version needs. */
export function policyOf(
  lines: string,
  { id = '990099/employee', file = '', version = '' }: { id?: string; file?: string; version?: string } = {},
): Policy {
  const text = [
    `policy: ${id}`,
    'title: 测试',
    'checked: 2030-12-31',
    'sources: { made_up: { title: 虚构, grade: general_knowledge } }',
    file,
    'versions:',
    '  - from: 2025-01-01',
    '    source: made_up',
    version.replace(/^/gm, '    '),
    '    lines:',
    lines.replace(/^/gm, '      '),
  ].join('\n');
  return loadPolicy(text, 'inline.yaml');
}

/** A claim written in a test; amounts in yuan, as written in a claim file. */
export interface SmallClaim {
  readonly facts?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly admission?: number;
  readonly date?: string;
  readonly total: string;
  readonly selfFunded?: string;
  readonly overLimit?: string;
  readonly advance?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly paid?: Readonly<Record<string, string>>;
  readonly personal?: string;
  readonly stored?: string;
  /** What the year holds, by line. */
  readonly year?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The coarse totals of the year. */
  readonly totals?: { readonly [name: string]: string | Readonly<Record<string, string>> };
  readonly assume?: Readonly<Record<string, string>>;
  readonly bound?: 'low' | 'high';
}

export function fen(yuan: string): number {
  const read = parseYuan(yuan);
  if ('fen' in read) return read.fen;
  throw new Error(`${yuan}: ${read.code}`);
}

const inFen = (amounts: Readonly<Record<string, string>> = {}): Map<string, number> =>
  new Map(Object.entries(amounts).map(([name, yuan]) => [name, fen(yuan)]));

/** The plan, or the codes of what keeps there from being one. */
export function planOf(policies: Policy | readonly Policy[], claim: SmallClaim): Plan | string {
  const [basic, ...supplements] = [policies].flat() as Policy[];
  if (!basic) throw new Error('no policy');
  const part = (policy: Policy) => {
    const version = policy.versions.findLast(({ from }) => from <= (claim.date ?? '2025-05-01'));
    if (!version) throw new Error('no version');
    return { policy, version };
  };
  const result = resolve({
    basic: part(basic),
    supplements: supplements.map(part),
    facts: new Map(Object.entries({ care: 'inpatient', 'hospital.level': '3', ...claim.facts })),
    date: claim.date ?? '2025-05-01',
    admission: claim.admission ?? 1,
    given: Object.keys(claim.paid ?? {}),
    parts: [basic, ...supplements].flatMap((policy) => Object.keys(policy.parts)),
    assumptions: new Map(Object.entries(claim.assume ?? {})),
    bound: claim.bound ?? 'low',
    defaults: true,
  });
  const why = [
    ...result.needs.map(({ field }) => `needs ${field}`),
    ...result.problems.map(({ code }) => code),
  ];
  return result.plan ?? why.join(' ');
}

/**
 * One claim from policy to amounts, as exact strings: the national fields, and `<line>`, `<line>.base`,
 * `<line>.deductible`, `<line>.above` for each line. A refusal is one string: `rateNotStated pooled_fund`.
 */
export function settleSmall(
  policies: Policy | readonly Policy[],
  claim: SmallClaim,
): Record<string, string> | string {
  const plan = planOf(policies, claim);
  if (typeof plan === 'string') return plan;
  const { payers, ...coarse } = claim.totals ?? {};
  const totals = Object.fromEntries(
    Object.entries(coarse).map(([name, yuan]) => [name, fen(yuan as string)]),
  );
  const amounts = amountsOf(plan, {
    facts: new Map(),
    expenses: {
      total: fen(claim.total),
      selfFunded: fen(claim.selfFunded ?? '0'),
      overLimit: fen(claim.overLimit ?? '0'),
      advance: fen(claim.advance ?? '0'),
      parts: inFen(claim.parts),
    },
    paid: inFen(claim.paid),
    yearToDate: { payers: new Map(), lines: new Map() },
    personalAccount: fen(claim.personal ?? '0'),
    storedCard: fen(claim.stored ?? '0'),
    places: new Map(),
  });
  const lines = Object.entries(claim.year ?? {}).map(([id, year]): [string, LineTotals] => [
    id,
    Object.fromEntries(inFen(year)),
  ]);
  const state = stateOf(plan, {
    ...totals,
    payers: inFen(payers as Readonly<Record<string, string>> | undefined),
    lines: new Map(lines),
  });
  const out = new Float64Array(plan.outSize);
  const outcome = { code: OUTCOME.ok as number, line: 0, band: 0 };
  const code = settle(plan, amounts, state, out, outcome);
  if (code !== OUTCOME.ok) {
    const [name] = Object.entries(OUTCOME).find(([, value]) => value === code) ?? [];
    return `${name} ${plan.lines[outcome.line]?.id}`;
  }
  const byLine = plan.lines.flatMap((line, index) => {
    const at = (place: number): string => formatYuan(out[OUT.first + index * PER_LINE.size + place] ?? 0);
    return [
      [line.id, at(PER_LINE.paid)],
      [`${line.id}.base`, at(PER_LINE.base)],
      [`${line.id}.deductible`, at(PER_LINE.deductible)],
      [`${line.id}.above`, at(PER_LINE.above)],
    ];
  });
  return { ...printSettlement(settlementOf(amounts, out)), ...Object.fromEntries(byLine) };
}
