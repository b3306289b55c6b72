import { defineError } from '../define.ts';

interface FailedCheck {
  readonly environment: string;
  readonly service: string;
  readonly check: string;
  readonly what: string;
  readonly next: string;
}

export const preflightErrors = {
  unfit: defineError<FailedCheck>('preflight-unfit', {
    category: 'configuration',
    what: ({ service, check, what }) => `${service} fails the check “${check}”: ${what}.`,
    why: ({ environment }) => `A deployment to ${environment} would fail for it; nothing was begun.`,
    next: ({ next }) => next,
    example: {
      environment: 'live',
      service: 'service1',
      check: 'execution-role',
      what: 'there is no role arn:aws:iam::210987654321:role/service1-execution',
      next: 'Create it, or correct the task definition.',
    },
  }),
  notNow: defineError<FailedCheck>('preflight-not-now', {
    category: 'refused',
    what: ({ service, check, what }) => `${service} fails the check “${check}”: ${what}.`,
    why: ({ environment }) =>
      `A promotion begins only from a state of ${environment} that it can go back to; nothing was begun.`,
    next: ({ next }) => next,
    example: {
      environment: 'live',
      service: 'service1',
      check: 'listener',
      what: 'the production rule divides the traffic: service1-blue 90, service1-green 10',
      next: 'Finish or roll back the deployment that moved it; then run this again.',
    },
  }),
  acceptedWithoutReason: defineError<{ checks: readonly string[] }>('preflight-accepted-without-reason', {
    category: 'usage',
    what: ({ checks }) => `The failure of ${checks.join(', ')} is to be accepted, and no reason is given.`,
    why: () => 'The record says who let a promotion begin from a state that the preflight refuses, and why.',
    next: () => 'Say why with --reason.',
    example: { checks: ['target-health'] },
  }),
};
