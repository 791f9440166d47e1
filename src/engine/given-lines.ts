import { findPayer, PAYERS, type Payer } from '../codes/payers.ts';
import type { Origin } from '../grammar/words.ts';
import type { Line } from '../rules/line.ts';
import { bucketsOfPayer } from './line-base.ts';
import { blankLine, switchOff } from './line-blank.ts';
import type { LineContext } from './line-context.ts';
import { complete, IN, type LinePlan } from './plan.ts';
import type { Part, ResolveInput } from './resolve-input.ts';

/** The first line of a payer whose payment is given stands for all its lines; the others are off. */
export function standForGiven(
  blank: LinePlan,
  part: Part,
  origin: Origin,
  { input, circumstances }: LineContext,
  before: readonly LinePlan[],
): LinePlan {
  const { payer, policy } = blank;
  if (before.some((other) => other.payer.id === payer.id && other.state === 'given')) {
    const reason = { zh: '已含在给出的已付金额里', en: 'included in the given payment' };
    return switchOff(blank, { code: 'GIVEN_TOGETHER', reason, origin, policy });
  }
  return complete(blank, {
    state: 'given',
    given: placeOfGiven(payer, input),
    // Taken from any cost that one of the lines pays on.
    buckets: bucketsOfPayer(blank.line.payer, part, circumstances.words('care') ?? []),
    part: -1,
    aboveOf: -1,
    shareOf: -1,
    outside: [],
  });
}

function placeOfGiven({ id }: Payer, { given, parts }: ResolveInput): number {
  return IN.first + parts.length + given.indexOf(id);
}

/** Payments by payers that no line of the policy names still count: before the payers that come after them. */
export function addGivenWithoutLine(input: ResolveInput, lines: LinePlan[]): void {
  for (const id of input.given) {
    if (lines.some((line) => line.payer.id === id && line.state === 'given')) continue;
    const payer = findPayer(id);
    if (!payer) continue;
    const order = PAYERS.indexOf(payer);
    const later = lines.findIndex((line) => PAYERS.indexOf(line.payer) > order);
    const at = later < 0 ? lines.length : later;
    lines.splice(at, 0, givenLine(payer, input));
    // The lines behind it have moved, and with them those that bases refer to.
    const moved = (place: number): number => (place >= at ? place + 1 : place);
    for (let index = at + 1; index < lines.length; index++) {
      const line = lines[index] as LinePlan;
      complete(line, {
        aboveOf: moved(line.aboveOf),
        shareOf: moved(line.shareOf),
        partBefore: line.partBefore.map(moved),
        outsideBefore: line.outsideBefore.map(moved),
      });
    }
  }
}

/** A payment given for a payer the policy does not name: taken off whatever is left. */
function givenLine(payer: Payer, input: ResolveInput): LinePlan {
  const line: Line = {
    id: payer.id,
    payer: payer.id,
    care: [],
    refuse: [],
    base: { kind: 'sum', words: ['total'] },
    counted: { per: 'settlement', from: 'deductible', origin: {} },
    bands: [],
    adjust: [],
    unlessGiven: 'refuse',
    givenAboveBase: payer.onlyWhatIsLeft ? 'reduce' : 'refuse',
    origin: {},
  };
  return complete(blankLine(line, input.basic, payer, [], input.parts), {
    state: 'given',
    given: placeOfGiven(payer, input),
  });
}
