import { CARES } from '../../codes/cares.ts';
import { INSURANCES } from '../../codes/insurances.ts';
import { addDays } from '../../grammar/days.ts';
import type { Collector, Visit } from './collector.ts';
import { isSeq, type Node, textOf } from './source.ts';

/** One of a closed list of words: each of the others. */
export function oneOf(words: readonly string[]): Visit {
  return (node, at, to) => {
    for (const word of words) if (word !== textOf(node)) to.replace(node, at, word);
  };
}

/** A name of the file's own: another one. */
export const renamed: Visit = longer('_x');
export const recoded: Visit = longer('_X');
/** A text that a claim may use as a name. */
export const reworded: Visit = longer('x');

function longer(by: string): Visit {
  return (node, at, to) =>
    to.replace(
      node,
      at,
      to.source.flow(node).replace(/["']?$/, (end) => by + end),
    );
}

/** A date: the day before, the day after. */
export const date: Visit = (node, at, to) => {
  for (const days of [-1, 1]) to.replace(node, at, addDays(textOf(node), days));
};

/** A month and day: the day before, the day after. */
export const dayOfYear: Visit = (node, at, to) => {
  // Seen in a year without a leap day, which no year begins on.
  for (const days of [-1, 1]) to.replace(node, at, addDays(`2001-${textOf(node)}`, days).slice(5));
};

/** A whole number: one less, one more. */
export const whole: Visit = (node, at, to) => {
  const number = Number(textOf(node));
  if (number > 0) to.replace(node, at, String(number - 1));
  to.replace(node, at, String(number + 1));
};

/** Words of a table, one or a list: each one less, each another one, each further one. */
export function words(all: readonly string[], id: (word: string) => string | undefined): Visit {
  return (node, at, to) => {
    const items = isSeq(node) ? (node.items as Node[]) : [node];
    const named = items.map((item) => id(textOf(item)) ?? textOf(item));
    const others = all.filter((word) => !named.includes(word));
    for (const [index, item] of items.entries()) {
      if (isSeq(node) && items.length > 1) to.remove(node, index, at);
      if (others[0] !== undefined) to.replace(item, at, others[0]);
    }
    for (const other of others) addWord(node, items, at, other, to);
  };
}

function addWord(node: Node, items: readonly Node[], at: string, other: string, to: Collector): void {
  const listed = items.map((item) => to.source.flow(item));
  const becomes = `[${[...listed, other].join(', ')}]`;
  to.add(at, to.source.replace(node, becomes), to.source.flow(node), becomes);
}

export const cares = words(CARES.ids, (word) => CARES.find(word)?.id);
export const schemes = words(INSURANCES.ids, (word) => INSURANCES.find(word)?.id);
