import type { CodeTable } from '../codes/table.ts';
import type { Text } from '../diagnostics/text.ts';

export type FieldKind =
  | 'text'
  | 'date'
  | 'region'
  | 'code'
  | 'codes'
  | 'words'
  | 'integer'
  | 'boolean'
  | 'money'
  | 'items';

/** One field of a claim: its three names, what it holds, and the value meant when it is not given. */
export interface Field {
  readonly key: string;
  readonly label: Text;
  readonly kind: FieldKind;
  readonly flag: string;
  readonly national?: string;
  readonly also?: readonly string[];
  readonly table?: CodeTable;
  /** Finer values that are understood, too: they say this field and the one of that key. */
  readonly finer?: { readonly key: string; readonly table: CodeTable };
  /** Value when not given. Fields without one are asked for where a policy needs them. */
  readonly default?: string;
  readonly group: 'who' | 'care' | 'hospital' | 'access' | 'expenses' | 'accounts' | 'record';
}
