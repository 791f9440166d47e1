import type { Version } from '../policy/policy.ts';
import type { SharedCap } from '../rules/cap.ts';
import type { Line } from '../rules/line.ts';

/**
 * A version split into versions whose lines have nothing to do with each other: no shared cap, no gates that should meet,
 * none that pays on what another leaves. What can be seen of each is seen there, in the sum of their combinations instead
 * of the product. Whom the policy covers is in every one.
 */
export function apart(version: Version): readonly Version[] {
  const { lines, caps } = version;
  if (lines.length < 2) return [version];
  const all = lines.map(({ id }) => id);
  const group = new Map(all.map((id) => [id, id]));
  const join = (one: string, two: string): void => {
    const [from, to] = [group.get(two), group.get(one)];
    if (from === undefined || to === undefined || from === to) return;
    for (const [id, of] of group) if (of === from) group.set(id, to);
  };
  const membersOf = ({ lines: named }: SharedCap): readonly string[] => (named === 'all' ? all : named);
  for (const cap of caps) for (const id of membersOf(cap)) join(membersOf(cap)[0] ?? id, id);
  for (const line of lines) {
    if ('of' in line.base) join(line.base.of, line.id);
    for (const other of lines) if (gatesMeet(line, other)) join(line.id, other.id);
  }
  return [...new Set(group.values())].map((of) => ({
    ...version,
    lines: lines.filter(({ id }) => group.get(id) === of),
    caps: caps.filter((cap) => membersOf(cap).some((id) => group.get(id) === of)),
  }));
}

function gatesMeet(one: Line, two: Line): boolean {
  return one.payer === two.payer && one.gate !== undefined && two.gate !== undefined;
}
