import { defineError } from '../define.ts';

export const promoteErrors = {
  deploymentFailed: defineError<{
    environment: string;
    failures: readonly string[];
    afterwards: string;
    /** What to do about the causes that were recognised. */
    advice: readonly string[];
  }>('promote-deployment-failed', {
    category: 'deployment',
    what: ({ environment, failures }) => `The promotion to ${environment} failed: ${failures.join('; ')}.`,
    why: ({ afterwards }) => afterwards,
    next: ({ advice }) =>
      advice.length > 0
        ? advice.join(' ')
        : 'Read the stop reasons above, mend the service, build it and promote the new release.',
    example: {
      environment: 'beta',
      failures: ['service2: tasks failed to start (3 × Essential container in task exited, exit code 1)'],
      afterwards: 'beta went back to release 88b0d3e, which was proven to run.',
      advice: ['Read the last lines of the container’s log; mend the service and release a new build.'],
    },
  }),
  rollbackFailed: defineError<{
    environment: string;
    cause: string;
    failures: readonly string[];
    runs: readonly string[];
  }>('promote-rollback-failed', {
    category: 'deployment',
    what: ({ environment, cause, failures }) =>
      `The promotion to ${environment} failed (${cause}), and so did going back: ${failures.join('; ')}.`,
    why: ({ runs }) => `What runs now: ${runs.join('; ')}.`,
    next: ({ environment }) =>
      `Look at the services of ${environment} in ECS now; then promote a release that is known to run.`,
    example: {
      environment: 'beta',
      cause: 'service2: tasks failed to start',
      failures: ['service1: 1 of 2 tasks runs another image'],
      runs: ['service1 on service1:7 (2 tasks)', 'service2 on service2:9 (0 tasks)'],
    },
  }),
  interrupted: defineError<{ environment: string; promotion: string }>('promote-interrupted', {
    category: 'interrupted',
    what: ({ environment, promotion }) => `The promotion ${promotion} to ${environment} was interrupted.`,
    why: () => 'What ECS has begun goes on by itself, and the ledger says that nobody saw its end.',
    next: () => 'Run the same promotion again: it takes up what is under way and finishes it.',
    example: { environment: 'beta', promotion: '01JD9Z0000000000000000000A' },
  }),
  smokeVariables: defineError<{ environment: string; missing: readonly string[] }>(
    'promote-smoke-variables',
    {
      category: 'configuration',
      what: ({ environment, missing }) =>
        `The smoke checks of ${environment} send values that are not set: ${missing.join(', ')}.`,
      why: () => 'They would fail after everything was deployed, and a good release would go back.',
      next: () => 'Give the build these environment variables, with withCredentials for example.',
      example: { environment: 'beta', missing: ['SMOKE_TOKEN'] },
    },
  ),
  releaseNotFound: defineError<{ release: string; ledger: string }>('promote-release-not-found', {
    category: 'usage',
    what: ({ release }) =>
      `There is no file “${release}”, and the ledger knows no release whose id begins so.`,
    why: ({ ledger }) =>
      `A release is named by its file or by its id (seven digits or more), as recorded in ${ledger}.`,
    next: () => 'Give the path of a release.json, or an id from `ecs-promote status`.',
    example: { release: '4f2c1a9', ledger: '/srv/ledger' },
  }),
  releaseAmbiguous: defineError<{ release: string; ids: readonly string[] }>('promote-release-ambiguous', {
    category: 'usage',
    what: ({ release, ids }) => `“${release}” could be ${ids.join(' or ')}.`,
    why: () => 'A wrong guess would deploy another release.',
    next: () => 'Give more digits of the id.',
    example: { release: '4f2c1a9', ids: ['4f2c1a90…', '4f2c1a91…'] },
  }),
  nothingToGoBackTo: defineError<{ environment: string }>('promote-nothing-to-go-back-to', {
    category: 'usage',
    what: ({ environment }) => `There is no release to go back to in ${environment}.`,
    why: () =>
      'A rollback goes to a release that was verified there before, and to nothing that may never have run.',
    next: () => 'Promote a release that was verified upstream.',
    example: { environment: 'live' },
  }),
  notVerifiedHere: defineError<{ environment: string; release: string; verified: readonly string[] }>(
    'promote-not-verified-here',
    {
      category: 'refused',
      what: ({ environment, release }) =>
        `Release ${release} was never verified in ${environment}, or that was taken back.`,
      why: () =>
        'A rollback skips the gates because what it goes back to was proven in this very environment.',
      next: ({ verified }) =>
        verified.length === 0
          ? 'Promote it instead.'
          : `Choose one that was: ${verified.join(', ')}; or promote it instead.`,
      example: { environment: 'live', release: '4f2c1a9', verified: ['88b0d3e'] },
    },
  ),
  nothingToRevoke: defineError<{ environment: string; release: string; verified: readonly string[] }>(
    'promote-nothing-to-revoke',
    {
      category: 'refused',
      what: ({ environment, release }) =>
        `Release ${release} does not count as verified in ${environment}, so there is nothing to take back.`,
      why: () => 'It was never verified there, or that was taken back already.',
      next: ({ verified }) =>
        verified.length === 0
          ? 'Look at `ecs-promote status`: nothing counts as verified there.'
          : `Choose one that counts: ${verified.join(', ')}.`,
      example: { environment: 'staging', release: '4f2c1a9', verified: ['88b0d3e'] },
    },
  ),
  nothingToRestart: defineError<{ environment: string }>('promote-nothing-to-restart', {
    category: 'usage',
    what: ({ environment }) => `No release was ever verified in ${environment}, so there is none to restart.`,
    why: () => 'A restart deploys the very release that was verified last.',
    next: () => 'Promote a release to it first.',
    example: { environment: 'beta' },
  }),
};
