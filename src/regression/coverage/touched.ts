import type { Estimate } from '../../engine/estimate.ts';
import {
  IN,
  type LinePlan,
  NO_CAP,
  OUT,
  PER_LINE,
  type Plan,
  type Resolved,
  STATE,
} from '../../engine/plan.ts';
import { type BandRow, gateShut, OUTCOME, payable, settle, startOf } from '../../engine/settle.ts';
import { amountsOf, stateOf } from '../../engine/state.ts';
import { usedFigures } from '../../engine/step-inputs.ts';
import type { CaseResult } from '../run.ts';
import { type PlaceKind, placeKey } from './places.ts';

/**
 * What a case has touched. Being looked at is not enough: a band counts when cost fell into it, the end of a band when
 * cost went past it, a cap when it limited a payment, an adjustment when it applied, a figure that is not stated when
 * the result says so.
 */
export function touchedBy(result: CaseResult, touched: Set<string>): void {
  for (const estimate of result.estimates) {
    touchedByEstimate(estimate, touched);
  }
  for (const { rules } of result.covers)
    for (const { policy, origin } of rules)
      for (const kind of ['cover_start', 'lifetime'] as const)
        touched.add(placeKey(kind, policy.file, origin));
  // A refusal for a figure that is not stated points at the figure; others may point at one that was only looked at.
  for (const { code, place } of result.diagnostics)
    if (code === 'FIGURE_NOT_STATED' && place)
      for (const kind of FIGURE_KINDS) touched.add(placeKey(kind, place.file, place));
}

const FIGURE_KINDS: readonly PlaceKind[] = [
  'figure',
  'band',
  'cap',
  'adjustment',
  'parameter',
  'gate_open',
  'gate_shut',
];

type Note = (kind: PlaceKind, figure: Resolved | undefined) => void;

function touchedByEstimate({ plan, claim }: Estimate, touched: Set<string>): void {
  for (const { policy, origin } of [...plan.refusals, ...plan.notices])
    for (const kind of ['eligibility', 'refusal'] as const) touched.add(placeKey(kind, policy.file, origin));
  const amounts = amountsOf(plan, claim);
  const state = stateOf(plan, claim.yearToDate);
  const out = new Float64Array(plan.outSize);
  if (settle(plan, amounts, state, out, { code: OUTCOME.ok, line: 0, band: 0 }) !== OUTCOME.ok) return;
  for (const [index, line] of plan.lines.entries()) {
    const note: Note = (kind, figure) => {
      if (figure) touched.add(placeKey(kind, line.policy.file, figure.origin));
    };
    if (line.state === 'off') touchedWhileOff(plan, line, note);
    if (line.state === 'computed') touchedByLine(plan, line, index, amounts, state, out, note);
  }
  const limited = new Set(
    plan.lines.flatMap((line, index) => (sharedLimits(line, index, state, out) ? line.shared : [])),
  );
  for (const [index, { figure, cap }] of plan.caps.entries()) {
    const { policy } = plan.policies.find(({ version }) => version.caps.includes(cap)) ?? plan;
    if (limited.has(index)) touched.add(placeKey('cap', policy.file, figure.origin));
  }
}

/** A line left out because its figures are not stated has shown just that. */
function touchedWhileOff(plan: Plan, line: LinePlan, note: Note): void {
  if (line.off?.code !== 'LINE_NOT_STATED') return;
  for (const figure of plan.resolved)
    if (figure.state === 'not_stated' && figure.key.startsWith(`${line.id}.`))
      for (const kind of FIGURE_KINDS) note(kind, figure);
}

