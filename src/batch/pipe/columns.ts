import { fail, type Problems } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/suggest.ts';
import { SETTLEMENT_FIELDS } from '../../engine/settlement.ts';
import { columnOf, type Layout } from '../header/layout.ts';
import { resultPlace } from '../results.ts';

/** Of a person: the ledger that opens the year on the way in, the one that closes it on the way out. */
export const LEDGER = 'ledger';

/** What is said of a row besides its amounts. */
export const WORDS = ['est_policy', 'est_status', 'est_notices', 'est_code', 'est_message'] as const;
export type Word = (typeof WORDS)[number];

/** What an output row is made of, in order; neighbours of one kind are one piece. */
export type Piece =
  /** Columns as they came in, from the first to the last; `all` where these are the whole row. */
  | { readonly kind: 'input'; readonly first: number; readonly last: number; readonly all: boolean }
  | { readonly kind: 'masked'; readonly column: number }
  | { readonly kind: 'amounts'; readonly places: Int32Array }
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'ledger' };

/** Every column that there may be behind a row, and those that stand there when nothing is said. */
const ADDED: readonly string[] = [...SETTLEMENT_FIELDS.map((field) => `est_${field}`), ...WORDS];

/** The names of a flag, separated by commas, Chinese ones too. */
export function namesOf(list: string): string[] {
  return list.split(/[,，]/).map((name) => name.trim());
}

/** An empty name is a slip; two columns of one name could not be told apart. */
export function checkColumns(columns: readonly string[], problems: Problems): void {
  const empty = columns.indexOf('');
  if (empty >= 0)
    problems.error({
      code: 'BAD_FLAG',
      message: {
        zh: `--columns：第 ${empty + 1} 列没有名称`,
        en: `--columns: column ${empty + 1} has no name`,
      },
      field: 'columns',
    });
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) < index);
  if (twice !== undefined)
    problems.error({
      code: 'FIELD_TWICE',
      message: { zh: `--columns：“${twice}”有两列`, en: `--columns: “${twice}” is there twice` },
      field: twice,
    });
}

/**
 * The pieces of an output row.
 * @param wanted names of the output columns; undefined: all that came in, but for the ledger, and what is worked out
 * @throws BaoxiaoError where there is no column of a name
 */
export function piecesOf(layout: Layout, wanted: readonly string[] | undefined, masked: boolean): Piece[] {
  const { headers } = layout;
  const carried = headers.filter((name) => name !== LEDGER);
  const known = [...carried, ...ADDED, LEDGER];
  const person = masked ? columnOf(layout, 'person') : -1;
  const pieces: Piece[] = [];
  for (const name of wanted ?? [...carried, ...ADDED]) {
    if (!known.includes(name)) unknown(name, known);
    if (name === LEDGER && masked) ledgerNamesPersons();
    const next = pieceOf(name, headers, person);
    const before = pieces.at(-1);
    const joined = before && together(before, next);
    if (joined) pieces.pop();
    pieces.push(joined ?? next);
  }
  return pieces.map((piece) =>
    piece.kind === 'input'
      ? { ...piece, all: piece.first === 0 && piece.last === headers.length - 1 }
      : piece,
  );
}

function pieceOf(name: string, headers: readonly string[], person: number): Piece {
  if (name === LEDGER) return { kind: 'ledger' };
  const column = headers.indexOf(name);
  if (column >= 0)
    return column === person
      ? { kind: 'masked', column }
      : { kind: 'input', first: column, last: column, all: false };
  const word = WORDS.find((one) => one === name);
  if (word !== undefined) return { kind: 'words', words: [word] };
  const field = SETTLEMENT_FIELDS.filter((one) => `est_${one}` === name);
  return { kind: 'amounts', places: Int32Array.from(field, resultPlace) };
}

/** Two pieces as one, where they can be written as one. */
function together(before: Piece, next: Piece): Piece | undefined {
  if (before.kind === 'input' && next.kind === 'input' && next.first === before.last + 1)
    return { ...before, last: next.last };
  if (before.kind === 'amounts' && next.kind === 'amounts')
    return { kind: 'amounts', places: Int32Array.of(...before.places, ...next.places) };
  if (before.kind === 'words' && next.kind === 'words')
    return { kind: 'words', words: [...before.words, ...next.words] };
  return undefined;
}

function unknown(name: string, known: readonly string[]): never {
  const hint = didYouMean(name, known);
  return fail({
    code: 'UNKNOWN_COLUMN',
    message: {
      zh: `--output-columns：没有“${name}”这一列`,
      en: `--output-columns: there is no column “${name}”`,
    },
    hint: hint ?? {
      zh: '可用：--columns 的列名，est_ 加国家接口名，est_policy、est_status、est_notices、est_code、est_message，ledger',
      en: 'those of --columns, est_ with a national name, est_policy, est_status, est_notices, est_code, est_message, ledger',
    },
    field: 'output-columns',
    value: name,
  });
}

function ledgerNamesPersons(): never {
  return fail({
    code: 'BAD_FLAG',
    message: {
      zh: '台账里有人员编号，--output-columns 的 ledger 不能和 --mask 一起用',
      en: 'a ledger names its person: the output column ledger does not go with --mask',
    },
    hint: { zh: '分两次运行，或去掉其中一个', en: 'run it twice, or leave one of them out' },
    field: 'output-columns',
    value: LEDGER,
  });
}
