import { NO_MAP } from '../../src/batch/header/map.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Pair } from '../../src/difference/change.ts';
import { namesOf } from '../../src/difference/claims/refusals.ts';
import { type ClaimsOptions, compareClaims } from '../../src/difference/claims/run.ts';
import type { ClaimsDifference } from '../../src/difference/claims/summary.ts';
import type { Library } from '../../src/policy/library.ts';
import { columnsOf, csvText, type Row } from '../batch/support/csv.ts';
import { Folder } from '../batch/support/folder.ts';
import { opened } from './support.ts';

export interface Compared {
  readonly claims: ClaimsDifference;
  readonly libraries: Pair<Library>;
  readonly remarks: readonly Diagnostic[];
}

/** Settles rows by two policy folders in this process. */
export async function compareRows(
  words: Pair<string>,
  rows: readonly Row[],
  wishes: Partial<ClaimsOptions> = {},
): Promise<Compared> {
  const folder = new Folder();
  const { sides, libraries } = await opened(words);
  const remarks: Diagnostic[] = [];
  const options: ClaimsOptions = {
    input: folder.write('claims.csv', csvText(columnsOf(rows), rows)),
    inputName: 'claims.csv',
    map: NO_MAP,
    workers: 0,
    cores: 1,
    assumptions: new Map(),
    lang: 'zh',
    beside: folder.file('rows'),
    ids: false,
    ...wishes,
  };
  try {
    const claims = await compareClaims(options, sides, libraries, await namesOf(libraries), {
      remark: (some) => remarks.push(...some),
      progress: () => undefined,
    });
    return { claims, libraries, remarks };
  } finally {
    folder.remove();
  }
}
