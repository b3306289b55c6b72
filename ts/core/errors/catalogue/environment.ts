import { defineError } from '../define.ts';

/**
 * The choice of an environment. Apart from the errors of plans, because a step that knows nothing of AWS makes this choice too and
 * must not carry those along.
 */
export const environmentErrors = {
  unknown: defineError<{ environment: string; known: readonly string[] }>('plan-unknown-environment', {
    category: 'configuration',
    what: ({ environment }) => `There is no environment “${environment}” in the configuration.`,
    why: () => 'Where a release may go is decided by promotion.yaml alone.',
    next: ({ known }) => `Choose one of ${known.join(', ')}, or add it to promotion.yaml.`,
    example: { environment: 'prod', known: ['test', 'beta', 'live'] },
  }),
};
