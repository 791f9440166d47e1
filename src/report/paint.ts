/** Colours a text; must not change what it says or how wide it is. */
export type Painter = (text: string) => string;

/** Who a share of the bill belongs to, as far as colour and glyph go: funds by their order, then hospital and person. */
export const HUES = ['fund1', 'fund2', 'fund3', 'fund4', 'hospital', 'account', 'card', 'cash'] as const;
export type Hue = (typeof HUES)[number];

/** What a report may colour. Colour only ever repeats what words and glyphs say already. */
export interface Paint {
  /** Titles and the amounts that matter. */
  readonly strong: Painter;
  /** What is there for whoever looks closer. */
  readonly dim: Painter;
  readonly good: Painter;
  readonly warn: Painter;
  readonly bad: Painter;
  readonly payer: Readonly<Record<Hue, Painter>>;
}

const asIs: Painter = (text) => text;

/** No colour at all. */
export const PLAIN: Paint = {
  strong: asIs,
  dim: asIs,
  good: asIs,
  warn: asIs,
  bad: asIs,
  payer: Object.fromEntries(HUES.map((hue) => [hue, asIs])) as Record<Hue, Painter>,
};

/** Paints line by line, so that no colour runs over a line's end. A painter gets the text alone: chalk joins all it is given. */
export function paintEach(lines: readonly string[], painter: Painter | undefined): string[] {
  return painter ? lines.map((line) => painter(line)) : [...lines];
}
