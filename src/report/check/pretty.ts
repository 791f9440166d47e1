import type { Lang, Text } from '../../diagnostics/text.ts';
import type { Edit } from '../../regression/update.ts';
import { type Paint, PLAIN } from '../paint.ts';
import { say, visible } from '../say.ts';
import { coverageLines } from './coverage-text.ts';
import { failureLines } from './failure-text.ts';
import { type CheckOptions, type CheckRun, countsOf } from './run.ts';

/** A run for the terminal: what failed in full, what is not covered, and the count; no newline at the end. */
export function checkText(run: CheckRun, options: CheckOptions): string {
  const { lang, paint = PLAIN } = options;
  const told = new Set<string>();
  const failed = run.files.flatMap((file) =>
    file.results
      .filter((result) => result.failures.length > 0)
      .map((result) => failureLines(file, result, options, told)),
  );
  const blocks = run.updated ? [editLines(run.updated, lang, paint), ...failed] : failed;
  const coverage = run.coverage ? [coverageLines(run.coverage, run.coverageMin, options)] : [];
  return [...blocks, ...coverage, [countLine(run, lang, paint)]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function countLine(run: CheckRun, lang: Lang, paint: Paint): string {
  const { cases, passed, failed } = countsOf(run);
  const files = run.files.length;
  const text: Text = {
    zh: `${files} 个文件，${cases} 个用例：${passed} 个通过，${failed} 个不符`,
    en: `${files} file${files === 1 ? '' : 's'}, ${cases} case${cases === 1 ? '' : 's'}: ${passed} passed, ${failed} failed`,
  };
  return (failed > 0 ? paint.bad : paint.good)(say(text, lang));
}

/** The difference that `--update` has made. */
function editLines(edits: readonly Edit[], lang: Lang, paint: Paint): string[] {
  if (edits.length === 0) return [say({ zh: '没有可以改写的', en: 'nothing to rewrite' }, lang)];
  const lines = edits.map(({ place, from, to }) => {
    const where = paint.dim(`${visible(place.file)}:${place.line}:${place.column}`);
    return `${where}  ${paint.bad(`- ${from}`)}  ${paint.good(`+ ${to}`)}`;
  });
  const reminder = {
    zh: `改写了 ${edits.length} 处；because 里的算式没有改，请核对`,
    en: `${edits.length} rewritten; the sums in \`because\` were not, read them again`,
  };
  return [...lines, say(reminder, lang)];
}
