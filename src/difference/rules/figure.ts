import { joinTexts, type Text } from '../../diagnostics/text.ts';
import { inherit, type Origin } from '../../grammar/words.ts';
import { boxesOf, cellsOf, describeBox, leafAt, type Space, spaceOf } from '../../rules/cells.ts';
import type { Figure, Unit } from '../../rules/figure.ts';
import { describeFigure } from '../../rules/sentences/figure.ts';
import type { Pair } from '../change.ts';
import { compareOrigin, compareValue, essence, guarded } from '../compare.ts';
import { inside, tell, type Where } from '../tell.ts';

/**
 * Compares one figure in all circumstances that either side tells apart, whatever tables it is written in: what is told is
 * for whom it changes, not how the table was rebuilt.
 */
export function compareFigure(where: Where, what: Text, unit: Unit, figures: Pair<Figure | undefined>): void {
  const { old, new: now } = figures;
  if (!old && !now) return;
  const origins = { old: old?.origin, new: now?.origin };
  const compare = (): void => {
    const space = spaceOf([old, now].flatMap((figure) => figure ?? []));
    if (space) compareCells(where, what, unit, figures, space);
    else tell(where, 'figure', what, whole(old, unit, where, 'old'), whole(now, unit, where, 'new'));
  };
  if (old && now) guarded(where, what, { old, new: now }, origins, compare);
  else compare();
}

function whole(figure: Figure | undefined, unit: Unit, where: Where, side: keyof Pair<unknown>) {
  return figure && { value: describeFigure(figure, unit, where.wording[side]), origin: figure.origin };
}

/** A figure as it stands in some circumstances. */
interface Leaf {
  readonly figure: Figure;
  /** Its own basis and source, or those of the tables around it. */
  readonly origin: Origin;
  /** Of the figure and of the tables around it. */
  readonly notes: readonly Text[];
}

/** Circumstances in which the same two leaves meet. */
interface Meeting {
  readonly leaves: Pair<Leaf | undefined>;
  readonly cells: (readonly number[])[];
}

function compareCells(
  where: Where,
  what: Text,
  unit: Unit,
  figures: Pair<Figure | undefined>,
  space: Space,
): void {
  const meetings = new Map<string, Meeting>();
  for (const cell of cellsOf(space)) {
    const paths = {
      old: figures.old && leafAt(figures.old, space, cell),
      new: figures.new && leafAt(figures.new, space, cell),
    };
    const leaves = { old: leafOf(paths.old), new: leafOf(paths.new) };
    const [before, after] = [essence(leaves.old), essence(leaves.new)];
    if (before === after) continue;
    // Rows that say the same are told together.
    const key = `${before} ${after}`;
    const met = meetings.get(key);
    if (met) met.cells.push(cell);
    else meetings.set(key, { leaves, cells: [cell] });
  }
  for (const { leaves, cells } of meetings.values()) {
    for (const box of boxesOf(cells, space.fields.length)) {
      const side = leaves.new ? 'new' : 'old';
      compareLeaves(where, what, unit, leaves, describeBox(box, space, where.wording[side]));
    }
  }
}

function leafOf(path: readonly Figure[] | undefined): Leaf | undefined {
  const figure = path?.at(-1);
  if (!path || !figure) return undefined;
  const origin = path.reduce<Origin>((outer, { origin: inner }) => inherit(outer, inner), {});
  return { figure, origin, notes: path.flatMap(({ origin: { note } }) => note ?? []) };
}

function compareLeaves(
  where: Where,
  what: Text,
  unit: Unit,
  { old, new: now }: Pair<Leaf | undefined>,
  circumstances: Text | undefined,
): void {
  const saying = (leaf: Leaf | undefined, side: keyof Pair<unknown>) =>
    leaf && { value: describeFigure(leaf.figure, unit, where.wording[side]), origin: leaf.origin };
  if (!old || !now || substance(old) !== substance(now)) {
    tell(where, 'figure', what, saying(old, 'old'), saying(now, 'new'), circumstances);
    return;
  }
  const named = circumstances
    ? { zh: `${what.zh}（${circumstances.zh}）`, en: `${what.en} (${circumstances.en})` }
    : what;
  const there = inside(where, { old: undefined, new: undefined }, named);
  compareOrigin(there, { old: withoutNote(old.origin), new: withoutNote(now.origin) });
  const notes = { old: notesOf(old), new: notesOf(now) };
  compareValue(there, 'text', NOTE, notes, (texts) => joinTexts(texts, '；', '; '), {
    old: old.origin,
    new: now.origin,
  });
}

const NOTE: Text = { zh: '说明', en: 'note' };

function notesOf({ notes }: Leaf): readonly Text[] | undefined {
  return notes.length > 0 ? notes : undefined;
}

function withoutNote({ note: _, ...origin }: Origin): Origin {
  return origin;
}

/** The value without where it comes from; a provisional one within it counts with all it has. */
function substance({ figure }: Leaf): string {
  return essence({ ...figure, origin: undefined });
}
