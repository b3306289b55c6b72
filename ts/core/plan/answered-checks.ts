import { asked } from '../external/check.ts';
import { checksToAsk } from '../gates/prerequisites.ts';
import type { Situation } from '../gates/situation.ts';
import type { AnsweredCheck } from './plan.ts';

/** The external checks that were asked for this promotion, in the order of promotion.yaml, each with what it answered. */
export function answeredChecks(situation: Situation): readonly AnsweredCheck[] {
  return checksToAsk(situation).flatMap(({ prerequisite, services }): readonly AnsweredCheck[] => {
    const { check } = prerequisite;
    const given = situation.checks.get(prerequisite)?.given;
    return given ? [{ check: check.name, kind: check.kind, asked: asked(check), services, ...given }] : [];
  });
}

/** `https://changes.acme.example/7 answers 200: {"state":"approved"}` */
export function answerText({ kind, asked: of, status, text }: AnsweredCheck): string {
  const how = kind === 'http' ? `answers ${status}` : `exits with ${status}`;
  return `${of} ${how}${text === '' ? '' : `: ${text}`}`;
}
