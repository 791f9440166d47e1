import type { Registry } from './registry.ts';

/** The number of a line by its name in the ledger of a policy, in years of a kind. */
export function lineNamed(registry: Registry, name: string, policy: string, year: number): number {
  const [, other, line = '', start] = /^(?:(.*):)?([^:@]*)(?:@(.*))?$/.exec(name) ?? [];
  const kind = start === undefined ? year : registry.year(start);
  return registry.line(other ?? policy, line, kind);
}

/** The name that a line has in the ledger of a policy, in years of a kind. */
export function nameOf(registry: Registry, line: number, policy: string, year: number): string {
  const name = registry.lines[line] as Registry['lines'][number];
  // Lines of a supplement stand under their own policy.
  const plain = name.policy === policy ? name.line : `${name.policy}:${name.line}`;
  return name.year === year ? plain : `${plain}@${startOf(registry, name.year)}`;
}

/** The day on which years of a kind begin, as 07-01. */
export function startOf({ starts }: Registry, year: number): string {
  const text = String(starts[year]).padStart(4, '0');
  return `${text.slice(0, 2)}-${text.slice(2)}`;
}
