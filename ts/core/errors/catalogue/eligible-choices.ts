import { defineError } from '../define.ts';

/** What can be wrong with what `choices --eligible-for` is asked for. */
export const eligibleChoicesErrors = {
  configuration: defineError<{ given: readonly string[] }>('choices-eligible-configuration', {
    category: 'usage',
    what: ({ given }) =>
      given.length === 0
        ? 'Nothing says which configuration decides what is eligible.'
        : `${given.join(' and ')} cannot be given together.`,
    why: () => 'promotion.yaml says where a release must have been before it comes to an environment.',
    next: () =>
      'Give one of them with --eligible-for: --config FILE, or --config-from JOB for what that job archived.',
    example: { given: [] },
  }),
  notArchived: defineError<{ job: string; file: string }>('choices-config-not-archived', {
    category: 'configuration',
    what: ({ job, file }) => `No successful build of ${job} has archived ${file}.`,
    why: () => 'The seed job archives the configuration from which it made the jobs, and that one decides.',
    next: ({ job }) => `Run ${job}, and let it archive promotion.yaml at the top of its archive.`,
    example: { job: 'ecs-promote-jobs', file: 'promotion.yaml' },
  }),
  ledgerNotNamed: defineError<{ job: string }>('choices-ledger-not-named', {
    category: 'configuration',
    what: ({ job }) => `promotion.yaml, as ${job} archived it, does not name its ledger.`,
    why: () =>
      'Without `ledger` it is a branch of the repository that holds the file, and an archived file lies in none.',
    next: () => 'Add `ledger: git@…#ecs-promote-ledger` to promotion.yaml and run the seed job.',
    example: { job: 'ecs-promote-jobs' },
  }),
};