function touchedByLine(
  plan: Plan,
  line: LinePlan,
  index: number,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  note: Note,
): void {
  const { figures } = line;
  const shut = gateShut(line, amounts[IN.total] ?? 0, out[OUT.inPolicy] ?? 0);
  const base = out[OUT.first + index * PER_LINE.size + PER_LINE.base] ?? 0;
  if (shut || base > 0)
    for (const edge of [figures.gate?.from, figures.gate?.to]) note(shut ? 'gate_shut' : 'gate_open', edge);
  if (base === 0) return;
  note('figure', figures.borneFirst);
  note('figure', figures.deductible);
  for (const { step, figure, result } of figures.deductibleSteps) {
    note('adjustment', figure);
    const at = (line.line.deductible?.adjust.indexOf(step) ?? -1) + 1;
    const floor = plan.resolved.find(({ key }) => key === `${line.id}.deductible.adjust.${at}.floor`);
    if (floor?.value === result) note('adjustment', floor);
  }
  for (const { step, figure } of figures.rateSteps)
    if (step.part === undefined || (amounts[line.extraPart] ?? 0) > 0) note('adjustment', figure);
  touchedBands(line, index, amounts, state, out, note);
  touchedCap(plan, line, index, state, out, note);
  touchedParameters(plan, line, note);
}

/** Bands that cost fell into, and ends that it went past. */
function touchedBands(
  line: LinePlan,
  index: number,
  amounts: Float64Array,
  state: Float64Array,
  out: Float64Array,
  note: Note,
): void {
  const slot = OUT.first + index * PER_LINE.size;
  const year = index * STATE.size;
  const base = out[slot + PER_LINE.base] ?? 0;
  const counted = line.capOnCost ? base - (out[slot + PER_LINE.above] ?? 0) : base;
  const deductibleLeft = line.deductiblePerYear
    ? Math.max(0, line.deductible - (state[year + STATE.deductible] ?? 0))
    : line.deductible;
  const rows: BandRow[] = [];
  payable(line, counted, deductibleLeft, startOf(line, state, year), amounts, rows);
  for (const { band } of rows) {
    note('band', line.figures.rates[band]);
    if (rows.some((row) => row.band > band)) note('band', line.figures.upTo[band]);
  }
}

/** A cap that limited the payment; one that is not stated or not set, where the line pays. */
function touchedCap(
  plan: Plan,
  line: LinePlan,
  index: number,
  state: Float64Array,
  out: Float64Array,
  note: Note,
): void {
  const { cap } = line.figures;
  if (!cap) return;
  if (cap.state !== 'exact' && !cap.assumed) note('cap', cap);
  const slot = OUT.first + index * PER_LINE.size;
  const used = line.capState < 0 ? 0 : (state[index * STATE.size + line.capState] ?? 0);
  const above = (out[slot + PER_LINE.above] ?? 0) > 0;
  const reached = line.capOnCost || (out[slot + PER_LINE.paid] ?? 0) >= line.capAmount - used;
  if (!above || !reached) return;
  note('cap', cap);
  if (line.figures.grown === 0) return;
  for (const figure of plan.resolved)
    if (figure.key === `${line.id}.cap.grow` || figure.key === `${line.id}.cap.grow.at_most`)
      note('cap', figure);
}

/** Parameters, and amounts set while they are not known, behind the figures that were used. */
function touchedParameters(plan: Plan, line: LinePlan, note: Note): void {
  const used = usedFigures(line);
  for (const figure of plan.resolved) {
    if (line.policy.parameters[figure.key] === undefined) continue;
    // A share of a parameter keeps the place of the value it was made of.
    const behind = used.some(
      ({ origin }) => origin.line === figure.origin.line && origin.column === figure.origin.column,
    );
    if (behind || figure.state === 'not_stated') note('parameter', figure);
  }
}

/** Whether a shared cap, not the line's own, kept its payment down. */
function sharedLimits(line: LinePlan, index: number, state: Float64Array, out: Float64Array): boolean {
  if (line.state !== 'computed' || line.shared.length === 0) return false;
  const slot = OUT.first + index * PER_LINE.size;
  const paid = out[slot + PER_LINE.paid] ?? 0;
  if ((out[slot + PER_LINE.above] ?? 0) === 0) return false;
  const used = line.capState < 0 ? 0 : (state[index * STATE.size + line.capState] ?? 0);
  return line.capState === NO_CAP || line.capOnCost || paid < line.capAmount - used;
}
