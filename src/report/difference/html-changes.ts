import type { Lang } from '../../diagnostics/text.ts';
import type { Change, Said } from '../../difference/change.ts';
import { grid, words } from '../batch/html-table.ts';
import { element, escapeHtml } from '../html-escape.ts';
import { say } from '../say.ts';
import { nameOf, originsOf } from './text-changes.ts';
import { fileName } from './text-claims.ts';
import { DIFF_WORDS, kindWord, periodText } from './words.ts';

/** Every change of the rules as a table, one for each policy. */
export function changesHtml(changes: readonly Change[], lang: Lang): string {
  if (changes.length === 0) return element('p', '', escapeHtml(DIFF_WORDS.noChanges[lang]));
  const policies = new Map<string, Change[]>();
  for (const change of changes)
    policies.set(change.policy.id, [...(policies.get(change.policy.id) ?? []), change]);
  return [...policies.values()].map((some) => policyHtml(some, lang)).join('\n');
}

function policyHtml(changes: readonly Change[], lang: Lang): string {
  const [first] = changes;
  if (!first) return '';
  const title = `${say(first.policy.title, lang)} · ${first.policy.id}`;
  const { period, line, what, old, new: now, source, place } = DIFF_WORDS;
  const columns = words(
    `${period[lang]} · ${line[lang]}`,
    ...[what, old, now, source, place].map((word) => word[lang]),
  );
  const rows = changes.map((change) => ({ cells: cellsOf(change, lang) }));
  return [element('h3', '', escapeHtml(title)), grid(columns, rows, 'changes')].join('\n');
}

function cellsOf(change: Change, lang: Lang): string[] {
  const dates = change.periods.map((period) => periodText(period, lang)).join(lang === 'zh' ? '、' : ', ');
  const benefit = change.benefit ? say(change.benefit.label, lang) : '';
  const value = (said: Said | undefined): string => (said ? say(said.value, lang) : DIFF_WORDS.nothing[lang]);
  return [
    [dates, benefit].filter((text) => text !== '').join(' · '),
    `${nameOf(change, lang)}${change.kind === 'changed' ? '' : ` · ${kindWord(change.kind)[lang]}`}`,
    value(change.old),
    value(change.new),
    originsOf(change, lang).join(lang === 'zh' ? '；' : '; '),
    [change.old, change.new]
      .flatMap((said) => (said ? [fileName(`${said.file}:${said.line}`)] : []))
      .join(' → '),
  ];
}
