import type { Place } from '../diagnostics/diagnostic.ts';
import type { Failure } from './compare.ts';
import type { CaseResult } from './run.ts';

/** One value of a case file written anew. */
export interface Edit {
  readonly place: Place;
  readonly from: string;
  readonly to: string;
}

/** What can be rewritten of failures, and what a person must look at. */
export interface Rewriting {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly left: readonly Failure[];
}

/**
 * Writes what came out in the place of what was expected: amounts, answers, lists of notices. A claim that is refused
 * now, or no longer, is a change of another kind and stays as it is, and so does anything written over several lines.
 * Nothing else of the file is touched.
 */
export function rewrite(text: string, results: readonly Outcome[]): Rewriting {
  // Places count from behind a byte order mark.
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = text.slice(mark.length).split('\n');
  const edits: Edit[] = [];
  const left: Failure[] = [];
  const done = new Set<string>();
  const agreed = agreement(results);
  // From the end of the file, so that places further up stay true.
  const ordered = results
    .flatMap(({ failures }) => failures)
    .sort((a, b) => b.place.line - a.place.line || b.place.column - a.place.column);
  for (const failure of ordered) {
    const spot = spotOf(failure);
    if (!agreed.has(spot)) left.push(failure);
    if (!agreed.has(spot) || done.has(spot)) continue;
    done.add(spot);
    const line = lines[failure.place.line - 1] ?? '';
    const at = offsetOf(line, failure.place.column);
    const token = tokenAt(line, at, failure.code);
    const to = token === undefined ? undefined : replacement(token, failure);
    if (token === undefined || to === undefined || token === to) {
      left.push(failure);
      continue;
    }
    lines[failure.place.line - 1] = line.slice(0, at) + to + line.slice(at + token.length);
    edits.push({ place: failure.place, from: token, to });
  }
  return { text: mark + lines.join('\n'), edits: edits.reverse(), left: left.reverse() };
}

/** A case and what of it did not come out as expected. */
type Outcome = Pick<CaseResult, 'case' | 'failures'>;

function spotOf({ place, key, expected }: Failure): string {
  return `${place.line}:${place.column} ${key} ${expected}`;
}

/**
 * The spots at which one value is right for all that is written there: a case that holds for each of some values must
 * come to the same for every one of them, and a value for which it passes speaks for what stands there.
 */
function agreement(results: readonly Outcome[]): ReadonlySet<string> {
  const said = new Map<
    string,
    { readonly got: Set<string>; readonly by: Set<Outcome>; readonly of: number }
  >();
  for (const result of results) {
    for (const failure of result.failures) {
      const spot = spotOf(failure);
      const known = said.get(spot) ?? { got: new Set(), by: new Set(), of: result.case.sharedBy ?? 1 };
      known.got.add(failure.got);
      known.by.add(result);
      said.set(spot, known);
    }
  }
  const agreeing = [...said].filter(([, { got, by, of }]) => got.size === 1 && by.size === of);
  return new Set(agreeing.map(([spot]) => spot));
}

const REWRITTEN: ReadonlySet<Failure['code']> = new Set(['AMOUNT', 'COVERED', 'COVER', 'BASIS', 'EXACT']);

/** Columns count characters; text is cut by code units. */
function offsetOf(line: string, column: number): number {
  return [...line].slice(0, column - 1).join('').length;
}

/** What is written at a place: a quoted or plain value, or a list on one line. */
function tokenAt(line: string, at: number, code: Failure['code']): string | undefined {
  const rest = line.slice(at);
  if (code === 'NOTICE_MISSING' || code === 'NOTICE_PRESENT') return /^\[[^\]]*\]/.exec(rest)?.[0];
  if (!REWRITTEN.has(code)) return undefined;
  return /^(?:"[^"]*"|'[^']*'|[^\s,#}\]]+)/.exec(rest)?.[0];
}

function replacement(token: string, { code, expected, got }: Failure): string | undefined {
  if (code === 'NOTICE_MISSING' || code === 'NOTICE_PRESENT') {
    const kept = token
      .slice(1, -1)
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== expected);
    // An empty list would check nothing.
    return kept.length > 0 ? `[${kept.join(', ')}]` : undefined;
  }
  if (got === '') return undefined;
  const quote = /^["']/.exec(token)?.[0] ?? '';
  return `${quote}${got}${quote}`;
}

/** The lines of a file that an edit touches, as they would be: what a failed case offers to paste. */
export function pasteLines(text: string, result: Outcome): { line: number; text: string }[] {
  const { text: after, edits } = rewrite(text, [result]);
  const lines = after.split('\n');
  return [...new Set(edits.map((edit) => edit.place.line))]
    .sort((a, b) => a - b)
    .map((line) => ({ line, text: lines[line - 1] ?? '' }));
}
