import { FIELDS } from '../claim/fields.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import type { Wording } from './circumstances.ts';
import type { Condition } from './condition.ts';
import type { Figure } from './figure.ts';
import type { Keys } from './keys.ts';
import { describeNumber, describeRange } from './sentences/condition.ts';

/** A value of a field that two figures may tell apart: a word, a stretch of numbers, or every other word. */
export type Atom =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'others' }
  | { readonly kind: 'numbers'; readonly from: number; readonly to: number };

/** Circumstances: for each field that matters one atom. */
export type Cell = readonly Atom[];

/** The fields that figures look at, with the atoms of each. */
export interface Space {
  readonly fields: readonly string[];
  readonly atoms: readonly (readonly Atom[])[];
}

/** More circumstances than any table of a policy has. */
const MOST_CELLS = 50_000;

/** Every circumstance that the figures tell apart; undefined where there are too many to go through. */
export function spaceOf(figures: readonly Figure[]): Space | undefined {
  const words = new Map<string, Set<string>>();
  const bounds = new Map<string, Set<number>>();
  const note = (field: string, keys: Keys): void => {
    if (keys.kind === 'is') {
      const known = words.get(field) ?? new Set();
      for (const value of keys.values) known.add(value);
      words.set(field, known);
    } else {
      const known = bounds.get(field) ?? new Set([0]);
      known.add(keys.from);
      if (keys.to < Number.MAX_SAFE_INTEGER) known.add(keys.to + 1);
      bounds.set(field, known);
    }
  };
  for (const figure of figures) collect(figure, note);
  const fields = [...words.keys(), ...bounds.keys()];
  const atoms = fields.map((field) => atomsOf(field, words.get(field), bounds.get(field)));
  const count = atoms.reduce((product, some) => product * some.length, 1);
  return count > MOST_CELLS ? undefined : { fields, atoms };
}

function collect(figure: Figure, note: (field: string, keys: Keys) => void): void {
  if (figure.kind === 'by') for (const { keys } of figure.rows) note(figure.field, keys);
  if (figure.kind === 'cases') for (const { when } of figure.rows) collectCondition(when, note);
  if (figure.kind !== 'by' && figure.kind !== 'cases') return;
  for (const row of figure.rows) collect(row.figure, note);
  if (figure.otherwise) collect(figure.otherwise, note);
}

function collectCondition(test: Condition, note: (field: string, keys: Keys) => void): void {
  if (test.kind === 'is') note(test.field, { kind: 'is', values: test.values });
  else if (test.kind === 'within') note(test.field, test);
  else for (const inner of test.kind === 'not' ? [test.of] : test.of) collectCondition(inner, note);
}

function atomsOf(
  field: string,
  words: ReadonlySet<string> | undefined,
  bounds: ReadonlySet<number> | undefined,
): Atom[] {
  if (bounds) {
    const starts = [...bounds].sort((a, b) => a - b);
    return starts.map((from, index) => ({
      kind: 'numbers',
      from,
      to: (starts[index + 1] ?? Number.MAX_SAFE_INTEGER + 1) - 1,
    }));
  }
  const named = [...(words ?? [])];
  const ids = FIELDS.find(({ key }) => key === field)?.table?.ids;
  const left = ids?.filter((id) => !named.includes(id));
  // The one value that is left has a name; several are «others».
  const rest: Atom[] =
    left === undefined || left.length > 1
      ? [{ kind: 'others' }]
      : left.map((word) => ({ kind: 'word', word }));
  const order = (word: string): number => ids?.indexOf(word) ?? 0;
  const known = named.sort((a, b) => order(a) - order(b)).map((word): Atom => ({ kind: 'word', word }));
  return [...known, ...rest];
}

/** Every cell of a space, by the places of its atoms. */
export function* cellsOf({ atoms }: Space): Generator<readonly number[]> {
  const places = atoms.map(() => 0);
  for (;;) {
    yield [...places];
    let field = places.length - 1;
    while (field >= 0 && (places[field] as number) + 1 >= (atoms[field]?.length ?? 0)) places[field--] = 0;
    if (field < 0) return;
    places[field] = (places[field] as number) + 1;
  }
}

