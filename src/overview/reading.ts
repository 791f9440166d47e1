import { Decimal } from 'decimal.js';
import type { Text } from '../diagnostics/text.ts';
import { same } from '../diagnostics/text.ts';
import type { LinePlan, Plan, Resolved } from '../engine/plan.ts';
import type { Origin } from '../grammar/words.ts';
import { showRate } from '../money/rate.ts';
import { showValue, type Unit } from '../rules/figure.ts';
import { plainAmounts } from '../rules/sentences/saying.ts';
import type { Quantity } from './quantity.ts';

/** A value as a table shows it, with where it comes from. */
export interface Shown {
  readonly text: Text;
  readonly origins: readonly Origin[];
  /** How the value was worked out, where it was not simply read. */
  readonly formula?: Text;
}

const NOT_STATED: Text = { zh: '未载明', en: 'not stated' };
const NONE: Text = { zh: '不设', en: 'none' };

/** Everything that a quantity shows in given circumstances; of bands all rates, then all upper ends. */
export function readingOf(quantity: Quantity, low: LinePlan, high: LinePlan | undefined): Shown[] {
  switch (quantity) {
    case 'borne_first':
      return [simple(low.figures.borneFirst, high?.figures.borneFirst)];
    case 'deductible':
      return [deductible(low, high)];
    case 'rates':
      return [
        ...low.line.bands.map((_, band) => rate(low, high, band)),
        ...low.line.bands
          .slice(0, -1)
          .map((_, band) => simple(low.figures.upTo[band], high?.figures.upTo[band])),
      ];
    case 'cap':
      return [cap(low, high)];
  }
}

export function sharedCapReading(low: Plan, high: Plan | undefined): Shown[] {
  return low.caps.map(({ figure }, index) => simple(figure, high?.caps[index]?.figure));
}

/** A figure that nothing changes. */
function simple(low: Resolved | undefined, high: Resolved | undefined): Shown {
  if (!low) return { text: NOT_STATED, origins: [] };
  return shown(low, [], amount(low.value, low.unit), high && amount(high.value, high.unit));
}

function deductible(low: LinePlan, high: LinePlan | undefined): Shown {
  const { deductible: figure, deductibleSteps } = low.figures;
  const steps = deductibleSteps.map((step) => step.figure);
  const origins = originsOf([...(figure ? [figure] : []), ...steps]);
  if (low.deductible < 0) return { text: NOT_STATED, origins };
  if (figure?.state === 'none') return { text: NONE, origins };
  const last = deductibleSteps.findLast(({ step }) => step.kind === 'set');
  // Another amount altogether: the one before it does not matter any more.
  const known = last ? { ...last.figure, state: 'exact' as const } : figure;
  return shown(
    known,
    steps,
    amount(low.deductible, 'fen'),
    high && high.deductible >= 0 ? amount(high.deductible, 'fen') : undefined,
  );
}

function rate(low: LinePlan, high: LinePlan | undefined, band: number): Shown {
  const figure = low.figures.rates[band];
  const steps = low.figures.rateSteps
    .filter(({ step }) => step.part === undefined)
    .map((step) => step.figure);
  if ((low.rates[band] ?? -1) < 0)
    return { text: NOT_STATED, origins: originsOf([...(figure ? [figure] : []), ...steps]) };
  return shown(figure, steps, rateText(low, band), high && rateText(high, band));
}

function rateText({ rates, denominator }: LinePlan, band: number): string {
  return showRate(new Decimal(rates[band] ?? 0).div(denominator));
}

function cap(low: LinePlan, high: LinePlan | undefined): Shown {
  const figure = low.figures.cap;
  if (figure?.state !== 'exact') return simple(figure, undefined);
  return shown(figure, [], amount(low.capAmount, 'fen'), high && amount(high.capAmount, 'fen'));
}

function shown(
  figure: Resolved | undefined,
  steps: readonly Resolved[],
  low: string,
  high: string | undefined,
): Shown {
  const all = [...(figure ? [figure] : []), ...steps];
  const origins = originsOf(all);
  if (!figure || figure.state === 'not_stated') return { text: NOT_STATED, origins };
  if (figure.state === 'none') return { text: NONE, origins };
  if (all.some(({ open }) => open)) return { text: { zh: `不低于 ${low}`, en: `at least ${low}` }, origins };
  if (all.some(({ ranged }) => ranged) && high !== undefined && high !== low)
    return { text: same(`${low}–${high}`), origins };
  const { formula } = figure;
  if (!formula || figure.ranged) return { text: same(low), origins };
  return {
    text: same(low),
    origins,
    formula: { zh: plainAmounts(formula.zh), en: plainAmounts(formula.en) },
  };
}

/** Where figures come from, each answer once; on which line of the file it stands does not matter here. */
function originsOf(figures: readonly Resolved[]): Origin[] {
  const known = new Map<string, Origin>();
  for (const { origin } of figures) {
    const plain = groundOf(origin);
    known.set(JSON.stringify(plain), plain);
  }
  return [...known.values()];
}

function groundOf({ basis, source, note }: Origin): Origin {
  return { ...(basis && { basis }), ...(source && { source }), ...(note && { note }) };
}

function amount(value: number, unit: Unit): string {
  return plainAmounts(showValue(value, unit));
}
