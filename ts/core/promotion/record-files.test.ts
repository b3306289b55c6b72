import { line } from '../gates/example.ts';
import { sha256Hex } from '../release/canonical.ts';
import { aRelease, build } from '../release/example.ts';
import { releaseId } from '../release/release-id.ts';
import { readServiceEnv } from '../service-env/read.ts';
import type { PromotionRecord } from './record.ts';
import { recordFiles } from './record-files.ts';

const release = aRelease({ service1: build(90) });
const record: PromotionRecord = {
  version: 1,
  promotion: '01KB0Z3N7V8Q2M4S6T8W0Y2A4C',
  environment: 'test',
  by: { name: 'anna' },
  reason: null,
  releaseId: releaseId(release),
  release,
  result: 'verified',
  summary: 'test runs it',
  plan: null,
  planHash: null,
  approvedPlan: null,
  approvedBy: [],
  resumed: false,
  running: releaseId(release),
  proof: [],
  smoke: [],
  deployments: [],
  question: null,
  decisions: [],
  problems: [],
  evidence: [],
  startedAt: null,
  endedAt: '2026-11-02T09:00:00.000Z',
  ledger: '/srv/ledger',
};

test('release.json is the release’s very bytes, so its SHA-256 is the id', () => {
  const files = new Map(recordFiles(record, line));
  expect(sha256Hex(files.get('release.json') ?? '')).toBe(record.releaseId);
});

test('the env artifacts say what the release says', () => {
  const artifact = new Map(recordFiles(record, line)).get('service1.env.groovy') ?? '';
  expect(artifact).toContain('env.SERVICE1_BUILD=90\n');
  expect(readServiceEnv(artifact)).toMatchObject({ ok: true });
});

test.each(['rolledBack', 'failed', 'refused', 'interrupted'] as const)(
  'a promotion that was %s hands nothing on',
  (result) => {
    expect(recordFiles({ ...record, result }, line).map(([name]) => name)).toEqual(['promotion.json']);
  },
);
