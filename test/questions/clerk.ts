import { fileURLToPath } from 'node:url';
import { Library } from '../../src/policy/library.ts';
import type { Question } from '../../src/questions/question.ts';
import type { Surroundings } from '../../src/questions/situation.ts';
import { type Walk, walk } from '../../src/questions/walk.ts';

export const AROUND: Surroundings = {
  library: new Library([fileURLToPath(new URL('policies', import.meta.url))]),
  today: '2025-11-22',
};

/** A sitting without a terminal: which questions came, in which order, and where it ended. */
export interface Sitting {
  readonly asked: readonly Question[];
  readonly end: Walk;
}

/**
 * Answers every question from a list; what is not in it gets Enter, and an amount without a default 1000.
 * Stops where a question comes that Enter cannot answer.
 */
export async function sitting(
  answers: Readonly<Record<string, string>>,
  extras: Readonly<Record<string, string>> = {},
  around: Surroundings = AROUND,
): Promise<Sitting> {
  const typed = new Map<string, string>();
  const asked: Question[] = [];
  for (;;) {
    const end = await walk(typed, new Map(Object.entries(extras)), around);
    const { next } = end;
    if (!next) return { asked, end };
    const answer =
      answers[next.field] ?? next.default ?? (next.field === 'expenses.total' ? '1000' : undefined);
    asked.push(next);
    if (answer === undefined || typed.has(next.field)) return { asked, end };
    typed.set(next.field, answer);
  }
}

export function fields({ asked }: Sitting): string {
  return asked.map(({ field }) => field).join(' ');
}
