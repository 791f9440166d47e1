import type { Lang } from '../../diagnostics/text.ts';
import { TILES, type Tile } from '../../overview/provinces.ts';
import type { PolicySummary } from '../../overview/summary.ts';
import { GRADES, type Grade } from '../../policy/policy.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { say } from '../say.ts';
import { reportWidth } from '../text.ts';
import { cells, indented, wrap } from '../width.ts';
import { GRADE_WORDS } from '../words.ts';
import type { ListOptions } from './list-text.ts';
import { SHORT_GRADES, POLICY_WORDS as WORDS } from './words.ts';

const COLUMNS = 9;
const TILE = 8;

/** The library as tiles, one a province at roughly its place on the map; without a newline at the end. */
export function policyMapText(summaries: readonly PolicySummary[], options: ListOptions): string {
  const { lang, paint = PLAIN } = options;
  const width = reportWidth(options.width);
  const rows = Math.max(...TILES.map(({ row }) => row)) + 1;
  const lines = Array.from({ length: rows }, (_, row) => tileRow(row, summaries, lang, paint)).flat();
  return [...lines, '', ...legend(lang, paint, width), '', ...listed(summaries, options, width)].join('\n');
}

/** Two lines: names, and below them how many policies and the best grade. */
function tileRow(row: number, summaries: readonly PolicySummary[], lang: Lang, paint: Paint): string[] {
  const names: string[] = [];
  const counts: string[] = [];
  for (let column = 0; column < COLUMNS; column++) {
    const tile = TILES.find((one) => one.row === row && one.column === column);
    const found = tile ? ofTile(tile, summaries) : [];
    const shade = found.length > 0 ? paint.strong : paint.dim;
    names.push(painted(tile ? nameOf(tile, lang) : '', shade));
    counts.push(painted(tile ? countText(found, lang) : '', shade));
  }
  return [names, counts].map((line) => line.join('').replace(/\s+$/, ''));
}

function painted(text: string, shade: (text: string) => string): string {
  // Spaces stay unpainted, so that they can be cut at the end of a line.
  return text === '' ? ' '.repeat(TILE) : shade(text) + ' '.repeat(Math.max(1, TILE - cells(text)));
}

function nameOf({ name, short }: Tile, lang: Lang): string {
  return lang === 'zh' ? name.zh : short;
}

function ofTile({ prefix }: Tile, summaries: readonly PolicySummary[]): PolicySummary[] {
  return summaries.filter(({ code }) => code.startsWith(prefix));
}

/** `3 正式`, `·` where there is none; own policies have a star. */
function countText(found: readonly PolicySummary[], lang: Lang): string {
  if (found.length === 0) return '·';
  const best = bestGrade(found);
  const star = found.some(({ own }) => own) ? '*' : '';
  return `${found.length}${star}${best ? ` ${say(SHORT_GRADES[best], lang)}` : ''}`;
}

export function bestGrade(found: readonly PolicySummary[]): Grade | undefined {
  return GRADES.find((grade) => found.some(({ grades }) => grades.includes(grade)));
}

function legend(lang: Lang, paint: Paint, width: number): string[] {
  const words = GRADES.map((grade) => `${say(SHORT_GRADES[grade], lang)} ${say(GRADE_WORDS[grade], lang)}`);
  const said =
    lang === 'zh'
      ? `每格：政策份数、最好的来源等级（${words.join('；')}）；· 没有政策`
      : `Each tile: number of policies and best grade of their sources (${words.join('; ')}); · none`;
  return paintEach(wrap(said, width), paint.dim);
}

/** The policies of each province by name, then those of no province. */
function listed(
  summaries: readonly PolicySummary[],
  { lang, paint = PLAIN, placeName }: ListOptions,
  width: number,
) {
  const tiles = [...TILES].sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  const groups = tiles.map((tile) => ({
    head: lang === 'zh' ? tile.name.zh : `${tile.name.en} (${tile.short})`,
    found: ofTile(tile, summaries),
  }));
  const known = new Set(groups.flatMap(({ found }) => found));
  const rest = summaries.filter((summary) => !known.has(summary));
  const others = { head: say(WORDS.elsewhere, lang), found: rest };
  return [others, ...groups]
    .filter(({ found }) => found.length > 0)
    .flatMap(({ head, found }) => {
      const names = found.map((summary) => {
        const star = summary.own ? '*' : '';
        return summary.scheme === '' ? say(placeName(summary), lang) : `${star}${summary.policy.id}`;
      });
      return [paint.strong(head), ...indented(names.join(lang === 'zh' ? '、' : ', '), width, 2)];
    });
}
