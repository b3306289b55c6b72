import * as z from 'zod/mini';
import { archiveMembers } from './archive-members.ts';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Without a zone it would be another moment on each machine. */
const instant = z
  .string()
  .check(
    z.refine(
      (text) => form.test(text) && !Number.isNaN(Date.parse(text)),
      'a date, or a date with a time and its zone',
    ),
  );

export const auditStep = defineStep({
  name: 'audit',
  summary: 'Tell every decision and action, a JSON line each: who did what, when and why',
  about: [
    'Approvals, exceptions, external checks that let services in, promotions, answers, verifications, ways back, revocations, stops, leases, environments that came and went, schemas; with the release, the hash of the plan and the Jenkins build. The lines are derived from the facts of the ledger, which nobody rewrites and whose chain is checked first; each names its fact and that fact’s SHA-256.',
    'A refusal changes nothing and is no fact: it is in the `promotion.json` that its build archived. With `--jenkins-home` or `--archive` the refusals that are still there are told, too, and only the archive vouches for them.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    environment: z
      ._default(z.array(z.string()), [])
      .check(z.describe('Only this environment; default: all of the ledger')),
    since: z
      .optional(instant)
      .check(z.describe('Only what happened then or later: `2026-11-01`, or with a time and its zone')),
    until: z.optional(instant).check(z.describe('Only what happened before')),
    ...archiveMembers,
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
  }),
  output: z.strictObject({
    lines: z
      .array(
        z.strictObject({
          at: z.string(),
          environment: z.string(),
          what: z.string(),
          who: z.string(),
          why: z.nullable(z.string()),
          detail: z.nullable(z.string()),
          releaseId: z.nullable(z.string()),
          planHash: z.nullable(z.string()),
          promotion: z.nullable(z.string()),
          build: z.nullable(z.strictObject({ job: z.string(), number: z.number() })),
          source: z.string(),
          sha256: z.string(),
        }),
      )
      .check(z.describe('Oldest first; with `--json`, and without, each is a line of its own')),
  }),
  examples: [
    {
      command: 'ecs-promote audit --since 2026-11-01 --environment live',
      about: 'What happened to Live since then',
    },
    {
      command: 'ecs-promote audit --jenkins-home "$JENKINS_HOME" > audit.jsonl',
      about: 'All there is, with the refusals that Jenkins still has',
    },
  ],
  endings: ['usage', 'configuration', 'infrastructure', 'interrupted'],
});
