import { type Reason, reasonsAt } from '../../curve/causes.ts';
import type { Cliff, Drop } from '../../curve/cliffs.ts';
import { type Fraction, negate, sign } from '../../curve/fraction.ts';
import type { LevelCurve, LevelInversion } from '../../curve/levels.ts';
import { percent } from '../../curve/rates.ts';
import { joinTexts, type Lang, type Text } from '../../diagnostics/text.ts';
import type { Plan } from '../../engine/plan.ts';
import { groupYuan } from '../../money/fen.ts';
import type { Wording } from '../../rules/circumstances.ts';
import { say } from '../say.ts';
import { exactYuan } from './numbers.ts';
import { WORDS } from './words.ts';

/** A cliff in one sentence: where, who loses, why, and the reason the policy gives. */
export function cliffText(cliff: Cliff, plan: Plan, lang: Lang): string {
  const { kind, person, falls, reasons } = cliff;
  const parts: Text[] = [];
  if (kind === 'jump') {
    if (sign(person) > 0)
      parts.push({ zh: `个人多付 ${about(person)}`, en: `the person pays ${about(person)} more` });
    if (sign(person) < 0)
      parts.push({
        zh: `个人少付 ${about(negate(person))}`,
        en: `the person pays ${about(negate(person))} less`,
      });
  } else {
    parts.push({
      zh: `每多 1 元费用个人付 ${percent(person)}`,
      en: `of each further yuan the person pays ${percent(person)}`,
    });
  }
  for (const { payer, by } of falls) {
    const zh =
      kind === 'jump' ? `${payer.label.zh}少付 ${about(by)}` : `${payer.label.zh}少付 ${percent(by)}`;
    const en =
      kind === 'jump'
        ? `${payer.label.en} pays ${about(by)} less`
        : `${payer.label.en} pays ${percent(by)} less`;
    parts.push({ zh, en });
  }
  const where = placeText(cliff);
  const what = joinTexts(parts, '，', ', ');
  const why = causesText(plan, cliff);
  const given = reasons
    ? joinTexts([WORDS.reason, joinTexts(reasons, '；', '; ')], '：', ': ')
    : WORDS.unexplained;
  return say(
    {
      zh: `${where.zh}：${what.zh}（${why.zh}）；${given.zh}`,
      en: `${where.en}: ${what.en} (${why.en}); ${given.en}`,
    },
    lang,
  );
}

export function dropText(drop: Drop, plan: Plan, lang: Lang): string {
  const where = placeText({
    kind: 'jump',
    from: drop.bill,
    to: drop.bill,
    ...(drop.edge && { edge: drop.edge }),
  });
  const why = causesText(plan, drop);
  const by = about(drop.by);
  return say(
    {
      zh: `${where.zh}：个人少付 ${by}（${why.zh}）`,
      en: `${where.en}: the person pays ${by} less (${why.en})`,
    },
    lang,
  );
}

function placeText({ kind, from, to, edge }: Pick<Cliff, 'kind' | 'from' | 'to' | 'edge'>): Text {
  if (kind === 'stretch') {
    const [start, end] = [exactYuan(from), exactYuan(to)];
    return { zh: `医疗费 ${start} 至 ${end}`, en: `bills from ${start} to ${end}` };
  }
  if (!edge) return { zh: `医疗费 ${exactYuan(from)}`, en: `at a bill of ${exactYuan(from)}` };
  const [last, first] = [groupYuan(edge[0].fen), groupYuan(edge[1].fen)];
  return { zh: `医疗费 ${last} 到 ${first}`, en: `from a bill of ${last} to ${first}` };
}

/** File and line of a figure. */
export function whereOf({ place }: Reason): string {
  return place ? `${place.file}:${place.line}` : '';
}

function causesText(plan: Plan, { causes }: Pick<Cliff, 'causes'>): Text {
  const reasons = reasonsAt(plan, { kind: 'jump', causes });
  return joinTexts(
    reasons.map((reason: Reason) => ({
      zh: `${reason.text.zh}，${whereOf(reason)}`,
      en: `${reason.text.en}, ${whereOf(reason)}`,
    })),
    '；',
    '; ',
  );
}

/** An amount that may lie between two fen. */
function about(fen: Fraction): string {
  return exactYuan(fen);
}

export function inversionText(
  inversion: LevelInversion,
  wording: Wording,
  ranged: boolean,
  lang: Lang,
): string {
  const { from, to, most, at, lower, higher, bound } = inversion;
  const [near, dear] = [levelsText(lower, wording), levelsText(higher, wording)];
  const [begin, end, best, by] = [from, to, at, most].map(exactYuan);
  const which = !ranged ? '' : say(bound === 'low' ? WORDS.cautious : WORDS.higher, lang);
  const text = say(
    {
      zh: `医疗费 ${begin} 至 ${end}：${dear.zh}比${near.zh}个人付得少，最多少付 ${by}（医疗费 ${best} 时）`,
      en: `bills from ${begin} to ${end}: ${dear.en} leaves the person less than ${near.en}, at most ${by} less (at a bill of ${best})`,
    },
    lang,
  );
  return which === '' ? text : `${which}${lang === 'zh' ? '：' : ': '}${text}`;
}

function levelsText(levels: readonly string[], wording: Wording): Text {
  return joinTexts(
    levels.map((level) => wording('hospital.level', level)),
    '、',
    ' or ',
  );
}

/** A level without a curve, and why. */
export function refusedText({ levels, refused }: LevelCurve, wording: Wording, lang: Lang): string[] {
  if (!refused) return [];
  const [first] = refused;
  const label = say(levelsText(levels, wording), lang);
  return [`${label}${lang === 'zh' ? '：' : ': '}${first ? say(first.message, lang) : ''}`];
}
