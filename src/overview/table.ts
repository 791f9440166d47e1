import { fieldOf } from '../claim/fields.ts';
import { joinTexts, type Text } from '../diagnostics/text.ts';
import { type Atom, boxesOf, cellsOf, describeBox } from '../rules/cells.ts';
import type { Wording } from '../rules/circumstances.ts';
import type { Shown } from './reading.ts';
import { OTHERS, SEVERAL, type Spread, signatureOf, valueOfAtom } from './spread.ts';

/** A column of a table: values of one field for which every figure is the same. */
export interface Column {
  readonly values: readonly string[];
  readonly label: Text;
}

/** A value that a row takes, or every word that no rule names. */
export type Taken =
  | Exclude<Atom, { kind: 'others' }>
  | { readonly kind: 'others'; readonly but: ReadonlySet<string> };

/** Figures for some circumstances, one for each column; undefined where there is none. */
export interface Row {
  /** For whom or when, besides the column; absent where it is so for all. */
  readonly group?: Text;
  /** The circumstances that the row is for, by field: any of these values. A field that makes no difference is not among them. */
  readonly where: ReadonlyMap<string, readonly Taken[]>;
  readonly cells: readonly (readonly Shown[] | undefined)[];
}

export interface Grid {
  /** Field of the columns; absent where there is but one. */
  readonly field?: string;
  readonly columns: readonly Column[];
}

/** What may stand at the head of columns, the most telling first. */
const COLUMN_FIELDS = ['hospital.level', 'assistance', 'status', 'pre_existing', 'delivery'];
const MOST_COLUMNS = 5;

/**
 * The columns under which all quantities of a line stand.
 * @param least the quantity without which a column says nothing: who has no rate is paid nothing
 */
export function gridOf(spreads: readonly Spread[], wording: Wording, least?: Spread): Grid {
  for (const field of COLUMN_FIELDS) {
    if (!spreads.some(({ fields }) => fields.includes(field))) continue;
    const columns = columnsFor(field, spreads, wording).filter(
      ({ values }) => !least || fingerprint(least, field, values[0] ?? '') !== '',
    );
    if (columns.length > 1 && columns.length <= MOST_COLUMNS) return { field, columns };
  }
  return { columns: [{ values: [], label: { zh: '标准', en: 'Figure' } }] };
}

