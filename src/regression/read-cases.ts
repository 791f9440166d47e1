import { basename } from 'node:path';
import { BaoxiaoError, type Place, Problems } from '../diagnostics/diagnostic.ts';
import type { Text } from '../diagnostics/text.ts';
import {
  fullSchema,
  type JsonSchema,
  list,
  mapped,
  may,
  must,
  object,
  record,
  type Shape,
  scalarOf,
  wrongKind,
} from '../grammar/shape.ts';
import { plain } from '../grammar/words.ts';
import { caseFileOf } from '../policy/files.ts';
import { entryOf, type MapTree, type Tree, wrote } from '../source/tree.ts';
import { readYamlTree } from '../source/yaml.ts';
import type { Case, ExpectedError, Question } from './case.ts';
import { each, unfold } from './each.ts';
import { type Expectation, expectation, expectedCover } from './expectation.ts';

const rawMap: Shape<MapTree> = {
  read: (tree, problems) =>
    tree.kind === 'map' && tree.entries.length > 0
      ? tree
      : wrongKind(tree, problems, { zh: '这里应是一组“项: 值”', en: 'a map of `field: value` belongs here' }),
  schema: () => ({ type: 'object', minProperties: 1 }),
};

/** A figure as `--assume` takes it; checked when the policy that it is for is known. */
const figureText = scalarOf((text) => text, { zh: '数值', en: 'a figure' }, { type: ['string', 'number'] });

