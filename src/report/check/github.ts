import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { shareTouched } from '../../regression/coverage/coverage.ts';
import { PLACE_LABELS } from '../../regression/coverage/places.ts';
import { say } from '../say.ts';
import { belowLeast, percent } from './coverage-text.ts';
import { type CheckOptions, type CheckRun, countsOf } from './run.ts';

/** A run as annotations of GitHub Actions: each difference at its line of the file, then the count. */
export function checkGithub(run: CheckRun, { lang }: CheckOptions): string {
  const failures = run.files.flatMap(({ results }) =>
    results.flatMap((result) =>
      result.failures.map((failure) => {
        const because = result.case.because === undefined ? '' : `\n${result.case.because}`;
        return annotation('error', failure.place, `${result.case.name}`, [
          `${failure.key}: ${say(failure.message, lang)}${because}`,
        ]);
      }),
    ),
  );
  const level = run.coverageMin === undefined ? 'notice' : 'warning';
  const low = new Set(run.coverageMin === undefined ? [] : belowLeast(run.coverage ?? [], run.coverageMin));
  const gaps = (run.coverage ?? []).flatMap((one) =>
    one.missed.map(({ file = one.policy.file, line, column, kind, key }) =>
      annotation(low.has(one) ? 'error' : level, { file, line, column }, percent(shareTouched(one)), [
        say(
          {
            zh: `没有用例用到：${PLACE_LABELS[kind].zh} ${key}`,
            en: `not touched by any case: ${PLACE_LABELS[kind].en} ${key}`,
          },
          lang,
        ),
      ]),
    ),
  );
  const { cases, passed, failed } = countsOf(run);
  const count = {
    zh: `${cases} 个用例：${passed} 个通过，${failed} 个不符`,
    en: `${cases} cases: ${passed} passed, ${failed} failed`,
  };
  return [...failures, ...gaps, say(count, lang)].join('\n');
}

/** Problems as annotations. */
export function problemAnnotations(problems: readonly Diagnostic[], lang: Lang): string[] {
  return problems.map(({ severity, code, message, hint, place }) =>
    annotation(
      severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'notice',
      place ?? { file: '', line: 1, column: 1 },
      code,
      [say(message, lang), ...(hint ? [say(hint, lang)] : [])],
    ),
  );
}

function annotation(
  level: 'error' | 'warning' | 'notice',
  { file, line, column }: { file: string; line: number; column: number },
  title: string,
  message: readonly string[],
): string {
  const where = [`file=${property(file)}`, `line=${line}`, `col=${column}`, `title=${property(title)}`];
  return `::${level} ${where.join(',')}::${data(message.join('\n'))}`;
}

/** The runner takes these apart again. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
