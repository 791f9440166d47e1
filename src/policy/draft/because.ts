import { same, type Text } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import { formatPercent, PPM } from '../../money/rate.ts';
import type { Formula, Worked } from './formula.ts';

/** The arithmetic of a case in words: `(10,000 - 800) x 60% = 5,520`. */
export function becauseOf(
  { deductible, stretches, exact, rounded }: Worked,
  base: bigint,
  { countedFrom }: Formula,
): Text {
  const [first, ...more] = stretches;
  const lessDeductible = `${yuan(base)} - ${yuan(deductible)}`;
  if (!first) return same(`${lessDeductible} = 0`);
  const million = BigInt(PPM);
  const unrounded = decimal(exact, 8);
  const result = exact % million === 0n ? yuan(rounded) : unrounded;
  const tail =
    exact % million === 0n
      ? same('')
      : { zh: `，四舍五入为 ${yuan(rounded)}`, en: `, rounded to ${yuan(rounded)}` };
  if (more.length === 0) {
    const cost = deductible > 0n ? `(${lessDeductible})` : yuan(base);
    return joined([same(`${cost} x ${percent(first.ppm)} = ${result}`), tail], '');
  }
  const sum = stretches.map(({ cost, ppm }) => `${yuan(cost)} x ${percent(ppm)}`).join(' + ');
  const lead =
    deductible === 0n
      ? []
      : countedFrom === 'zero'
        ? [
            {
              zh: `起付线 ${yuan(deductible)} 占最低的费用`,
              en: `the deductible takes the lowest ${yuan(deductible)}`,
            },
          ]
        : [same(`${lessDeductible} = ${yuan(base - deductible)}`)];
  return sentences([...lead, joined([same(`${sum} = ${result}`), tail], '')]);
}

/** Parts of a reason, one after another. */
export function sentences(texts: readonly Text[]): Text {
  return { zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => en).join('; ') };
}

function joined(texts: readonly Text[], between: string): Text {
  return { zh: texts.map(({ zh }) => zh).join(between), en: texts.map(({ en }) => en).join(between) };
}

/** Fen for reading, whole yuan without decimals: `5,520`. */
export function yuan(fen: bigint): string {
  return groupYuan(fen).replace(/\.00$/, '');
}

export function percent(ppm: bigint): string {
  return formatPercent(Number(ppm));
}

/** A whole number of the last of so many places, without trailing zeros: 0.0085. */
function decimal(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, '0');
  const whole = digits.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}
