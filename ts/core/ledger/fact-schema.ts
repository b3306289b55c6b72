import * as z from 'zod/mini';
import type { ProofRow } from './fact.ts';

/**
 * What a fact's file may hold. Strict throughout, because a member we do not know might change what the fact means; only the plan is
 * open, since it is kept as evidence and grows with the strategies.
 */
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const ulid = z.string().check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const hashes = z.record(z.string(), hash);
const count = z.int().check(z.nonnegative());

const sealed = {
  version: z.literal(1),
  id: ulid,
  environment: z.string(),
  previous: z.nullable(hash),
  at: instant,
};

const actor = z.strictObject({
  name: z.string(),
  build: z.optional(z.strictObject({ job: z.string(), number: count, url: z.optional(z.string()) })),
});

const releaseShape = z.strictObject({
  version: z.literal(1),
  parent: z.nullable(hash),
  services: z.record(
    z.string(),
    z.strictObject({
      build: count,
      commit: z.nullable(z.string()),
      subject: z.string(),
      image: z.string(),
      tag: z.string(),
      digest,
      platforms: z.optional(z.record(z.string(), digest)),
    }),
  ),
  derived: z.optional(z.strictObject({ changed: z.array(z.string()), reason: z.nullable(z.string()) })),
});

/** Releases that have this shape; facts that were read share them. */
const shapely = new WeakSet();

const release = z.unknown().check(({ value, issues }) => {
  if (typeof value === 'object' && value !== null && shapely.has(value)) return;
  const { data, error } = releaseShape.safeParse(value);
  if (data) shapely.add(value as object);
  else issues.push(...(error.issues as typeof issues));
});

const plan = z.looseObject({
  version: z.literal(1),
  environment: z.string(),
  releaseId: hash,
  baseline: z.nullable(hash),
  actions: z.custom<readonly { action: string }[]>(areActions, 'every action needs its name'),
});

function areActions(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((one: { action?: unknown } | null) => typeof one?.action === 'string')
  );
}

const pauses = z.array(
  z.strictObject({
    service: z.string(),
    ecsService: z.string(),
    deploymentId: z.string(),
    stage: z.string(),
    hookId: z.nullable(z.string()),
    deadline: z.nullable(z.string()),
  }),
);

const promotion = z.discriminatedUnion('phase', [
  z.strictObject({
    ...sealed,
    kind: z.literal('promotion'),
    phase: z.literal('intent'),
    by: actor,
    release,
    releaseId: hash,
    plan,
    planHash: z.string(),
    approvedBy: z.array(z.string()),
    reason: z.nullable(z.string()),
    upstream: z.optional(hashes),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('promotion'),
    phase: z.literal('decision'),
    by: actor,
    promotion: ulid,
    releaseId: hash,
    question: z.string(),
    answer: z.enum(['continue', 'rollback']),
    answeredBy: z.string(),
    pauses,
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('promotion'),
    phase: z.literal('rollback'),
    by: actor,
    promotion: ulid,
    releaseId: hash,
    to: z.nullable(hash),
    cause: z.string(),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('promotion'),
    phase: z.literal('outcome'),
    by: actor,
    promotion: ulid,
    releaseId: hash,
    result: z.enum(['verified', 'rolledBack', 'failed', 'refused', 'interrupted', 'awaitingDecision']),
    summary: z.string(),
    running: z.nullable(hash),
    archived: z.optional(hashes),
    question: z.optional(
      z.strictObject({
        id: z.string(),
        pauses,
        deadline: z.nullable(z.string()),
        checked: z.array(z.string()),
      }),
    ),
  }),
]);

const proofRow = z.strictObject({
  service: z.string(),
  outcome: z.enum(['proven', 'deployedNotProven']),
  taskDefinition: z.string(),
  digest: z.string(),
  tasks: count,
  healthyTargets: z.nullable(count),
  note: z.nullable(z.string()),
});

/** A ledger has hundreds of thousands of rows, and the schema copies each: it is asked only about one that is not plainly right. */
const proof = z.unknown().check(({ value, issues }) => {
  if (Array.isArray(value) && value.every(isPlainlyProofRow)) return;
  const { error } = z.array(proofRow).safeParse(value);
  issues.push(...((error?.issues ?? []) as typeof issues));
});

function isPlainlyProofRow(row: Partial<ProofRow> | null): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    Object.keys(row).length === 7 &&
    typeof row.service === 'string' &&
    (row.outcome === 'proven' || row.outcome === 'deployedNotProven') &&
    typeof row.taskDefinition === 'string' &&
    typeof row.digest === 'string' &&
    isCount(row.tasks) &&
    (row.healthyTargets === null || isCount(row.healthyTargets)) &&
    (row.note === null || typeof row.note === 'string')
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

const verification = z.strictObject({
  ...sealed,
  kind: z.literal('verification'),
  by: actor,
  promotion: ulid,
  release,
  releaseId: hash,
  servicesHash: hash,
  proof,
});

export const factSchema = z.discriminatedUnion('kind', [
  promotion,
  verification,
  z.strictObject({
    ...sealed,
    kind: z.literal('revocation'),
    by: actor,
    releaseId: hash,
    reason: z.string(),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('stop'),
    by: actor,
    active: z.boolean(),
    reason: z.string(),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('lease'),
    by: actor,
    until: z.nullable(z.string()),
    reason: z.string(),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('existence'),
    by: actor,
    to: z.enum(['up', 'down']),
    phase: z.enum(['begun', 'ended', 'failed']),
    reason: z.string(),
  }),
  z.strictObject({
    ...sealed,
    kind: z.literal('schema'),
    by: actor,
    schema: z.string(),
    number: z.number(),
  }),
]);
