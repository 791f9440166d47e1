import type { Text } from '../../diagnostics/text.ts';
import { inherit, type Origin } from '../../grammar/words.ts';
import type { PartName } from '../base.ts';
import type { Wording } from '../circumstances.ts';
import type { Condition } from '../condition.ts';
import { type Figure, leaves, type Unit } from '../figure.ts';
import { describeCondition } from './condition.ts';
import { describeFigure } from './figure.ts';

/** The names that a policy's sentences use. */
export interface Names {
  readonly wording: Wording;
  readonly line: (id: string) => Text;
  readonly part: (tag: string) => PartName;
}

/** One sentence on a rule, with where the rule and its figures come from. */
export interface Said {
  readonly text: Text;
  readonly origins: readonly Origin[];
  /** The rule itself, where somebody must know it again. */
  readonly rule?: object;
}

/**
 * How a rule is put into words, key by key, in the order of the sentences. A key that a rule gains is missed here by the
 * types until somebody says how it reads, or where it is said instead.
 */
export type Saying<Rule> = {
  readonly [Key in keyof Required<Rule>]:
    | 'in the table'
    | 'elsewhere'
    | ((value: Exclude<Rule[Key], undefined>, rule: Rule, names: Names) => readonly Said[]);
};

export function sentencesOf<Rule extends object>(rule: Rule, saying: Saying<Rule>, names: Names): Said[] {
  return (Object.keys(saying) as (keyof Rule)[]).flatMap((key) => {
    const say = saying[key];
    const value = rule[key];
    if (typeof say === 'string' || value === undefined) return [];
    return [...say(value as Exclude<Rule[keyof Rule], undefined>, rule, names)];
  });
}

/** A figure in a sentence: amounts as people write them, `600 元`. */
export function figureText(figure: Figure, unit: Unit, names: Names): Text {
  const { zh, en } = describeFigure(figure, unit, names.wording);
  return { zh: plainAmounts(zh), en: plainAmounts(en) };
}

/** `30,000.00` as `30,000`. */
export function plainAmounts(text: string): string {
  return text.replace(/(\d)\.00(?!\d)/g, '$1');
}

/** Where a figure and the rule around it come from. */
export function originsOf(figure: Figure, outer: Origin): Origin[] {
  return leaves(figure).map((leaf) => inherit(inherit(outer, figure.origin), leaf.origin));
}

/** `异地备案：异地未备案的，…`: what holds only in some circumstances, with its name where it has one. */
export function under(
  { when, label }: { readonly when?: Condition; readonly label?: Text },
  said: Text,
  { wording }: Names,
): Text {
  const condition = when && describeCondition(when, wording);
  if (!label) {
    if (!condition) return said;
    return { zh: `${condition.zh}的，${said.zh}`, en: `${condition.en}: ${said.en}` };
  }
  const inside = condition ? { zh: `（${condition.zh}）`, en: ` (${condition.en})` } : { zh: '', en: '' };
  return { zh: `${label.zh}${inside.zh}：${said.zh}`, en: `${label.en}${inside.en}: ${said.en}` };
}
