import type { Release } from '../release/release.ts';
import type { FactDraft } from './fact.ts';

/** One draft of each kind, for tests and for documentation. */
const by = { name: 'anna', build: { job: 'deploy-test', number: 7 } };
const digest = `sha256:${'d'.repeat(64)}` as const;
const releaseId = 'e'.repeat(64);
const promotion = '01KB0Z3N7V8Q2M4S6T8W0Y2A4C';

const release: Release = {
  version: 1,
  parent: null,
  services: {
    service1: {
      build: 90,
      commit: 'c'.repeat(40),
      subject: 'Fix the rounding of GST',
      image: '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1',
      tag: '90',
      digest,
      platforms: { 'linux/arm64': digest },
    },
  },
};

export const exampleDrafts = {
  intent: {
    kind: 'promotion',
    phase: 'intent',
    by,
    release,
    releaseId,
    plan: {
      version: 1,
      kind: 'promote',
      environment: 'test',
      cluster: 'appcluster-test',
      engine: 'ecs',
      releaseId,
      baseline: null,
      actions: [],
      parallel: null,
      notes: [],
    },
    planHash: 'a'.repeat(64),
    approvedBy: [],
    reason: null,
  },
  turn: {
    kind: 'promotion',
    phase: 'rollback',
    by,
    promotion,
    releaseId,
    to: null,
    cause: 'service1 crashed',
  },
  outcome: {
    kind: 'promotion',
    phase: 'outcome',
    by,
    promotion,
    releaseId,
    result: 'verified',
    summary: 'service1 runs build 90',
    running: releaseId,
  },
  verification: {
    kind: 'verification',
    by,
    promotion,
    release,
    releaseId,
    servicesHash: 'b'.repeat(64),
    proof: [
      {
        service: 'service1',
        outcome: 'proven',
        taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:12',
        digest,
        tasks: 2,
        healthyTargets: 2,
        note: null,
      },
    ],
  },
  revocation: { kind: 'revocation', by, releaseId, reason: 'wrong totals' },
  stop: { kind: 'stop', by, active: true, reason: 'incident 12' },
  lease: { kind: 'lease', by, until: '2026-11-01T09:00:00.000Z', reason: 'demo' },
  existence: { kind: 'existence', by, to: 'down', phase: 'failed', reason: 'the state is locked' },
  schema: { kind: 'schema', by, schema: 'orders', number: 12 },
} satisfies Record<string, FactDraft>;
