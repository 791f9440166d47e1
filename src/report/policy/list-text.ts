import { CARES } from '../../codes/cares.ts';
import type { Lang, Text } from '../../diagnostics/text.ts';
import type { FigureCounts } from '../../overview/figures.ts';
import type { PolicySummary } from '../../overview/summary.ts';
import { apportion } from '../bar.ts';
import { type Paint, PLAIN, paintEach } from '../paint.ts';
import { say } from '../say.ts';
import { type Column, type Row, table } from '../table.ts';
import { reportWidth } from '../text.ts';
import { wrap } from '../width.ts';
import { SHORT_GRADES, POLICY_WORDS as WORDS } from './words.ts';

export interface ListOptions {
  readonly lang: Lang;
  readonly paint?: Paint;
  /** Cells of the terminal; at least 72 are used. */
  readonly width?: number;
  readonly placeName: (summary: PolicySummary) => Text;
}

const COLUMNS: readonly Column[] = [
  { align: 'left', flex: true },
  { align: 'left', min: 10, max: 11 },
  { align: 'left', min: 10 },
  { align: 'left', min: 4, max: 8 },
  { align: 'right', max: 14 },
];

/** The library as a table; without a newline at the end. */
export function policyListText(summaries: readonly PolicySummary[], options: ListOptions): string {
  const { lang, paint = PLAIN, placeName } = options;
  const width = reportWidth(options.width);
  if (summaries.length === 0) return say(WORDS.noPolicies, lang);
  const names = [WORDS.policy, WORDS.since, WORDS.checkedHead, WORDS.grade, WORDS.shares];
  const head: Row = names.map((word) => ({ text: say(word, lang), paint: paint.dim }));
  let place = '';
  const rows = summaries.flatMap((summary): Row[] => {
    const name = say(placeName(summary), lang);
    const under: Row[] = name === place ? [] : [{ across: { text: name, paint: paint.strong } }];
    place = name;
    return [...under, rowOf(summary, lang, paint)];
  });
  return [...table(COLUMNS, [head, ...rows], { width }), '', ...closing(summaries, lang, paint, width)].join(
    '\n',
  );
}

function rowOf(summary: PolicySummary, lang: Lang, paint: Paint): Row {
  const { policy, version, own, cares, grades, counts } = summary;
  const kinds = cares.map((care) => CARES.label(care, lang)).join(lang === 'zh' ? '、' : ', ');
  const colon = lang === 'zh' ? '：' : ': ';
  const name = `${own ? '*' : ' '} ${say(policy.title, lang)} ${policy.id}${kinds === '' ? '' : colon + kinds}`;
  const until = version.to === undefined ? '' : ` –${version.to}`;
  return [
    { text: name.trimStart() },
    { text: `${version.from}${until}` },
    { text: policy.checked },
    { text: grades.map((grade) => say(SHORT_GRADES[grade], lang)).join(lang === 'zh' ? '、' : ', ') },
    { text: sharesText(counts), paint: paint.strong },
  ];
}

/** Shares of the figures stated, inferred, assumed and not stated, in whole percent that add up to 100. */
export function sharesText(counts: FigureCounts): string {
  const shares = sharesOf(counts);
  return shares ? `${shares.join('/')}%` : '—';
}

export function sharesOf({ all, stated, inferred, assumed, not_stated }: FigureCounts): number[] | undefined {
  return all === 0 ? undefined : apportion([stated, inferred, assumed, not_stated], 100);
}

function closing(summaries: readonly PolicySummary[], lang: Lang, paint: Paint, width: number): string[] {
  const many = summaries.length;
  const places = new Set(summaries.map(({ code }) => code)).size;
  const own = summaries.some((summary) => summary.own);
  const said = {
    zh: `${many} 份政策，${places} 个地方。${own ? '* 是自有政策。' : ''}来源：正式文件、引用的正式文件、二手资料、由记录反推、常识。最后一列是原文写明、推断、假设、未载明的数值各占多少。`,
    en: `${many} polic${many === 1 ? 'y' : 'ies'} of ${places} place${places === 1 ? '' : 's'}.${own ? ' * marks your own.' : ''} Sources: official, quoted, secondary, fitted to records, general knowledge. The last column is the share of figures that are stated, inferred, assumed, not stated.`,
  };
  const more = {
    zh: '看一份：baoxiao policy show 编号（或 地方 险种）',
    en: 'To read one: baoxiao policy show ID (or PLACE SCHEME)',
  };
  return paintEach([...wrap(say(said, lang), width), ...wrap(say(more, lang), width)], paint.dim);
}
