import type { DraftQuestion } from './question.ts';
import { HEAD_QUESTIONS } from './questions-head.ts';
import { RULE_QUESTIONS } from './questions-rules.ts';

/** Every question of a new policy but its id, in the order they are asked. */
export const DRAFT_QUESTIONS: readonly DraftQuestion[] = [...HEAD_QUESTIONS, ...RULE_QUESTIONS];