/** The leaf of a figure in given circumstances, and the tables that led to it; undefined where no row fits. */
export function leafAt(figure: Figure, space: Space, places: readonly number[]): Figure[] | undefined {
  if (figure.kind !== 'by' && figure.kind !== 'cases') return [figure];
  const atom = (field: string): Atom | undefined => {
    const at = space.fields.indexOf(field);
    return space.atoms[at]?.[places[at] ?? 0];
  };
  const row =
    figure.kind === 'by'
      ? figure.rows.find(({ keys }) => fits(keys, atom(figure.field)))
      : figure.rows.find(({ when }) => meets(when, atom));
  const next = row?.figure ?? figure.otherwise;
  const inner = next && leafAt(next, space, places);
  return inner && [figure, ...inner];
}

function fits(keys: Keys, atom: Atom | undefined): boolean {
  if (keys.kind === 'is') return atom?.kind === 'word' && keys.values.includes(atom.word);
  return atom?.kind === 'numbers' && keys.from <= atom.from && atom.to <= keys.to;
}

function meets(test: Condition, atom: (field: string) => Atom | undefined): boolean {
  switch (test.kind) {
    case 'is':
      return fits({ kind: 'is', values: test.values }, atom(test.field));
    case 'within':
      return fits(test, atom(test.field));
    case 'not':
      return !meets(test.of, atom);
    case 'all':
      return test.of.every((inner) => meets(inner, atom));
    case 'any':
      return test.of.some((inner) => meets(inner, atom));
  }
}

/** Cells as few boxes, each of them a set of places for every field. */
export function boxesOf(cells: readonly (readonly number[])[], width: number): (readonly number[])[][] {
  if (width === 0) return cells.length > 0 ? [[]] : [];
  const by = new Map<number, (readonly number[])[]>();
  for (const [first = 0, ...rest] of cells) by.set(first, [...(by.get(first) ?? []), rest]);
  // Values of the first field with the same rest go together.
  const together = new Map<string, { places: number[]; boxes: (readonly number[])[][] }>();
  for (const [place, rests] of by) {
    const boxes = boxesOf(rests, width - 1);
    const key = JSON.stringify(boxes);
    const known = together.get(key);
    if (known) known.places.push(place);
    else together.set(key, { places: [place], boxes });
  }
  return [...together.values()].flatMap(({ places, boxes }) => boxes.map((box) => [places, ...box]));
}

/** A box in words; undefined where it is everything. */
export function describeBox(
  box: readonly (readonly number[])[],
  space: Space,
  wording: Wording,
): Text | undefined {
  const parts = space.fields.flatMap((field, at): Text[] => {
    const atoms = space.atoms[at] ?? [];
    const places = [...(box[at] ?? [])].sort((a, b) => a - b);
    if (places.length === atoms.length) return [];
    const chosen = places.map((place) => atoms[place] as Atom);
    const name = wording(field);
    const stretch = oneStretch(chosen);
    if (stretch) return [describeNumber(field, stretch.from, stretch.to, name)];
    const values = describeAtoms(field, chosen, wording);
    if (name.zh === '') return [values];
    return [{ zh: `${name.zh} ${values.zh}`, en: `${name.en}: ${values.en}` }];
  });
  return parts.length === 0 ? undefined : joinTexts(parts, '；', '; ');
}

/** Numbers that follow each other without a hole. */
function oneStretch(atoms: readonly Atom[]): { from: number; to: number } | undefined {
  const [first, last] = [atoms[0], atoms.at(-1)];
  if (first?.kind !== 'numbers' || last?.kind !== 'numbers') return undefined;
  const whole = atoms.every((atom, at) => {
    const before = atoms[at - 1];
    return atom.kind === 'numbers' && (before?.kind !== 'numbers' || before.to + 1 === atom.from);
  });
  return whole ? { from: first.from, to: last.to } : undefined;
}

function describeAtoms(field: string, atoms: readonly Atom[], wording: Wording): Text {
  const texts: Text[] = [];
  let stretch: { from: number; to: number } | undefined;
  const end = (): void => {
    if (stretch) texts.push(describeRange(stretch.from, stretch.to));
    stretch = undefined;
  };
  for (const atom of atoms) {
    if (atom.kind === 'numbers') {
      if (stretch && stretch.to + 1 === atom.from) stretch = { from: stretch.from, to: atom.to };
      else {
        end();
        stretch = { from: atom.from, to: atom.to };
      }
    } else texts.push(atom.kind === 'word' ? wording(field, atom.word) : { zh: '其他', en: 'others' });
  }
  end();
  return joinTexts(texts, '、', ', ');
}
