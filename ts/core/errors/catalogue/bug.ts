import { defineError } from '../define.ts';

/** A mistake of ours. */
export const bugErrors = {
  bug: defineError<{ message: string; step: string; version: string }>('bug', {
    category: 'bug',
    what: ({ message, step, version }) => `ecs-promote ${version} made a mistake in ${step}: ${message}.`,
    why: () =>
      'This is not about your input: every error we know of has a code and an explanation of its own.',
    next: () =>
      'Report it to the keepers of ecs-promote, with the lines above from "ecs-promote" on; a repeated run is safe.',
    example: {
      message: 'the service is in the plan and not in the release',
      step: 'plan',
      version: '0.1.0+1f2e3d4c5b6a',
    },
  }),

  neverEnded: defineError<{ step: string; version: string }>('bug-never-ended', {
    category: 'bug',
    what: ({ step, version }) =>
      `ecs-promote ${version} had nothing left to wait for, and ${step} had not ended.`,
    why: () => 'What the step did so far stands, and what it would have answered is not known.',
    next: () =>
      'Report it to the keepers of ecs-promote, with the lines above from "ecs-promote" on; a repeated run is safe.',
    example: { step: 'promote', version: '0.1.0+1f2e3d4c5b6a' },
  }),
};
