import type { Text } from '../../diagnostics/text.ts';
import { type PolicyCoverage, shareTouched } from '../../regression/coverage/coverage.ts';
import { PLACE_LABELS } from '../../regression/coverage/places.ts';
import { PLAIN } from '../paint.ts';
import { say } from '../say.ts';
import { indented } from '../width.ts';
import type { CheckOptions } from './run.ts';

/** What no case has touched, with file and line, and the share of each policy that has a gap. */
export function coverageLines(
  coverage: readonly PolicyCoverage[],
  least: number | undefined,
  { lang, paint = PLAIN, width = 80 }: CheckOptions,
): string[] {
  const gaps = coverage.filter(({ missed }) => missed.length > 0);
  const lines = gaps.flatMap(({ policy, places, missed }) => [
    ...indented(
      say(
        {
          zh: `${policy.file}：${percent(shareTouched({ places, missed }))}，${missed.length} 处没有用例用到`,
          en: `${policy.file}: ${percent(shareTouched({ places, missed }))}, ${missed.length} not touched by any case`,
        },
        lang,
      ),
      width,
      2,
      '  ',
    ).map((line, index) => (index === 0 ? paint.strong(line.trimStart()) : line)),
    ...missed.flatMap(({ file, line, column, kind, key, version }) =>
      indented(
        `${file === undefined ? '' : `${file}:`}${line}:${column}  ${say(PLACE_LABELS[kind], lang)} ${key} (${version})`,
        width,
        4,
      ),
    ),
  ]);
  const total = {
    places: coverage.reduce((sum, { places }) => sum + places, 0),
    missed: coverage.flatMap(({ missed }) => missed),
  };
  const below = least === undefined ? [] : belowLeast(coverage, least);
  const summary: Text = {
    zh: `规则覆盖：${percent(shareTouched(total))}（${total.places - total.missed.length} / ${total.places} 处，${coverage.length} 份政策）`,
    en: `rules covered: ${percent(shareTouched(total))} (${total.places - total.missed.length} of ${total.places}, ${coverage.length} ${coverage.length === 1 ? 'policy' : 'policies'})`,
  };
  const verdict: Text = {
    zh: `低于 ${least}% 的政策有 ${below.length} 份：${below.map(({ policy }) => policy.id).join('、')}`,
    en: `${below.length} below ${least}%: ${below.map(({ policy }) => policy.id).join(', ')}`,
  };
  return [...lines, say(summary, lang), ...(below.length > 0 ? [paint.bad(say(verdict, lang))] : [])];
}

/** The policies whose share is too low. */
export function belowLeast(coverage: readonly PolicyCoverage[], least: number): PolicyCoverage[] {
  // 1.1 times 100 is a little more than 110 in binary.
  return coverage.filter((one) => shareTouched(one) < Math.round(least * 100));
}

/** Hundredths of a percent as text: `97.35%`. */
export function percent(hundredths: number): string {
  return `${(hundredths / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
}
