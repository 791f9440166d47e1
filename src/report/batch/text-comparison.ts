import type { Comparison, FieldDifference } from '../../batch/summary.ts';
import type { Text } from '../../diagnostics/text.ts';
import { paintEach } from '../paint.ts';
import { say } from '../say.ts';
import type { Column, Row } from '../table.ts';
import { wrap } from '../width.ts';
import { count } from './amounts.ts';
import {
  comparedSentence,
  inLeading,
  largestCells,
  largestTitle,
  leadingDifference,
  sumsOf,
} from './differences.ts';
import { byWeight, folded, groupLabel, mergedDifferences, mergedReasons, telling } from './groups.ts';
import { type BatchContext, headRow, listing, section, shortName, textRow } from './text-context.ts';
import { BATCH_WORDS, groupingTitle } from './words.ts';

const MOST_REASONS = 6;
const MOST_GROUPS = 4;
const MOST_LARGEST = 5;
const NAME: Column = { align: 'left', flex: true };
const NUMBER: Column = { align: 'right' };

/** What comparing with the record has found, each part under its own heading. */
export function comparisonParts(comparison: Comparison | undefined, context: BatchContext): string[][] {
  if (!comparison) return [];
  return [fields, reasons, groups, largest].map((part) => part(comparison, context));
}

function fields(comparison: Comparison, context: BatchContext): string[] {
  const { lang, width } = context;
  const heading = paintEach(wrap(BATCH_WORDS.comparison[lang], width), context.paint.strong);
  if (comparison.fields.length === 0) return [...heading, ...wrap(BATCH_WORDS.nothingRecorded[lang], width)];
  const { compared, equal, above, below, recorded, estimated, difference } = BATCH_WORDS;
  const rows = (words: readonly Text[], cells: (one: FieldDifference) => readonly string[]): Row[] => [
    headRow(['', ...words.map((word) => word[lang])], context),
    ...comparison.fields.map((one) => textRow([say(one.label, lang), ...cells(one)])),
  ];
  const counts = rows([compared, equal, above, below], (one) =>
    [one.compared, one.equal, one.above, one.below].map(count),
  );
  return [
    ...heading,
    ...wrap(comparedSentence(comparison, lang), width),
    ...listing([NAME, NUMBER, NUMBER, NUMBER, NUMBER], counts, context),
    ...listing([NAME, NUMBER, NUMBER, NUMBER], rows([recorded, estimated, difference], sumsOf), context),
  ];
}

function reasons(comparison: Comparison, context: BatchContext): string[] {
  const { lang } = context;
  const body = folded(comparison.reasons, MOST_REASONS, mergedReasons).map(({ label, claims, difference }) =>
    textRow([say(label, lang), count(claims), leadingDifference(comparison, difference)]),
  );
  const head = ['', BATCH_WORDS.claims[lang], BATCH_WORDS.difference[lang]];
  return section(inLeading('reasons', comparison, lang), [NAME, NUMBER, NUMBER], head, body, context);
}

function groups(comparison: Comparison, context: BatchContext): string[] {
  const { lang, paint } = context;
  const told = telling(comparison.groupings).filter((one) =>
    one.groups.some(({ different }) => different > 0),
  );
  const { compared, different, difference } = BATCH_WORDS;
  const body = told.flatMap(({ by, groups: all }): Row[] => [
    { across: { text: groupingTitle(by, lang), paint: paint.strong } },
    ...folded(byWeight(all), MOST_GROUPS, mergedDifferences).map((group) =>
      textRow([
        '',
        shortName(groupLabel(group, lang)),
        count(group.compared),
        count(group.different),
        leadingDifference(comparison, group.difference),
      ]),
    ),
  ]);
  const head = ['', '', ...[compared, different, difference].map((word) => word[lang])];
  return section(
    inLeading('groupDifferences', comparison, lang),
    [{ align: 'left' }, NAME, NUMBER, NUMBER, NUMBER],
    head,
    body,
    context,
  );
}

function largest(comparison: Comparison, context: BatchContext): string[] {
  const shown = { ...comparison, largest: comparison.largest.slice(0, MOST_LARGEST) };
  const { lang } = context;
  const { line, recordedPlain, estimatedPlain, differencePlain, reason } = BATCH_WORDS;
  const head = [line, recordedPlain, estimatedPlain, differencePlain, reason].map((word) => word[lang]);
  const body = shown.largest.map((row) => textRow(largestCells(row, shown, lang)));
  return section(largestTitle(shown, lang), [NUMBER, NUMBER, NUMBER, NUMBER, NAME], head, body, context);
}
