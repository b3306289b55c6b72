import type { Failure } from '../rollback.ts';

/** A failure that is told in the same words everywhere, as those of hooks and listener rules are. */
export function failureSaying(words: string): Failure {
  return {
    event: words,
    rollout: words,
    rolledBack: words,
    stopped: words,
    by: 'ECS deployment',
    rollsBack: true,
  };
}
