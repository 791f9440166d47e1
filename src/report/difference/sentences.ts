import type { Lang } from '../../diagnostics/text.ts';
import { ABOUT, type Change } from '../../difference/change.ts';
import type { ClaimsDifference, DifferenceSum } from '../../difference/claims/summary.ts';
import type { Difference } from '../../difference/difference.ts';
import { groupYuan } from '../../money/fen.ts';
import { count } from '../batch/amounts.ts';
import { percentOf } from '../batch/shares.ts';
import { visible } from '../say.ts';
import { aboutWord, DIFF_WORDS } from './words.ts';

/** `政策比较 · git:v1.2 → policies` */
export function titleOf({ sides }: Difference, lang: Lang): string {
  return `${DIFF_WORDS.title[lang]} · ${visible(sides.old.name)} → ${visible(sides.new.name)}`;
}

/** How much there is and how much of it changed. */
export function factsOf(difference: Difference, lang: Lang): string[] {
  const { policies, changes, nationalShipped } = difference;
  const { old, new: now } = policies;
  const many =
    lang === 'zh'
      ? `政策 ${old === now ? `各 ${old} 份` : `${old} → ${now} 份`}`
      : `policies: ${old === now ? `${old} on each side` : `${old} → ${now}`}`;
  return [many, changeCounts(changes, lang), ...(nationalShipped ? [DIFF_WORDS.nationalShipped[lang]] : [])];
}

/** `变动 5 处：数值 3、文字 2` */
export function changeCounts(changes: readonly Change[], lang: Lang): string {
  if (changes.length === 0) return lang === 'zh' ? '没有变动' : 'no changes';
  const kinds = ABOUT.flatMap((about) => {
    const some = changes.filter((change) => change.about === about).length;
    return some === 0 ? [] : [`${aboutWord(about)[lang]} ${some}`];
  });
  return lang === 'zh'
    ? `变动 ${changes.length} 处：${kinds.join('、')}`
    : `${changes.length} change${changes.length === 1 ? '' : 's'}: ${kinds.join(', ')}`;
}

/** `可比 1,000 笔 = 少付 10（1.0%） + 多付 20（2.0%） + 不变 970（97.0%）` */
export function claimsSentence({ all }: ClaimsDifference, lang: Lang): string {
  const part = (word: 'gain' | 'lose' | 'stay'): string => {
    const share = percentOf(BigInt(all[word]), BigInt(all.claims));
    return lang === 'zh'
      ? `${DIFF_WORDS[word].zh} ${count(all[word])}（${share}）`
      : `${count(all[word])} ${DIFF_WORDS[word].en} (${share})`;
  };
  const parts = (['gain', 'lose', 'stay'] as const).map(part).join(' + ');
  return lang === 'zh'
    ? `两边都能计算 ${count(all.claims)} 笔 = ${parts}`
    : `${count(all.claims)} claim${all.claims === 1 ? '' : 's'} settled on both sides = ${parts}`;
}

/** What the sentence above leaves out. */
export function claimsRemarks(claims: ClaimsDifference, lang: Lang): string[] {
  const { all, persons, rows, questions = 0 } = claims;
  const zh = lang === 'zh';
  const found: string[] = [zh ? `共 ${count(rows)} 行` : `${count(rows)} row${rows === 1 ? '' : 's'}`];
  const say = (rowCount: number, chinese: string, english: string): void => {
    if (rowCount > 0) found.push(zh ? `${chinese} ${count(rowCount)}` : `${count(rowCount)} ${english}`);
  };
  say(all.onlyOld, '只有旧政策能计算', 'settled by the old policies only');
  say(all.onlyNew, '只有新政策能计算', 'settled by the new policies only');
  say(all.neither, '两边都不能计算', 'settled on neither side');
  say(all.shifted, '个人不变但付款方有变', 'with the same for the person but other payers');
  if (all.reversals > 0)
    found.push(
      zh
        ? `冲正 ${count(all.reversals)} 行，连同原结算都不计笔数`
        : `${count(all.reversals)} reversal${all.reversals === 1 ? '' : 's'}, not counted, nor what is taken back`,
    );
  if (persons) found.push(personsPhrase(persons, lang));
  if (questions > 0)
    found.push(
      zh
        ? `待遇起止的提问 ${questions} 个没有比较`
        : `${questions} question${questions === 1 ? '' : 's'} about cover left out`,
    );
  return found;
}

function personsPhrase({ gain, lose, stay }: NonNullable<ClaimsDifference['persons']>, lang: Lang): string {
  const [less, more, same] = [gain, lose, stay].map(count);
  return lang === 'zh'
    ? `按人合计：${less} 人少付、${more} 人多付、${same} 人不变`
    : `by person: ${less} pay less, ${more} more, ${same} as before`;
}

/** `+1,200.00`, `-300.00`, `0.00` */
export function signed(fen: bigint | number): string {
  return fen > 0 ? `+${groupYuan(fen)}` : groupYuan(fen);
}

/** The two sums that answer the question: persons and funds, old, new and difference. */
export function answersOf({ all }: ClaimsDifference, lang: Lang) {
  const row = (label: string, { old, new: now }: DifferenceSum['person']) => ({
    label,
    old: groupYuan(old),
    new: groupYuan(now),
    difference: signed(now - old),
  });
  return [row(DIFF_WORDS.personPart[lang], all.person), row(DIFF_WORDS.funds[lang], all.fund)];
}
