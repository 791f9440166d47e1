import { escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import { failureLines } from './failure-text.ts';
import { type CheckOptions, type CheckRun, countsOf } from './run.ts';

/** A run in the XML that CI servers read: a suite for each file, a test for each case. */
export function checkJunit(run: CheckRun, options: CheckOptions): string {
  const { cases, failed } = countsOf(run);
  const suites = run.files.map((file) => {
    const bad = file.results.filter((result) => result.failures.length > 0).length;
    const tests = file.results.map((result) => {
      const time = run.times?.get(result);
      const open = `    <testcase classname="${xml(file.file)}" name="${xml(result.case.name)}" file="${xml(file.file)}" line="${result.case.place.line}"${time === undefined ? '' : ` time="${(time / 1000).toFixed(6)}"`}`;
      const [first] = result.failures;
      if (!first) return `${open}/>`;
      const message = `${first.key}: ${say(first.message, options.lang)}`;
      const body = failureLines(file, result, { lang: options.lang }).join('\n');
      return `${open}>\n      <failure type="${first.code}" message="${xml(message.replaceAll('\n', ' '))}">${xml(body)}</failure>\n    </testcase>`;
    });
    return [
      `  <testsuite name="${xml(file.file)}" tests="${file.results.length}" failures="${bad}" errors="0" skipped="0">`,
      ...tests,
      '  </testsuite>',
    ].join('\n');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="baoxiao check" tests="${cases}" failures="${failed}" errors="0">`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}

// What XML 1.0 has no way to write is left out.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xml(text: string): string {
  return escapeHtml(text.replace(NOT_XML, '\ufffd'));
}
