import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { findFiles } from '../../src/lint/files.ts';
import { lint } from '../../src/lint/lint.ts';
import { caseFileOf, isCaseFile } from '../../src/policy/files.ts';
import { Library } from '../../src/policy/library.ts';

const here = fileURLToPath(new URL('fixtures/', import.meta.url));
const shipped = fileURLToPath(new URL('../../policies', import.meta.url));

/**
 * A small whole policy, or several, with one defect. A comment behind the place of the defect says what is found there
 * (`# expect: 14:11 ROW_NEVER_USED`); a comment line `# instead: …` holds what the line above it should be (`-`: nothing),
 * which mends the defect. `# file: …` begins a file of its own; lines are counted from the beginning of the fixture.
 */
export interface Seeded {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly string[];
}

export const SEEDED: readonly Seeded[] = readdirSync(here)
  .sort()
  .map((file) => {
    const text = readFileSync(join(here, file), 'utf8');
    const expected = [...text.matchAll(/# expect: (.*)$/gm)].flatMap(([, list = '']) => list.split(', '));
    return { name: file.replace(/\.yaml$/, ''), text, expected };
  });

export function mended(text: string): string {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const instead = /^# instead: (.*)$/.exec(line)?.[1];
    if (instead === undefined) continue;
    lines[index - 1] = instead === '-' ? '' : instead;
    lines[index] = '';
  }
  return lines.join('\n');
}

/** What lint finds, `14:11 ROW_NEVER_USED`, in the order of the files. */
export async function findings(text: string): Promise<Diagnostic[]> {
  const root = mkdtempSync(join(tmpdir(), 'baoxiao-lint-'));
  try {
    write(root, text);
    const files = findFiles([root]);
    return await lint(files, {
      settings: { today: '2025-06-01', checkedWithin: 24, asked: false },
      library: new Library([root, shipped]),
      read: (file) => readFileSync(file, 'utf8'),
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}

export function told({ code, place }: Diagnostic): string {
  return `${place?.line}:${place?.column} ${code}`;
}

/** The files of a fixture, each with its lines where the fixture has them, and cases beside every policy. */
function write(root: string, text: string): void {
  const lines = text.split('\n');
  const heads = lines.flatMap((line, index) => (line.startsWith('# file: ') ? [index] : []));
  const files = heads.length > 0 ? heads : [-1];
  for (const [place, start] of files.entries()) {
    const end = files[place + 1] ?? lines.length;
    const [, name = pathOf(text), without] =
      /^# file: (\S+)( # without cases)?/.exec(lines[start] ?? '') ?? [];
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '\n'.repeat(start + 1) + lines.slice(start + 1, end).join('\n'));
    if (without === undefined && !isCaseFile(name)) writeFileSync(caseFileOf(file), '');
  }
}

function pathOf(text: string): string {
  const scheme = /^policy: 371300\/(\S+)/m.exec(text)?.[1] ?? '';
  return `371300-linyi/${scheme}.yaml`;
}
