import * as z from 'zod/mini';
import { archiveMembers } from './archive-members.ts';
import { notedMember } from './ledger-verify.ts';
import { promotionMembers } from './promotion-input.ts';
import { defineStep } from './step.ts';

const exception = z.looseObject({
  kind: z.string(),
  environment: z.string(),
  by: z.string(),
  reason: z.string(),
});

const station = z.strictObject({
  environment: z.string(),
  releaseId: z.string(),
  verifiedAt: z.nullable(z.string()),
  outcome: z.nullable(z.string()).check(z.describe('`proven`, or `deployedNotProven` where no task ran')),
  tasks: z.number().check(z.describe('Running tasks whose digests were compared')),
  promotion: z.string().check(z.describe('Id of the fact with which it began')),
  kind: z.string(),
  by: z.string(),
  reason: z.nullable(z.string()),
  approvedBy: z.array(z.string()),
  planHash: z.string(),
  wentBack: z
    .nullable(z.strictObject({ from: z.string(), cause: z.string() }))
    .check(z.describe('Where the promotion was of another release, which failed')),
  answers: z
    .array(z.strictObject({ answer: z.string(), by: z.string(), at: z.string() }))
    .check(z.describe('What people answered while it waited for them')),
  builds: z.array(z.strictObject({ job: z.string(), number: z.number() })),
  evidence: z.array(z.string()),
  exceptions: z
    .array(exception)
    .check(z.describe('Gates that were passed by somebody’s word, there or before')),
  checks: z
    .array(
      z.looseObject({
        check: z.string(),
        asked: z.string(),
        at: z.string(),
        status: z.number(),
        text: z.string(),
      }),
    )
    .check(z.describe('External checks that let it in, each with what it answered then')),
  stop: z
    .nullable(
      z.strictObject({
        by: z.string(),
        reason: z.string(),
        lifted: z.nullable(z.strictObject({ by: z.string(), reason: z.string() })),
      }),
    )
    .check(z.describe('Who had stopped the line since the promotion before, and who lifted that')),
});

const proven = z.strictObject({
  releaseId: z.string(),
  parent: z.nullable(z.string()),
  derived: z
    .nullable(z.strictObject({ changed: z.array(z.string()), reason: z.nullable(z.string()) }))
    .check(z.describe('What an override or `only` changed of the parent, and why')),
  services: z.array(
    z.strictObject({
      service: z.string(),
      job: z.nullable(z.string()),
      build: z.looseObject({ build: z.number(), commit: z.nullable(z.string()), digest: z.string() }),
      environments: z.array(station).check(z.describe('Its way, oldest first')),
      passedBy: z
        .array(z.strictObject({ environment: z.string(), exception: z.nullable(exception) }))
        .check(z.describe('Environments before that did not verify this build, and who answers for that')),
    }),
  ),
  held: z.number().check(z.describe('Links that hold')),
  broken: z.array(
    z.strictObject({
      state: z.enum(['altered', 'missing']),
      file: z.string(),
      field: z.nullable(z.string()),
      found: z.nullable(z.string()),
      expected: z.nullable(z.string()),
      witness: z.string().check(z.describe('The record that says so')),
    }),
  ),
  remarks: z.array(z.string()).check(z.describe('What is not proven, and why')),
});

export const releaseLineageStep = defineStep({
  name: 'release lineage',
  summary: 'Prove where what runs comes from, or check that releases follow one another',
  about: [
    'With an environment: proves from the ledger and from what builds archived that what runs there was built by these builds of these commits, verified on its way at these times with this evidence, and approved by these people. Nothing is asked of AWS, of Jenkins or of a network; the ledger may be a copy in a folder. Every record is held against another one: the ledger’s chain against itself, archived files against the hashes in the ledger, env artifacts against the release, all of them against the fingerprints of Jenkins. What was altered or is missing is named: the file, the field where it can be known, what is there and what was expected.',
    'With files: each release names its parent by the hash of the parent’s file, so a chain of archived files proves itself. Missing and altered releases are named, and builds that stand for two images. Prints each line of releases, newest first, with what each one changed. A file that is called after a release id is held to that id.',
  ],
  bundle: 'aws',
  input: z.strictObject({
    environment: z
      .optional(promotionMembers.environment)
      .check(z.describe('Prove the lineage of what runs in this environment of promotion.yaml')),
    ...archiveMembers,
    config: promotionMembers.config,
    ledger: promotionMembers.ledger,
    noted: notedMember,
    files: z._default(z.array(z.string()), []).check(z.describe('Archived release files')),
    dir: z
      .optional(z.string())
      .check(z.describe('Folder in which every release.json, at any depth, is checked')),
  }),
  positional: 'files',
  output: z.strictObject({
    unbroken: z.boolean(),
    lines: z
      .array(
        z.array(
          z.strictObject({
            releaseId: z.string(),
            state: z.enum(['present', 'altered', 'missing', 'joined']),
            file: z.nullable(z.string()),
          }),
        ),
      )
      .check(z.describe('Newest release first; `joined`: goes on as in an earlier line')),
    proven: z.nullable(proven).check(z.describe('With an environment')),
  }),
  examples: [
    {
      command: 'ecs-promote release lineage --environment live --jenkins-home "$JENKINS_HOME"',
      about: 'Where what runs in Live comes from, and whether every record of it is as it was written',
    },
    {
      command: 'ecs-promote release lineage --environment live --archive copies --ledger copies/ledger',
      about: 'The same from copies, `copies/<job>/<build number>/…`',
    },
    {
      command: 'ecs-promote release lineage --dir "$JENKINS_HOME/jobs/deploy-live/builds"',
      about: 'Every release that was archived for Live',
    },
    {
      command: 'ecs-promote release lineage 93/release.json 92/release.json',
      about: 'Whether 93 was made from 92',
    },
  ],
  endings: ['usage', 'refused', 'configuration', 'infrastructure', 'interrupted'],
});
