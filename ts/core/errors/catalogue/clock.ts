import { defineError } from '../define.ts';

export const clockErrors = {
  clockNotLoopback: defineError<{ url: string }>('clock-not-loopback', {
    category: 'configuration',
    what: ({ url }) => `ECS_PROMOTE_CLOCK_URL is "${url}", which is not an http address on this machine.`,
    why: () => 'A clock that someone else turns could end soak times and deadlines early.',
    next: () => 'Unset ECS_PROMOTE_CLOCK_URL; only a rehearsal sets it, to http://127.0.0.1 and a port.',
    example: { url: 'http://clock.acme.example:8080' },
  }),
  clockUnreachable: defineError<{ url: string; reason: string }>('clock-unreachable', {
    category: 'infrastructure',
    what: ({ url, reason }) => `The rehearsal's clock at ${url} does not answer: ${reason}.`,
    why: () => 'Without it nothing can wait, and the real time means nothing to a rehearsal.',
    next: () => 'Start the rehearsal again, or unset ECS_PROMOTE_CLOCK_URL to use the real time.',
    example: { url: 'http://127.0.0.1:41234', reason: 'connect ECONNREFUSED 127.0.0.1:41234' },
  }),
};
