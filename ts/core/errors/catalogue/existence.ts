import { utcText } from '../../utc-text.ts';
import { defineError } from '../define.ts';

/** Environments on demand: coming, staying, going. */
export const existenceErrors = {
  notOnDemand: defineError<{ environment: string; act: string }>('environment-not-on-demand', {
    category: 'refused',
    what: ({ environment, act }) => `${environment} is not on demand, so it is not ${act}.`,
    why: () => 'Only an environment that promotion.yaml calls on demand comes and goes.',
    next: ({ environment }) =>
      `If it is on demand, write into promotion.yaml: environments: { ${environment}: { onDemand: {} } }.`,
    example: { environment: 'live', act: 'destroyed' },
  }),
  leased: defineError<{ environment: string; by: string; until: string; reason: string }>(
    'environment-leased',
    {
      category: 'refused',
      what: ({ environment, by, until, reason }) =>
        `${by} keeps ${environment} until ${utcText(until)}: ${reason}`,
      why: () => 'Somebody counts on it being there.',
      next: ({ by }) =>
        `Ask ${by}; with --end-lease it is destroyed all the same, and the record says by whom.`,
      example: { environment: 'test', by: 'anna', until: '2026-11-27T09:00:00.000Z', reason: 'demo' },
    },
  ),
  promoting: defineError<{ environment: string; by: string; since: string }>('environment-promoting', {
    category: 'refused',
    what: ({ environment, by, since }) =>
      `A promotion to ${environment}, which ${by} began at ${utcText(since)}, has not ended.`,
    why: () => 'Terraform would destroy what it is deploying.',
    next: () => 'Let it end, or run it again to its end, then destroy the environment.',
    example: { environment: 'test', by: 'anna', since: '2026-11-26T09:00:00.000Z' },
  }),
  notUp: defineError<{ environment: string; state: string }>('environment-not-up', {
    category: 'refused',
    what: ({ environment, state }) => `${environment} ${state}, so there is nothing to extend.`,
    why: () => 'A lease keeps what is there; it does not bring anything back.',
    next: ({ environment }) => `Create it with \`ecs-promote environment up --environment ${environment}\`.`,
    example: { environment: 'test', state: 'is down' },
  }),
  leaseUnclear: defineError<{ found: string }>('environment-lease-unclear', {
    category: 'usage',
    what: ({ found }) => `It is not clear how long the environment is wanted: ${found}.`,
    why: () => 'A lease has one end.',
    next: () => 'Give --hours 4, or --until 2026-11-27T18:00+11:00 with the offset from UTC.',
    example: { found: '--until is “tomorrow”' },
  }),
  leaseLength: defineError<{ until: string; longestHours: number }>('environment-lease-length', {
    category: 'usage',
    what: ({ until }) => `A lease until ${utcText(until)} has passed already, or is too long.`,
    why: () => 'What nobody ends is paid for until somebody wonders.',
    next: ({ longestHours }) =>
      `Choose an end within the next ${longestHours} hours; it can be extended again later.`,
    example: { until: '2027-11-26T09:00:00.000Z', longestHours: 336 },
  }),
  whichDown: defineError<Record<string, never>>('environment-which', {
    category: 'usage',
    what: () => 'Neither --environment nor --due is given.',
    why: () => 'Nothing is destroyed by an omission.',
    next: () => 'Name the environment, or give --due for all of those whose time has come.',
    example: {},
  }),
  destroyFailed: defineError<{ environment: string; reason: string }>('environment-destroy-failed', {
    category: 'deployment',
    what: ({ environment, reason }) => `${environment} is not destroyed: ${reason}`,
    why: () => 'A part of it may be there still, and is paid for.',
    next: ({ environment }) =>
      `Mend the cause and run \`ecs-promote environment down --environment ${environment}\`; each \`environment down --due\` tries it again, too.`,
    example: { environment: 'test', reason: 'the state is locked' },
  }),
};
