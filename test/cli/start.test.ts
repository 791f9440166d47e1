import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The built files that are loaded before anything is asked for. */
function loadedAtOnce(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(DIST + file, 'utf8');
  for (const [, next = ''] of text.matchAll(/(?:from|^import|;import)"\.\/([^"]+\.js)"/gm))
    loadedAtOnce(next, found);
  return found;
}

describe('the start of the command', () => {
  const files = [...loadedAtOnce('cli.js')];

  it('reads a few files, however many commands there are', () => {
    expect(files.length).toBeGreaterThan(1);
    expect(files.length).toBeLessThanOrEqual(3);
  });

  it('leaves for later what an estimate does not need', () => {
    const texts = files.map((file) => readFileSync(DIST + file, 'utf8')).join('\n');
    // Words that each of them alone has.
    for (const word of [
      'YAML_SYNTAX',
      'TAP version 14',
      'RULE_NEVER_HOLDS',
      'REVERSAL_AMBIGUOUS',
      'rev-parse',
    ])
      expect(texts).not.toContain(word);
    expect(texts).toContain('not_covered');
  });
});
