import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import type { JsonObject } from './claim-json.ts';
import { say } from './say.ts';

/** One problem as data. */
export function diagnosticJson(diagnostic: Diagnostic, lang: Lang): JsonObject {
  const { code, severity, message, hint, field, value, place } = diagnostic;
  return {
    code,
    severity,
    message: say(message, lang),
    ...(hint && { hint: say(hint, lang) }),
    ...(field !== undefined && { field }),
    ...(value !== undefined && { value }),
    ...(place && place.line > 0 && { file: place.file, line: place.line, column: place.column }),
  };
}
