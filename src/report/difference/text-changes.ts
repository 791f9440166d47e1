import type { Change, Said } from '../../difference/change.ts';
import { basisWord } from '../../difference/change.ts';
import type { BatchContext } from '../batch/text-context.ts';
import { paintEach } from '../paint.ts';
import { say, visible } from '../say.ts';
import { cells, indented, wrap } from '../width.ts';
import { DIFF_WORDS, kindWord, periodText } from './words.ts';

const INDENT = 4;

/** Every change of the rules, by policy, dates and line. */
export function changeLines(changes: readonly Change[], context: BatchContext): string[] {
  const { lang, paint, width } = context;
  if (changes.length === 0) return wrap(DIFF_WORDS.noChanges[lang], width);
  const lines: string[] = [];
  let policy = '';
  let under = '';
  for (const change of changes) {
    if (change.policy.id !== policy) {
      const title = `${say(change.policy.title, lang)} · ${change.policy.id}`;
      lines.push(...(lines.length > 0 ? [''] : []), ...paintEach(wrap(title, width), paint.strong));
      under = '';
    }
    const head = headOf(change, context);
    if (head !== '' && (head !== under || change.policy.id !== policy))
      lines.push(...indented(head, width, 2));
    policy = change.policy.id;
    under = head;
    lines.push(...oneChange(change, context));
  }
  return lines;
}

/** `费用日期 2025-01-01 起 · 基本医保统筹基金` */
function headOf({ periods, benefit }: Change, { lang }: BatchContext): string {
  const dates = periods.map((period) => periodText(period, lang)).join(lang === 'zh' ? '、' : ', ');
  const parts = [
    ...(dates === '' ? [] : [`${DIFF_WORDS.period[lang]} ${dates}`]),
    ...(benefit ? [`${say(benefit.label, lang)}${labelled(benefit)}`] : []),
  ];
  return parts.join(' · ');
}

/** The name of a line where its label does not tell which one it is. */
function labelled({ id, label }: NonNullable<Change['benefit']>): string {
  return label.en === id ? '' : ` (${id})`;
}

function oneChange(change: Change, context: BatchContext): string[] {
  const { lang, paint, width } = context;
  const what = nameOf(change, lang);
  const values = valuesOf(change, lang);
  const both = `${what}  ${values}`;
  const short = cells(both) <= width - INDENT - 2;
  return [
    ...(short
      ? [`${' '.repeat(INDENT)}${what}  ${paint.strong(values)}`]
      : [...indented(what, width, INDENT), ...paintEach(indented(values, width, INDENT + 2), paint.strong)]),
    ...paintEach(indented(behind(change, lang), width, INDENT + 2), paint.dim),
  ];
}

/** `起付线（医院等级 三级）` */
export function nameOf({ what, circumstances }: Change, lang: 'zh' | 'en'): string {
  if (!circumstances) return say(what, lang);
  const [name, whom] = [say(what, lang), say(circumstances, lang)];
  return lang === 'zh' ? `${name}（${whom}）` : `${name} (${whom})`;
}

/** `600.00 → 700.00`, `新增 85%`, `取消 85%` */
export function valuesOf({ kind, old, new: now }: Change, lang: 'zh' | 'en'): string {
  if (old && now) {
    const [before, after] = [say(old.value, lang), say(now.value, lang)];
    return before === after ? after : `${before} → ${after}`;
  }
  return `${kindWord(kind)[lang]} ${say(((now ?? old) as Said).value, lang)}`;
}

/** Basis and source, each of both sides where they differ; then where it stands. */
function behind(change: Change, lang: 'zh' | 'en'): string {
  return [...originsOf(change, lang), placesOf(change)].join(' · ');
}

export function originsOf({ old, new: now }: Change, lang: 'zh' | 'en'): string[] {
  const pair = (of: (said: Said) => string): string[] => {
    const [before, after] = [old ? of(old) : '', now ? of(now) : ''];
    if (before === after || before === '' || after === '')
      return [after || before].filter((text) => text !== '');
    return [`${before} → ${after}`];
  };
  return [
    ...pair(({ basis }) => (basis ? say(basisWord(basis), lang) : '')),
    ...pair(({ source }) => (source ? say(source.title, lang) : '')),
    ...pair(({ note }) => (note ? say(note, lang) : '')),
  ];
}

/** `v1.2:policies/371300-linyi/employee.yaml:23 → policies/371300-linyi/employee.yaml:25` */
export function placesOf({ old, new: now }: Change): string {
  return [old, now].flatMap((said) => (said ? [`${visible(said.file)}:${said.line}`] : [])).join(' → ');
}
