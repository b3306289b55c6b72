import type { Answer } from '../../app/promote-input.ts';
import { planErrors } from '../../core/errors/catalogue/plan.ts';

/** Errors: `plan-answer-incomplete` for an answer without its question, or the other way round. */
export function answerOf(
  given: {
    readonly answer?: 'continue' | 'rollback' | undefined;
    readonly question?: string | undefined;
    readonly answeredBy?: string | undefined;
  },
  by: string,
): Answer | null {
  const { answer, question, answeredBy = by } = given;
  if (answer === undefined && question === undefined) return null;
  if (answer !== undefined && question !== undefined) return { answer, question, answeredBy };
  const [present, missing] = answer === undefined ? ['--question', '--answer'] : ['--answer', '--question'];
  throw planErrors.answerIncomplete.error({ present, missing });
}
