import type { Failure } from '../../regression/compare.ts';
import { say, visible } from '../say.ts';
import { type CheckOptions, type CheckRun, countsOf } from './run.ts';

/** A run as TAP 14, a line for each case; differences as YAML below. */
export function checkTap(run: CheckRun, options: CheckOptions): string {
  const { cases } = countsOf(run);
  let number = 0;
  const lines = run.files.flatMap(({ file, results }) =>
    results.flatMap((result) => {
      number += 1;
      const name = `${file}:${result.case.place.line} ${result.case.name}`;
      const ok = result.failures.length === 0;
      // A # would begin a directive.
      const head = `${ok ? 'ok' : 'not ok'} ${number} - ${visible(name).replace(/[\\#]/g, '\\$&')}`;
      return ok ? [head] : [head, ...yaml(result.failures, options)];
    }),
  );
  return ['TAP version 14', `1..${cases}`, ...lines].join('\n');
}

function yaml(failures: readonly Failure[], { lang }: CheckOptions): string[] {
  const rows = failures.flatMap((failure) => [
    `    - key: ${quoted(failure.key)}`,
    `      claim: ${failure.claim + 1}`,
    `      expected: ${quoted(failure.expected)}`,
    `      got: ${quoted(failure.got)}`,
    `      message: ${quoted(say(failure.message, lang))}`,
    `      at: ${quoted(`${failure.place.file}:${failure.place.line}:${failure.place.column}`)}`,
  ]);
  return ['  ---', '  failures:', ...rows, '  ...'];
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
