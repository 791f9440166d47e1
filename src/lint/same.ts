/** Whether two parts of a policy say the same, wherever they stand and whatever they come from. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

/** The same for figures. One that is not stated is like no other. */
export function sameFigure(a: unknown, b: unknown): boolean {
  return same(a, b) && !JSON.stringify(a).includes('"not_stated"');
}

/** A copy without the origins: places, sources, notes. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== 'origin');
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}
