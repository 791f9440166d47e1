import { fail } from '../diagnostics/diagnostic.ts';
import { splitPair } from './flags.ts';

/** The figures of `--assume KEY=VALUE`, each given once. */
export function assumptionsOf(flags: Readonly<Record<string, unknown>>): Map<string, string> {
  const pairs = ((flags.assume as string[] | undefined) ?? []).map((text) => splitPair('assume', text));
  const assumptions = new Map(pairs);
  const twice = pairs.find(([key, value]) => assumptions.get(key) !== value);
  if (twice)
    fail({
      code: 'FIELD_TWICE',
      message: { zh: `--assume ${twice[0]} 给了两次`, en: `--assume ${twice[0]} is given twice` },
      field: twice[0],
    });
  return assumptions;
}
