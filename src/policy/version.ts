import { list, mapped, may, must, object, oneOf, record, type Shape } from '../grammar/shape.ts';
import { date, dayOfYear, originOf, originSlots, text } from '../grammar/words.ts';
import { sharedCap } from '../rules/cap.ts';
import { coverStarts } from '../rules/cover.ts';
import { rateFigure } from '../rules/figure-shape.ts';
import { lifetimes } from '../rules/lifetime.ts';
import { line } from '../rules/line.ts';
import { eligibility } from '../rules/refusal.ts';
import type { Version } from './policy.ts';

/** The rules from one day on, or to another. */
export const version: Shape<Version> = mapped(
  object({
    from: must(date, '从哪天起（含）', 'from (included)'),
    to: may(date, '到哪天止（含）', 'to (included)'),
    gap_before: may(
      text,
      '上一版本结束到本版本开始之间为什么没有规则',
      'why the days between the version before and this one have no rules',
    ),
    year_from: may(
      dayOfYear,
      '本版本的医保年度起始日（与文件开头的不同时）',
      'first day of its year, where it is not that of the head',
    ),
    eligibility: may(eligibility, '参保与就医条件', 'eligibility'),
    lines: may(list(line), '支付项，按先后', 'benefit lines, in order'),
    caps: may(list(sharedCap), '共用的封顶线', 'shared caps'),
    personal_account: may(
      oneOf(['person_part', 'in_policy', 'none']),
      '个人账户可支付：person_part 个人负担、in_policy 政策范围内、none 无账户',
      'what the personal account may pay',
    ),
    class_b_advance: may(rateFigure, '乙类先行自付比例', 'advance share of class B'),
    part_advance: may(
      record(rateFigure, /^[a-z][a-z0-9_]*$/, { zh: '分项名称', en: 'a tag of `parts`' }),
      '各分项的先行自付比例',
      'advance share of tagged items',
    ),
    cover_start: may(coverStarts, '待遇从何时起', 'when cover starts'),
    lifetime: may(lifetimes, '终身待遇', 'lifetime entitlement'),
    notes: may(list(text), '说明（本版本没有计入的规则等）', 'notes'),
    ...originSlots,
  }),
  (read, tree, problems) => {
    if (read.to !== undefined && read.to < read.from) {
      problems.error({
        code: 'VERSION_ORDER',
        message: { zh: 'to 早于 from', en: '`to` is before `from`' },
        place: tree.place,
      });
      return undefined;
    }
    return {
      from: read.from,
      ...(read.to && { to: read.to }),
      ...(read.gap_before && { gapBefore: read.gap_before }),
      yearFrom: read.year_from ?? '',
      eligibility: read.eligibility ?? [],
      lines: read.lines ?? [],
      caps: read.caps ?? [],
      personalAccount: read.personal_account ?? 'person_part',
      ...(read.class_b_advance && { classBAdvance: read.class_b_advance }),
      partAdvance: read.part_advance ?? {},
      coverStart: read.cover_start ?? [],
      lifetime: read.lifetime ?? [],
      notes: read.notes ?? [],
      origin: originOf(read),
    };
  },
);
