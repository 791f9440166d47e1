import type { Estimate } from '../../engine/estimate.ts';
import { lineWork, type Worked } from '../../engine/line-work.ts';
import type { BandRow } from '../../engine/payable.ts';
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
import { gateShut } from '../../engine/settle.ts';
import { usedFigures } from '../../engine/step-inputs.ts';
import { figuresOfVersion } from '../../policy/figures.ts';
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
  'cover_start',
];

type Note = (kind: PlaceKind, figure: Resolved | undefined) => void;

function touchedByEstimate({ plan, worked, claim }: Estimate, touched: Set<string>): void {
  for (const { key, figure } of figuresOfVersion(plan.version))
    if (claim.expenses.byPolicy?.has(key)) touched.add(placeKey('figure', plan.policy.file, figure.origin));
  for (const { policy, origin } of [...plan.refusals, ...plan.notices])
    for (const kind of ['eligibility', 'refusal'] as const) touched.add(placeKey(kind, policy.file, origin));
  for (const [index, line] of plan.lines.entries()) {
    const note: Note = (kind, figure) => {
      if (figure) touched.add(placeKey(kind, line.policy.file, figure.origin));
    };
    if (line.state === 'off') touchedWhileOff(plan, line, note);
    if (line.state === 'computed') touchedByLine(plan, line, index, worked, note);
  }
  const limited = new Set(
    plan.lines.flatMap((line, index) => (sharedLimits(line, index, worked) ? line.shared : [])),
  );
  for (const [index, { figure, cap }] of plan.caps.entries()) {
    const { policy } = plan.policies.find(({ version }) => version.caps.includes(cap)) ?? plan;
    if (limited.has(index)) touched.add(placeKey('cap', policy.file, figure.origin));
  }
  // One that is not set for this claim has shown that.
  for (const { policy, version } of plan.policies)
    for (const { id } of version.caps) {
      const unset = plan.resolved.find(({ key, state }) => key === `caps.${id}` && state === 'none');
      if (unset) touched.add(placeKey('cap', policy.file, unset.origin));
    }
}

/** A line left out because its figures are not stated has shown just that. */
function touchedWhileOff(plan: Plan, line: LinePlan, note: Note): void {
  if (line.off?.code !== 'LINE_NOT_STATED') return;
  for (const figure of plan.resolved)
    if (figure.state === 'not_stated' && figure.key.startsWith(`${line.id}.`))
      for (const kind of FIGURE_KINDS) note(kind, figure);
}

function touchedByLine(plan: Plan, line: LinePlan, index: number, worked: Worked, note: Note): void {
  const { figures } = line;
  const { amounts, out } = worked;
  const shut = gateShut(line, amounts[IN.total] ?? 0, out[OUT.inPolicy] ?? 0);
  const { base, above, rows } = lineWork(line, index, worked);
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
  const { cap } = figures;
  // One that is not stated or not set shows where the line pays.
  if (cap && cap.state !== 'exact' && !cap.assumed) note('cap', cap);
  touchedBands(line, rows, note);
  if (above > 0) touchedCap(line, index, worked, note);
  touchedParameters(plan, line, note);
}

/** Bands that cost fell into, and ends that it went past. */
function touchedBands({ figures }: LinePlan, rows: readonly BandRow[], note: Note): void {
  for (const { band } of rows) {
    note('band', figures.rates[band]);
    if (rows.some((row) => row.band > band)) note('band', figures.upTo[band]);
  }
}

/** A cap of the line's own that limited it, and what has made it grow. */
function touchedCap(line: LinePlan, index: number, worked: Worked, note: Note): void {
  const { out } = worked;
  const paid = out[OUT.first + index * PER_LINE.size + PER_LINE.paid] ?? 0;
  if (!line.capOnCost && paid < ownCapLeft(line, index, worked)) return;
  const { cap, growth } = line.figures;
  note('cap', cap);
  for (const { figure } of growth?.steps ?? []) note('cap', figure);
  note('cap', growth?.most);
}

/** Fen that the line's own cap left before the claim. */
function ownCapLeft({ capState, capAmount }: LinePlan, index: number, { state }: Worked): number {
  return capAmount - (capState < 0 ? 0 : (state[index * STATE.size + capState] ?? 0));
}

/** Parameters, and amounts set while they are not known, behind the figures that were used. */
function touchedParameters(plan: Plan, line: LinePlan, note: Note): void {
  const used = usedFigures(line);
  for (const figure of plan.resolved) {
    if (line.policy.parameters[figure.key] === undefined) continue;
    // A share of a parameter keeps the place of the value it was made of.
    const behind = used.some(
      ({ origin }) => placeKey('parameter', '', origin) === placeKey('parameter', '', figure.origin),
    );
    if (behind || figure.state === 'not_stated') note('parameter', figure);
  }
}

/** Whether a shared cap, not the line's own, kept its payment down. */
function sharedLimits(line: LinePlan, index: number, worked: Worked): boolean {
  if (line.state !== 'computed' || line.shared.length === 0) return false;
  const slot = OUT.first + index * PER_LINE.size;
  if ((worked.out[slot + PER_LINE.above] ?? 0) === 0) return false;
  const paid = worked.out[slot + PER_LINE.paid] ?? 0;
  return line.capState === NO_CAP || line.capOnCost || paid < ownCapLeft(line, index, worked);
}
