import { inherit, type Origin } from '../grammar/words.ts';
import type { Figure, Unit } from '../rules/figure.ts';
import { growthKey } from '../rules/growth.ts';
import type { Line } from '../rules/line.ts';
import type { Version } from './policy.ts';

/** One figure of a policy under its key, with the origin of what stands around it. */
export interface KeyedFigure {
  /** `pooled_fund.deductible`, `pooled_fund.rate.2`; what `--assume` takes. */
  readonly key: string;
  readonly figure: Figure;
  readonly unit: Unit;
  readonly outer: Origin;
}

/** Key of a band's rate: a single rate has no number. */
export function rateKey(line: Line, index: number): string {
  return line.bands.length === 1 ? `${line.id}.rate` : `${line.id}.rate.${index + 1}`;
}

/** Every figure of a line, in the order they are used. */
export function figuresOfLine(line: Line, version: Origin): KeyedFigure[] {
  const outer = inherit(version, line.origin);
  const found: KeyedFigure[] = [];
  const add = (key: string, figure: Figure | undefined, unit: Unit, origin: Origin = {}): void => {
    if (figure) found.push({ key: `${line.id}.${key}`, figure, unit, outer: inherit(outer, origin) });
  };
  add('gate.from', line.gate?.from?.figure, 'fen', line.gate?.origin);
  add('gate.to', line.gate?.to?.figure, 'fen', line.gate?.origin);
  add('borne_first', line.borneFirst, 'ppm');
  if (line.deductible) {
    add('deductible', line.deductible.amount, 'fen', line.deductible.origin);
    for (const [index, step] of line.deductible.adjust.entries()) {
      const origin = inherit(line.deductible.origin, step.origin);
      add(`deductible.adjust.${index + 1}`, step.figure, step.kind === 'factor' ? 'ppm' : 'fen', origin);
      add(`deductible.adjust.${index + 1}.floor`, step.floor, 'fen', origin);
    }
  }
  for (const [index, band] of line.bands.entries()) {
    add(`up_to.${index + 1}`, band.upTo, 'fen', band.origin);
    found.push({
      key: rateKey(line, index),
      figure: band.rate,
      unit: 'ppm',
      outer: inherit(outer, band.origin),
    });
  }
  for (const [index, step] of line.adjust.entries())
    add(`adjust.${index + 1}`, step.figure, 'ppm', step.origin);
  if (line.cap) {
    add('cap', line.cap.amount, 'fen', line.cap.origin);
    const { grow, origin } = line.cap;
    const around = inherit(origin, grow?.origin ?? {});
    for (const [index, step] of grow?.each.entries() ?? [])
      add(growthKey(grow?.each ?? [], index), step.add, 'fen', inherit(around, step.origin));
    add('cap.grow.at_most', grow?.atMost, 'ppm', around);
  }
  return found;
}

/** Every figure of a version. */
export function figuresOfVersion(version: Version): KeyedFigure[] {
  const shared = version.caps.flatMap((cap): KeyedFigure[] => {
    const figure = cap.amount ?? cap.share;
    if (!figure) return [];
    return [
      {
        key: `caps.${cap.id}`,
        figure,
        unit: cap.amount ? 'fen' : 'ppm',
        outer: inherit(version.origin, cap.origin),
      },
    ];
  });
  const classB: KeyedFigure[] = version.classBAdvance
    ? [{ key: 'class_b_advance', figure: version.classBAdvance, unit: 'ppm', outer: version.origin }]
    : [];
  const byPart = Object.entries(version.partAdvance).map(
    ([tag, figure]): KeyedFigure => ({
      key: `part_advance.${tag}`,
      figure,
      unit: 'ppm',
      outer: version.origin,
    }),
  );
  return [
    ...classB,
    ...byPart,
    ...version.lines.flatMap((line) => figuresOfLine(line, version.origin)),
    ...shared,
  ];
}