const errorCode = scalarOf(
  (text) => (/^[A-Z][A-Z0-9_]*$/.test(text) ? text : undefined),
  { zh: '错误代号（大写字母和下划线）', en: 'an error code (capitals and underscores)' },
  { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
);
const errorMap = object({
  code: must(errorCode, '错误代号', 'error code'),
  field: may(plain, '涉及的字段或数值', 'the field or figure it is about'),
});

/** `expect_error: CODE` or `expect_error: { code: CODE, field: pooled_fund.rate }`. */
const expectedError: Shape<ExpectedError> = {
  read(tree, problems) {
    const read =
      tree.kind === 'map' ? errorMap.read(tree, problems) : { code: errorCode.read(tree, problems) };
    if (read?.code === undefined) return undefined;
    const field = 'field' in read ? read.field : undefined;
    return { code: read.code, ...(field !== undefined && { field }), place: tree.place };
  },
  schema: () => ({ anyOf: [errorCode.schema(), errorMap.schema()] }),
};

/** What is written as one case: several where it holds for each of some values. */
const caseShape: Shape<Case[]> = mapped(
  object({
    name: must(plain, '名称', 'name'),
    because: may(plain, '金额怎么算出来的（不符时显示）', 'how the amounts were worked out'),
    tags: may(list(plain, { single: true }), '标签，供 --tag 筛选', 'tags, for --tag'),
    assume: may(
      record(figureText, /^\S+$/, { zh: '数值的名称', en: 'the key of a figure' }),
      '未载明数值的假设',
      'assumed figures',
    ),
    each: may(each, '对这一项的每个值都成立', 'the values of a field for each of which it holds'),
    claim: may(rawMap, '一张报销单', 'one claim'),
    claims: may(list(rawMap), '同一年的几张报销单，按先后', 'claims of one year, in order'),
    eligibility: may(rawMap, '待遇起始或终身待遇的提问', 'a question about cover'),
    expect: may(
      list({ read: (tree) => tree, schema: () => ({ type: 'object' }) } as Shape<Tree>, { single: true }),
      '应得的结果；几张报销单各一份',
      'what must come out, one for each claim',
    ),
    expect_high: may(
      list(expectation, { single: true }),
      '数值是范围时的较高值',
      'the other bound, where a figure is a range',
    ),
    expect_error: may(expectedError, '应得的错误', 'the error that must come'),
  }),
  (read, tree, problems) => {
    const question = questionOf(read, tree, problems);
    if (!question) return undefined;
    const one: Case = {
      name: read.name,
      ...(read.because !== undefined && { because: read.because }),
      tags: read.tags ?? [],
      place: tree.place,
      assume: new Map(Object.entries(read.assume ?? {})),
      question,
    };
    return unfold(one, read.each);
  },
);

interface Written {
  readonly claim?: MapTree;
  readonly claims?: readonly MapTree[];
  readonly eligibility?: MapTree;
  readonly expect?: readonly Tree[];
  readonly expect_high?: readonly Expectation[];
  readonly expect_error?: ExpectedError;
}

function questionOf(read: Written, tree: Tree, problems: Problems): Question | undefined {
  const wrong = (message: Text, place: Place = tree.place): undefined => {
    problems.error({ code: 'CASE_SHAPE', message, place });
    return undefined;
  };
  const kinds = ['claim', 'claims', 'eligibility'].filter((key) => wrote(tree, key));
  if (kinds.length !== 1)
    return wrong({
      zh: '写 claim、claims、eligibility 中的一个',
      en: 'give one of claim, claims, eligibility',
    });
  const error = read.expect_error;
  if (!read.expect && !error)
    return wrote(tree, 'expect') || wrote(tree, 'expect_error')
      ? undefined
      : wrong({
          zh: '没有 expect，什么都不检查',
          en: 'there is no `expect`: the case checks nothing',
        });
  if (read.eligibility) {
    const [expected, more] = read.expect ?? [];
    if (more || (expected && error))
      return wrong({ zh: '一个提问只有一个结果', en: 'one question has one outcome' });
    const expect = expected && expectedCover.read(expected, problems);
    if (expected && !expect) return undefined;
    return {
      kind: 'eligibility',
      asked: read.eligibility,
      ...(expect && { expect }),
      ...(error && { error }),
    };
  }
  const claims = read.claims ?? (read.claim ? [read.claim] : []);
  if (claims.length === 0) return undefined;
  const lows = (read.expect ?? []).map((item) => expectation.read(item, problems));
  if (lows.some((low) => low === undefined)) return undefined;
  if (lows.length + (error ? 1 : 0) !== claims.length)
    return wrong(
      {
        zh: `有 ${claims.length} 张报销单，却有 ${lows.length + (error ? 1 : 0)} 份结果：每张一份，expect_error 算最后一张的`,
        en: `${claims.length} claims but ${lows.length + (error ? 1 : 0)} outcomes: one for each, an expect_error being that of the last`,
      },
      entryOf(tree, 'expect')?.place,
    );
  const highs = read.expect_high ?? [];
  if (highs.length > 0 && highs.length !== lows.length)
    return wrong({ zh: 'expect_high 与 expect 份数不同', en: 'one `expect_high` for each `expect`' });
  const [exact] = highs.flatMap((high) => [...high.exact.values()]);
  if (exact)
    return wrong(
      {
        zh: 'exact 只说明较低值的计算步骤，expect_high 里请写金额',
        en: 'the steps that `exact` compares are those of the low bound; give amounts in `expect_high`',
      },
      exact.place,
    );
  return {
    kind: 'claims',
    claims,
    expect: lows.map((low, index) => ({
      low: low as Expectation,
      ...(highs[index] && { high: highs[index] }),
    })),
    ...(error && { error }),
  };
}

/**
 * The cases of a file. Unknown keys are errors, and so is a case that checks nothing.
 * @throws BaoxiaoError with every problem of the file, each with its line
 */
export function readCases(text: string, file: string): Case[] {
  const problems = new Problems();
  const tree = readYamlTree(text, file, problems);
  problems.throwIfFailed();
  const cases: Case[] = [];
  if (entryOf(tree, 'policy') && entryOf(tree, 'versions')) {
    const beside = caseFileOf(basename(file));
    problems.error({
      code: 'WRONG_KIND',
      message: { zh: '这是政策文件，不是用例文件', en: 'this is a policy, not a file of cases' },
      hint: { zh: `用例在旁边的 ${beside}`, en: `its cases lie beside it in ${beside}` },
      place: tree.place,
    });
  } else if (tree.kind !== 'list' || tree.items.length === 0) {
    wrongKind(tree, problems, {
      zh: '用例文件是一个列表（- name: …）',
      en: 'a file of cases is a list (- name: …)',
    });
  } else {
    for (const item of tree.items) {
      const read = caseShape.read(item, problems);
      if (read) cases.push(...read);
    }
    const names = new Map<string, Case>();
    for (const one of cases) {
      const before = names.get(one.name);
      names.set(one.name, one);
      if (!before) continue;
      problems.error({
        code: 'CASE_TWICE',
        message: {
          zh: `用例“${one.name}”有两个（另一个在第 ${before.place.line} 行）`,
          en: `two cases are called “${one.name}” (the other is in line ${before.place.line})`,
        },
        place: one.place,
      });
    }
  }
  if (problems.failed) throw new BaoxiaoError(problems.list);
  return cases;
}

/** JSON Schema of a file of cases, for editors. */
export function caseSchema(): JsonSchema {
  const anyExpectation = { anyOf: [expectation.schema(), expectedCover.schema()] };
  const schema = fullSchema(list(caseShape), {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'baoxiao 回归用例',
  });
  const items = schema.items as { properties: Record<string, JsonSchema> };
  items.properties.expect = {
    anyOf: [anyExpectation, { type: 'array', minItems: 1, items: anyExpectation }],
  };
  return schema;
}
