import { findPayer } from '../codes/payers.ts';
import { same, type Text } from '../diagnostics/text.ts';
import { type Base, describeBase, type PartName } from '../rules/base.ts';
import type { Line } from '../rules/line.ts';
import type { Policy } from './policy.ts';

/** What a line is called: its label, else its payer's. */
export function lineName({ label, payer, id }: Pick<Line, 'label' | 'payer' | 'id'>): Text {
  return label ?? findPayer(payer)?.label ?? same(id);
}

/** What the policy's parts of the cost are called. */
export function partNames({ parts }: Policy): (tag: string) => PartName {
  return (tag) => parts[tag] ?? { label: same(tag), of: 'in_policy' };
}

/** What a line pays on, with the policy's own names of lines and parts. */
export function sayBase(base: Base, policy: Policy): Text {
  const lineLabel = (id: string): Text => {
    const line = policy.versions.flatMap(({ lines }) => lines).find((one) => one.id === id);
    return line ? lineName(line) : same(id);
  };
  return describeBase(base, lineLabel, partNames(policy));
}
