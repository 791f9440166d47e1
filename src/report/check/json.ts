import { formatYuan } from '../../money/fen.ts';
import type { Failure } from '../../regression/compare.ts';
import { shareTouched } from '../../regression/coverage/coverage.ts';
import type { JsonObject } from '../claim-json.ts';
import { diagnosticJson } from '../diagnostic-json.ts';
import { say } from '../say.ts';
import { belowLeast, percent } from './coverage-text.ts';
import { type CheckOptions, type CheckRun, countsOf } from './run.ts';

/** Changes when a field changes its meaning or goes away; new fields do not count. */
const FORMAT_VERSION = 1;

/** A run as data. */
export function checkJson(run: CheckRun, options: CheckOptions): JsonObject {
  return {
    format_version: FORMAT_VERSION,
    counts: { files: run.files.length, ...countsOf(run) },
    cases: run.files.flatMap(({ file, results }) =>
      results.map((result) => ({
        file,
        line: result.case.place.line,
        name: result.case.name,
        tags: [...result.case.tags],
        passed: result.failures.length === 0,
        ...(result.failures.length > 0 && {
          ...(result.case.because !== undefined && { because: result.case.because }),
          failures: result.failures.map((failure) => failureJson(failure, options)),
        }),
      })),
    ),
    ...(run.coverage && {
      coverage: run.coverage.map((one) => ({
        policy: one.policy.id,
        file: one.policy.file,
        places: one.places,
        touched: one.places - one.missed.length,
        share: percent(shareTouched(one)),
        missed: one.missed.map(({ kind, key, version, file, line, column }) => ({
          kind,
          key,
          version,
          ...(file !== undefined && { file }),
          line,
          column,
        })),
      })),
      ...(run.coverageMin !== undefined && {
        coverage_min: `${run.coverageMin}%`,
        below_min: belowLeast(run.coverage, run.coverageMin).map(({ policy }) => policy.id),
      }),
    }),
    ...(run.updated && {
      updated: run.updated.map(({ place, from, to }) => ({
        file: place.file,
        line: place.line,
        column: place.column,
        from,
        to,
      })),
    }),
  };
}

function failureJson(failure: Failure, { lang }: CheckOptions): JsonObject {
  return {
    code: failure.code,
    claim: failure.claim + 1,
    ...(failure.high && { bound: 'high' }),
    key: failure.key,
    expected: failure.expected,
    got: failure.got,
    ...(failure.difference !== undefined && { difference: formatYuan(failure.difference) }),
    message: say(failure.message, lang),
    file: failure.place.file,
    line: failure.place.line,
    column: failure.place.column,
    steps: failure.steps.map((step) => ({
      line: step.line,
      payer: step.payer,
      rule: say(step.rule, lang),
      exact: step.exact,
      result: formatYuan(step.result),
    })),
    diagnostics: failure.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, lang)),
  };
}
