import type { GroupSum } from '../../batch/summary.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import { WORDS } from '../words.ts';
import { folded, groupLabel, mergedGroups } from './groups.ts';
import { type BarLine, bar, barChart, MOST_BARS } from './html-bars.ts';
import { FILL, legend } from './html-fills.ts';
import { lengthOf, percentOf } from './shares.ts';
import { BATCH_WORDS, listed } from './words.ts';

/** Groups as bars as long as their cost, divided among those who bear it; empty where there is no cost. */
export function groupBars(groups: readonly GroupSum[], title: string, lang: Lang): string {
  const shown = folded(groups, MOST_BARS, mergedGroups);
  const longest = shown.reduce((most, { total }) => (total > most ? total : most), 0n);
  if (longest === 0n) return '';
  const bearers = BEARERS.filter(({ fen }) => shown.some((group) => fen(group) > 0n));
  return barChart(
    title,
    shown.map((group) => groupBar(group, longest, lang)),
    legend(
      bearers.map(({ fill, word }) => [fill, word[lang]]),
      BATCH_WORDS.barLength[lang],
    ),
  );
}

interface Bearer {
  readonly fill: string;
  readonly word: Text;
  readonly fen: (group: GroupSum) => bigint;
}

const BEARERS: readonly Bearer[] = [
  { fill: FILL.funds, word: WORDS.funds, fen: ({ fund }) => fund },
  { fill: FILL.hospital, word: WORDS.hospital, fen: ({ total, fund, person }) => total - fund - person },
  { fill: FILL.person, word: WORDS.person, fen: ({ person }) => person },
];

function groupBar(group: GroupSum, longest: bigint, lang: Lang): BarLine {
  let x = 0;
  const drawn: string[] = [];
  const said: string[] = [];
  for (const { fill, word, fen } of BEARERS) {
    const part = fen(group);
    if (part <= 0n) continue;
    const width = lengthOf(part, longest);
    drawn.push(bar(x, width, fill));
    said.push(`${word[lang]} ${percentOf(part, group.total)}`);
    x += width;
  }
  return {
    name: groupLabel(group, lang),
    said: listed(said, lang),
    drawn: drawn.join(''),
    value: `${BATCH_WORDS.personBrief[lang]} ${percentOf(group.person, group.total)}`,
  };
}
