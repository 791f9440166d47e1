import type { Problems } from '../../diagnostics/diagnostic.ts';
import type { Text } from '../../diagnostics/text.ts';
import type { Origin } from '../../grammar/words.ts';
import type { Policy } from '../policy.ts';

/** Tells of a problem of a policy, at the place of what it is about. */
export type Report = (code: string, zh: string, en: string, origin: Origin, hint?: Text) => void;

export function reportInto({ file }: Policy, problems: Problems): Report {
  return (code, zh, en, { line = 1, column = 1 }, hint) => {
    problems.error({ code, message: { zh, en }, place: { file, line, column }, ...(hint && { hint }) });
  };
}
