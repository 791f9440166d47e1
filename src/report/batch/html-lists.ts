import type { BatchSummary } from '../../batch/summary.ts';
import type { Lang } from '../../diagnostics/text.ts';
import { groupYuan } from '../../money/fen.ts';
import { element } from '../html-escape.ts';
import { say, visible } from '../say.ts';
import { count } from './amounts.ts';
import { codeMeaning } from './code-words.ts';
import { histogram } from './html-histogram.ts';
import { columnsOf, figures, grid, words } from './html-table.ts';
import { percents } from './shares.ts';
import { className } from './text-shares.ts';
import { BATCH_WORDS } from './words.ts';

/** How much of the bill the person bears, as a histogram and a table. */
export function sharesHtml({ shares }: BatchSummary, lang: Lang): string {
  const chart = histogram(shares, lang);
  if (chart === '') return '';
  const parts = percents(shares.map(({ claims }) => BigInt(claims)));
  const rows = shares.map(({ claims, total, person, ...ends }, index) => ({
    cells: [className(ends), count(claims), parts[index] ?? '', groupYuan(total), groupYuan(person)],
  }));
  const sum = (key: 'total' | 'person'): string => groupYuan(shares.reduce((all, one) => all + one[key], 0n));
  const claims = count(shares.reduce((all, one) => all + one.claims, 0));
  const sums = { cells: [BATCH_WORDS.sum[lang], claims, '100.0%', sum('total'), sum('person')], sum: true };
  const heads = [BATCH_WORDS.claims, BATCH_WORDS.claimsShare, BATCH_WORDS.total, BATCH_WORDS.person];
  const columns = columnsOf(
    BATCH_WORDS.shareClass[lang],
    heads.map((word) => word[lang]),
  );
  const note = element('p', '', BATCH_WORDS.sharesNote[lang]);
  return element('div', 'whole', [note, chart, grid(columns, [...rows, sums])].join('\n'));
}

export function rejectsHtml({ rejects }: BatchSummary, lang: Lang): string {
  const { code, meaning, rows, firstLine } = BATCH_WORDS;
  return grid(
    [...words(code[lang], meaning[lang]), ...figures(rows[lang], firstLine[lang])],
    rejects.map((reject) => ({
      cells: [
        visible(reject.code),
        codeMeaning(reject.code, lang),
        count(reject.rows),
        String(reject.firstLine),
      ],
    })),
  );
}

export function noticesHtml({ notices }: BatchSummary, lang: Lang): string {
  const { code, meaning, rows } = BATCH_WORDS;
  return grid(
    [...words(code[lang], meaning[lang]), ...figures(rows[lang])],
    notices.map((notice) => ({
      cells: [visible(notice.code), codeMeaning(notice.code, lang), count(notice.rows)],
    })),
  );
}

export function policiesHtml({ policies }: BatchSummary, lang: Lang): string {
  const { policy, policyId, rows } = BATCH_WORDS;
  return grid(
    [...words(policy[lang], policyId[lang]), ...figures(rows[lang])],
    policies.map(({ title, id, rows: used }) => ({ cells: [say(title, lang), visible(id), count(used)] })),
  );
}
