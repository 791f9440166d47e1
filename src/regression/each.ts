import { list, mapped, record, type Shape, wrongKind } from '../grammar/shape.ts';
import type { MapTree, ScalarTree } from '../source/tree.ts';
import type { Case, Question } from './case.ts';

/** One field of the claim and the values it is tried with. */
export interface Each {
  readonly field: string;
  readonly values: readonly ScalarTree[];
  readonly tree: MapTree;
}

const value: Shape<ScalarTree> = {
  read: (tree, problems) =>
    tree.kind === 'scalar' && !tree.empty
      ? tree
      : wrongKind(tree, problems, { zh: '这里应是一个值', en: 'a single value belongs here' }),
  schema: () => ({ type: ['string', 'number', 'boolean'] }),
};

/** `each: { care: [outpatient, pharmacy] }`: the case holds for each of these values alike. */
export const each: Shape<Each> = mapped(
  record(list(value), /^\S+$/, { zh: '报销单的一项', en: 'a field of the claim' }),
  (read, tree, problems) => {
    const [entry, more] = Object.entries(read);
    if (!entry || more || tree.kind !== 'map')
      return wrongKind(tree, problems, {
        zh: 'each 后面写一项和它的几个值：each: { care: [outpatient, pharmacy] }',
        en: '`each` takes one field and its values: each: { care: [outpatient, pharmacy] }',
      });
    const [field, values] = entry;
    return { field, values, tree };
  },
);

/** The case once for every value of `each`, each under a name of its own. */
export function unfold(one: Case, values: Each | undefined): Case[] {
  if (!values) return [one];
  return values.values.map((of) => ({
    ...one,
    name: `${one.name}（${of.text}）`,
    question: withField(one.question, values.field, of),
    sharedBy: values.values.length,
  }));
}

function withField(question: Question, key: string, of: ScalarTree): Question {
  const filled = (tree: MapTree): MapTree => ({
    ...tree,
    entries: [...tree.entries, { key, keyPlace: of.place, value: of }],
  });
  return question.kind === 'claims'
    ? { ...question, claims: question.claims.map(filled) }
    : { ...question, asked: filled(question.asked) };
}
