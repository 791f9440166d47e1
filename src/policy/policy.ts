import { PAYERS } from '../codes/payers.ts';
import { INSURANCES } from '../codes/tables.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import {
  fullSchema,
  type JsonSchema,
  list,
  listOrAll,
  mapped,
  may,
  must,
  object,
  oneOf,
  record,
  type Shape,
  scalarOf,
} from '../grammar/shape.ts';
import { date, dayOfYear, type Origin, originOf, originSlots, plain, text } from '../grammar/words.ts';
import { PART_COSTS, type PartCost } from '../rules/base.ts';
import type { SharedCap } from '../rules/cap.ts';
import { sharedCap } from '../rules/cap.ts';
import { type CoverStart, coverStarts } from '../rules/cover.ts';
import type { Figure } from '../rules/figure.ts';
import { amountFigure, rateFigure } from '../rules/figure-shape.ts';
import { type Lifetime, lifetimes } from '../rules/lifetime.ts';
import { type Line, line } from '../rules/line.ts';
import { type EligibilityRule, eligibility } from '../rules/refusal.ts';
import type { Tree } from '../source/tree.ts';

export const GRADES = ['official', 'quoted', 'secondary', 'fitted', 'general_knowledge'] as const;
export type Grade = (typeof GRADES)[number];

/** A document that figures were taken from. */
export interface Source {
  readonly title: Text;
  readonly publisher?: Text;
  readonly number?: Text;
  readonly date?: string;
  readonly url?: string;
  readonly grade: Grade;
  /** The file it is listed in, where that is not the policy's. */
  readonly file?: string;
  readonly line: number;
}

/** A dated value that formulas use, e.g. disposable income per head. */
export interface Parameter {
  readonly label: Text;
  readonly values: readonly { readonly from: string; readonly amount: Figure }[];
}

/** How a policy calls a field and its values: 县级 for level 2. */
export interface FieldWording {
  readonly label?: Text;
  readonly values: Readonly<Record<string, Text>>;
}

/** A word that a policy introduces (a part of the cost, a disease), with the other names it goes by. */
export interface Term {
  readonly label: Text;
  readonly also: readonly string[];
}

/** A part of a cost that is told apart from the rest of it. */
export interface PartTerm extends Term {
  readonly of: PartCost;
}

export interface Version {
  readonly from: string;
  readonly to?: string;
  /** Why the days between the version before and this one have no rules. */
  readonly gapBefore?: Text;
  /** The day on which its years begin, as 07-01: all that is counted yearly runs from it. */
  readonly yearFrom: string;
  readonly origin: Origin;
  readonly eligibility: readonly EligibilityRule[];
  readonly lines: readonly Line[];
  readonly caps: readonly SharedCap[];
  /** What the personal account may pay; `none` where the scheme has none. */
  readonly personalAccount: 'person_part' | 'in_policy' | 'none';
  /** Advance share of class B items that give none. */
  readonly classBAdvance?: Figure;
  /** Advance share of items by the part they are tagged with; wins over that of class B. */
  readonly partAdvance: Readonly<Record<string, Figure>>;
  readonly coverStart: readonly CoverStart[];
  readonly lifetime: readonly Lifetime[];
  readonly notes: readonly Text[];
}

/** One policy file, checked. Plain data, so that it can be kept compiled. */
export interface Policy {
  readonly id: string;
  readonly file: string;
  readonly kind: 'scheme' | 'supplement' | 'national';
  readonly title: Text;
  readonly place?: Text;
  readonly checked: string;
  readonly sources: Readonly<Record<string, Source>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Parameters it names and does not define: they are filled in from the shared tables when it is taken from a library. */
  readonly wants?: readonly string[];
  readonly wording: Readonly<Record<string, FieldWording>>;
  readonly parts: Readonly<Record<string, PartTerm>>;
  readonly diseases: Readonly<Record<string, Term>>;
  /** Codes of places inside this one where it applies too, or all of them; districts of a city need not be listed. */
  readonly appliesIn: readonly string[] | 'all';
  /** For a supplement: the basic schemes whose members may hold it. */
  readonly heldWith: readonly string[];
  readonly versions: readonly Version[];
}

/** The documents of a file, by a name of its own. */
export const sourceShape: Shape<Source> = mapped(
  object({
    title: must(text, '标题', 'title'),
    publisher: may(text, '发布者', 'publisher'),
    number: may(text, '文号', 'document number'),
    date: may(date, '发布日期', 'date'),
    url: may(plain, '网址', 'address'),
    grade: must(
      oneOf(GRADES),
      'official 正式文件、quoted 引用的正式文件、secondary 二手资料、fitted 由结算记录反推、general_knowledge 常识',
      'how good the source is',
    ),
  }),
  ({ at, ...read }) => ({ ...read, line: at.line }),
);

