import { INSURANCES } from '../codes/insurances.ts';
import { PAYERS } from '../codes/payers.ts';
import type { Problems } from '../diagnostics/diagnostic.ts';
import {
  fullSchema,
  type JsonSchema,
  list,
  listOrAll,
  may,
  must,
  object,
  oneOf,
  record,
  scalarOf,
} from '../grammar/shape.ts';
import { date, dayOfYear, text } from '../grammar/words.ts';
import type { Tree } from '../source/tree.ts';
import { diseases, parameter, parts, sourceShape, wordingShape } from './head.ts';
import { CALENDAR_YEAR, type PartTerm, type Policy, type Version } from './policy.ts';
import { version } from './version.ts';

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

const ESSENTIAL_MEDICINE: PartTerm = {
  label: { zh: '基本药物', en: 'essential medicine' },
  also: [],
  of: 'in_policy',
};

/** Reads a policy file's tree and checks it as a whole. All problems are reported; undefined when there are errors. */
export function readPolicy(tree: Tree, file: string, problems: Problems): Policy | undefined {
  const read = fileShape.read(tree, problems);
  if (!read) return undefined;
  checkPayers(read.versions, file, problems);
  return {
    id: read.policy,
    file,
    kind: kindOf(read.policy),
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

function kindOf(id: string): Policy['kind'] {
  if (id === 'national') return 'national';
  const scheme = id.split('/')[1];
  return scheme !== undefined && INSURANCES.find(scheme) ? 'scheme' : 'supplement';
}

function checkPayers(versions: readonly Version[], file: string, problems: Problems): void {
  const payers = PAYERS.map((payer) => payer.id);
  const hint = {
    zh: `用 payer 指明：${payers.join('、')}`,
    en: `name one with payer: ${payers.join(', ')}`,
  };
  for (const { lines } of versions) {
    for (const { payer, origin } of lines) {
      if (payers.includes(payer)) continue;
      const message = { zh: `没有付款方“${payer}”`, en: `there is no payer “${payer}”` };
      const place = { file, line: origin.line ?? 1, column: origin.column ?? 1 };
      problems.error({ code: 'UNKNOWN_PAYER', message, hint, place });
    }
  }
}

/** JSON Schema of a policy file, for editors; made from the same grammar that reads it. */
export function policySchema(): JsonSchema {
  return fullSchema(fileShape, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'baoxiao 政策文件',
  });
}
