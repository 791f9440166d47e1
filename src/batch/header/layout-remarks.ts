import { FIELDS, fieldNames, foldName } from '../../claim/fields.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { editDistance } from '../../diagnostics/suggest.ts';
import { headerPlace } from './layout.ts';
import type { HouseMap } from './map.ts';

/**
 * What the user should know of a header that can be read.
 * @param unknown headers without a meaning
 * @param given headers of recorded amounts that are taken as paid
 */
export function remarksOn(
  headers: readonly string[],
  unknown: readonly string[],
  given: readonly string[],
  map: HouseMap,
  file: string | undefined,
): Diagnostic[] {
  return [...unusedMap(headers, map, file), ...carried(unknown), ...takenAsPaid(given, file)];
}

function unusedMap(headers: readonly string[], map: HouseMap, file: string | undefined): Diagnostic[] {
  const known = new Set(headers.map((header) => header.trim()));
  return [...map.columns.keys(), ...map.ignore]
    .filter((header) => !known.has(header))
    .map((header) => ({
      code: 'MAP_UNUSED',
      severity: 'warning',
      message: { zh: `--map 里的列“${header}”文件中没有`, en: `the file has no column “${header}” of --map` },
      ...headerPlace(file),
    }));
}

/** Columns that are carried through. Those that nearly have a name of ours are pointed out: an amount may hang on it. */
function carried(unknown: readonly string[]): Diagnostic[] {
  const names = [
    ...fieldNames(),
    ...FIELDS.flatMap((field) => [field.national ?? [], field.label.zh].flat()),
  ];
  return unknown.flatMap((header): Diagnostic[] => {
    const word = foldName(header);
    const short = fieldNames().find((name) => name.endsWith(`.${word}`) && !COMMON.includes(word));
    const near =
      short ?? names.find((name) => word.length > 3 && editDistance(word, foldName(name)) <= slips(word));
    if (near === undefined) return [];
    return [
      {
        code: 'COLUMN_NOT_KNOWN',
        severity: 'warning',
        message: {
          zh: `列“${header}”没有用到，只带过去；是否想写 ${near}`,
          en: `the column “${header}” is not used, only carried through; did you mean ${near}?`,
        },
      },
    ];
  });
}

/** Ends of our names that columns of other things are called too. */
const COMMON = ['kind', 'level', 'personal', 'place', 'settled'];

/** Slips of the finger that a word is forgiven; `note` is not a slip for `date`. */
function slips(word: string): number {
  return word.length < 8 ? 1 : 2;
}

function takenAsPaid(given: readonly string[], file: string | undefined): Diagnostic[] {
  if (given.length === 0) return [];
  return [
    {
      code: 'TAKEN_AS_PAID',
      severity: 'warning',
      message: {
        zh: `${given.join('、')} 当作已付金额，不再计算`,
        en: `${given.join(', ')}: taken as paid already and not worked out`,
      },
      hint:
        file === undefined
          ? {
              zh: '只带过去请在 --map 里写 ignore',
              en: '`ignore` them in a --map file to carry them through',
            }
          : {
              zh: '要与记录比较请加 --compare；只带过去请在 --map 里写 ignore',
              en: 'add --compare to compare with them, or `ignore` them in a --map file',
            },
    },
  ];
}