const parameter: Shape<Parameter> = mapped(
  object({
    label: must(text, '名称', 'label'),
    values: must(
      list(
        object({
          from: must(date, '从哪天起', 'from'),
          amount: must(amountFigure, '金额（元）', 'amount (yuan)'),
          ...originSlots,
        }),
      ),
      '按日期的数值',
      'dated values',
    ),
  }),
  (read) => ({
    label: read.label,
    values: read.values
      .map((value) => ({
        from: value.from,
        amount: { ...value.amount, origin: { ...originOf(value), ...value.amount.origin } } as Figure,
      }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  }),
);

const wordingShape = record(
  mapped(
    object({
      label: may(text, '这一项的叫法', 'name of the field'),
      values: may(record(text, /^\S+$/, { zh: '值', en: 'a value' }), '各个值的叫法', 'names of the values'),
    }),
    (read): FieldWording => ({ ...(read.label && { label: read.label }), values: read.values ?? {} }),
  ),
  /^[a-z][a-z_.]*$/,
  { zh: '字段名', en: 'a field' },
);

const termSlots = {
  label: must(text, '名称', 'label'),
  also: may(list(plain), '其他叫法', 'other names'),
} as const;
const NAME = { zh: '小写字母', en: 'lower-case letters' };

const diseases = record(
  mapped(object(termSlots), (read): Term => ({ label: read.label, also: read.also ?? [] })),
  /^[a-z][a-z0-9_]*$/,
  NAME,
);

const parts = record(
  mapped(
    object({
      ...termSlots,
      of: may(
        oneOf(PART_COSTS),
        '是哪项费用的一部分：in_policy 政策范围（默认）、advance 先行自付、over_limit 超限价、self_funded 全自费',
        'the cost it is a part of',
      ),
    }),
    (read): PartTerm => ({ label: read.label, also: read.also ?? [], of: read.of ?? 'in_policy' }),
  ),
  /^[a-z][a-z0-9_]*$/,
  NAME,
);

const version: Shape<Version> = mapped(
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

const policyId = scalarOf(
  (value) => (/^(\d{6}\/[a-z][a-z0-9_]*|national)$/.test(value) ? value : undefined),
  { zh: '政策编号（371300/employee）', en: 'a policy id (371300/employee)' },
  { type: 'string', pattern: '^(\\d{6}/[a-z][a-z0-9_]*|national)$' },
);
const code6 = scalarOf(
  (value) => (/^\d{6}$/.test(value) ? value : undefined),
  { zh: '六位区划代码', en: 'a six-digit code' },
  { type: ['string', 'integer'] },
);
const insuranceWord = oneOf(INSURANCES.ids as [string, ...string[]]);

const fileShape = object({
  policy: must(policyId, '编号：区划代码/险种', 'id: code/insurance', 'national'),
  title: must(text, '标题', 'title', { zh: '', en: '' }),
  place: may(text, '地名（区划表里没有时）', 'name of the place, where the code table has none'),
  checked: must(date, '核对到哪天', 'checked until', ''),
  sources: must(
    record(sourceShape, /^[a-z][a-z0-9_]*$/, { zh: '小写字母', en: 'lower-case letters' }),
    '来源',
    'sources',
    {},
  ),
  parameters: may(
    record(parameter, /^[a-z][a-z0-9_]*$/, { zh: '小写字母', en: 'lower-case letters' }),
    '公式用的参数',
    'parameters of formulas',
  ),
  wording: may(wordingShape, '本地叫法', 'local names'),
  parts: may(parts, '费用分项', 'tagged parts of the cost'),
  diseases: may(diseases, '区分的病种', 'diseases told apart'),
  year_from: may(
    dayOfYear,
    '医保年度起始日：按年度累计的都从这一天算起（默认 01-01）',
    'first day of the year of all that is counted yearly (default 01-01)',
  ),
  applies_in: may(
    listOrAll(code6),
    '也适用于这些下级地区（all 为全部）',
    'places inside where it applies too, or all',
  ),
  held_with: may(
    list(insuranceWord),
    '补充保险：参加哪些险种的人可投保',
    'for a supplement: with which schemes',
  ),
  versions: must(list(version), '按日期的版本', 'dated versions'),
});

/** The first day of a year where nothing else is said. */
export const CALENDAR_YEAR = '01-01';

const ESSENTIAL_MEDICINE: PartTerm = {
  label: { zh: '基本药物', en: 'essential medicine' },
  also: [],
  of: 'in_policy',
};

/** Reads a policy file's tree and checks it as a whole. All problems are reported; undefined when there are errors. */
export function readPolicy(tree: Tree, file: string, problems: Problems): Policy | undefined {
  const read = fileShape.read(tree, problems);
  if (!read) return undefined;
  const scheme = read.policy.split('/')[1];
  const kind =
    read.policy === 'national'
      ? 'national'
      : scheme !== undefined && INSURANCES.find(scheme)
        ? 'scheme'
        : 'supplement';
  const payers = PAYERS.map((payer) => payer.id);
  for (const { lines } of read.versions) {
    for (const { payer, origin } of lines) {
      if (payers.includes(payer)) continue;
      const message = { zh: `没有付款方“${payer}”`, en: `there is no payer “${payer}”` };
      const hint = {
        zh: `用 payer 指明：${payers.join('、')}`,
        en: `name one with payer: ${payers.join(', ')}`,
      };
      problems.error({
        code: 'UNKNOWN_PAYER',
        message,
        hint,
        place: { file, line: origin.line ?? 1, column: origin.column ?? 1 },
      });
    }
  }
  return {
    id: read.policy,
    file,
    kind,
    title: read.title,
    ...(read.place && { place: read.place }),
    checked: read.checked,
    sources: read.sources,
    parameters: read.parameters ?? {},
    wording: read.wording ?? {},
    parts: { essential_medicine: ESSENTIAL_MEDICINE, ...read.parts },
    diseases: read.diseases ?? {},
    appliesIn: read.applies_in ?? [],
    heldWith: read.held_with ?? [],
    versions: read.versions
      .map((one) => ({ ...one, yearFrom: one.yearFrom || (read.year_from ?? CALENDAR_YEAR) }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

/** JSON Schema of a policy file, for editors; made from the same grammar that reads it. */
export function policySchema(): JsonSchema {
  return fullSchema(fileShape, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'baoxiao 政策文件',
  });
}