function columnsFor(field: string, spreads: readonly Spread[], wording: Wording): Column[] {
  const groups = new Map<string, string[]>();
  for (const id of fieldOf(field).table?.ids ?? []) {
    const key = spreads.map((spread) => fingerprint(spread, field, id)).join('\n');
    if (key.trim() !== '') groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  const named = new Set(spreads.flatMap((spread) => [...(spread.named.get(field) ?? [])]));
  const all = [...groups.values()];
  return all.map((values) => {
    // Hospital levels are few and all have a name; of other fields those that no rule names are «others».
    const own = field === 'hospital.level' ? values : values.filter((value) => named.has(value));
    const labels = own.map((value) => wording(field, value));
    const rest = own.length < values.length ? [{ zh: '其他', en: 'others' }] : [];
    return { values, label: joinTexts([...labels, ...rest]) };
  });
}

/** Everything that a quantity shows at one value of a field; empty where it shows nothing. */
function fingerprint(spread: Spread, field: string, id: string): string {
  const value = standsFor(spread, field, id);
  const spots = spread.spots.filter(({ facts }) => {
    const fact = facts.get(field);
    return fact === undefined || fact === value;
  });
  return spots
    .map(({ facts, shown }) => {
      const others = [...facts].filter(([name]) => name !== field).sort(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify([others, shown]);
    })
    .sort()
    .join();
}

/** The value that was tried for a word: itself where rules name it, else that of all that none names. */
function standsFor({ fields, atoms }: Spread, field: string, id: string): string | undefined {
  const words = (atoms[fields.indexOf(field)] ?? []).map(valueOfAtom);
  return words.includes(id) ? id : words.includes(OTHERS) ? OTHERS : undefined;
}

/** The rows of one quantity: circumstances in which all columns show the same go together. */
export function rowsOf(spread: Spread, grid: Grid, wording: Wording): Row[] {
  const fields = spread.fields.filter((field) => field !== grid.field);
  const atoms = fields.map((field) => spread.atoms[spread.fields.indexOf(field)] ?? []);
  const space = { fields, atoms };
  const meetings = new Map<string, { cells: Row['cells']; places: (readonly number[])[] }>();
  for (const places of cellsOf(space)) {
    const cells = grid.columns.map(({ values }) => {
      const column = grid.field === undefined ? undefined : standsFor(spread, grid.field, values[0] ?? '');
      return shownAt(spread, grid.field, column, fields, atoms, places);
    });
    if (cells.every((cell) => cell === undefined)) continue;
    const key = cells.map(signatureOf).join('\n');
    const met = meetings.get(key);
    if (met) met.places.push(places);
    else meetings.set(key, { cells, places: [places] });
  }
  const [only, ...more] = meetings.values();
  // When the line applies is told by its own sentence: what is the same wherever it does needs no circumstances.
  if (only && more.length === 0) return [{ where: new Map(), cells: only.cells }];
  return [...meetings.values()].flatMap(({ cells, places }) =>
    boxesOf(places, fields.length).map((box): Row => {
      const group = describeBox(box, space, rowWording(wording));
      const where = new Map(
        fields.flatMap((field, index) => {
          const places = box[index] ?? [];
          // All that was met is no condition: a value that was not may be one that nothing looked at.
          if (places.length === atoms[index]?.length) return [];
          return [[field, places.map((place) => takenBy(atoms[index]?.[place] as Atom, field, spread))]];
        }),
      );
      return { ...(group && { group }), where, cells };
    }),
  );
}

function takenBy(atom: Atom, field: string, { named }: Spread): Taken {
  if (atom.kind === 'word' && atom.word !== OTHERS) return atom;
  return atom.kind === 'numbers' ? atom : { kind: 'others', but: named.get(field) ?? new Set() };
}

function shownAt(
  spread: Spread,
  columnField: string | undefined,
  column: string | number | undefined,
  fields: readonly string[],
  atoms: readonly (readonly Atom[])[],
  places: readonly number[],
): readonly Shown[] | undefined {
  const wanted = fields.map((_, index) => valueOfAtom(atoms[index]?.[places[index] ?? 0] as Atom));
  return spread.spots.find(({ facts }) => {
    if (columnField !== undefined && facts.has(columnField) && facts.get(columnField) !== column)
      return false;
    return fields.every((field, index) => !facts.has(field) || facts.get(field) === wanted[index]);
  })?.shown;
}

/** Words that stand for several values: two diseases at once, and every value that no rule names. */
function rowWording(wording: Wording): Wording {
  return (field, value) => {
    // Who somebody is says itself.
    if (field === 'status' && value === undefined) return { zh: '', en: '' };
    if (value === OTHERS) return othersText(field, wording);
    if (field !== 'disease' || !value?.includes(SEVERAL)) return wording(field, value);
    if (value === SEVERAL) return { zh: '同时有两种及以上', en: 'two or more at once' };
    const both = value.split(SEVERAL).map((one) => wording(field, one));
    return joinTexts(both, '并', ' with ');
  };
}

/** `参保地就医等其他`: what nearly everybody has is named. */
function othersText(field: string, wording: Wording): Text {
  if (field === 'status') return { zh: '其他人员', en: 'other people' };
  const ordinary = fieldOf(field).default;
  if (ordinary === undefined || ['none', 'true', 'false'].includes(ordinary))
    return { zh: '其他', en: 'others' };
  const { zh, en } = wording(field, ordinary);
  return { zh: `${zh}等其他`, en: `${en} and others` };
}
