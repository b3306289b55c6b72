import { exampleDrafts } from '../ledger/example-facts.ts';
import type { PromotionIntent, Verification } from '../ledger/fact.ts';
import { planHash } from '../plan/plan-hash.ts';
import type { KeepAction, Plan } from '../plan/plan.ts';
import { releaseId, servicesHash } from '../release/release-id.ts';
import { Links } from './links.ts';
import { checkPromotion } from './promotion-links.ts';
import type { Leg } from './legs.ts';

/** A forger who seals a fact anew fits it into the chain; what it says must still agree with itself. */
const { release } = exampleDrafts.intent;
const id = releaseId(release);
const digest = release.services['service1']?.digest ?? 'sha256:';
const keep: KeepAction = {
  action: 'keep',
  service: 'service1',
  ecsService: 'service1',
  container: 'service1',
  build: 90,
  digest,
  taskDefinition: 'service1:12',
  desiredCount: 2,
};
const plan: Plan = {
  ...exampleDrafts.intent.plan,
  kind: 'promote',
  engine: 'ecs',
  releaseId: id,
  actions: [keep],
};
const sealed = {
  version: 1 as const,
  id: '01KB0Z3N7V8Q2M4S6T8W0Y2A4C',
  environment: 'test',
  previous: null,
  at: '',
};
const intent: PromotionIntent = {
  ...exampleDrafts.intent,
  ...sealed,
  releaseId: id,
  plan,
  planHash: planHash(plan),
};
const verification: Verification = {
  ...exampleDrafts.verification,
  ...sealed,
  releaseId: id,
  servicesHash: servicesHash(release),
};

function fieldsOf(differing: { intent?: Partial<PromotionIntent>; verification?: Partial<Verification> }) {
  const links = new Links();
  const leg = {
    environment: 'test',
    intent: { ...intent, ...differing.intent },
    verification: { ...verification, ...differing.verification },
  };
  checkPromotion(leg as Leg, links);
  return links.broken.map(({ field, file }) => field ?? file);
}

const withPlan = (other: Plan) => ({ intent: { plan: other, planHash: planHash(other) } });
const [row] = verification.proof;
const other = `sha256:${'0'.repeat(64)}` as const;

test('a promotion as this product writes it agrees with itself', () => {
  expect(fieldsOf({})).toEqual([]);
});

test.each([
  ['a release under another id', { intent: { releaseId: 'f'.repeat(64) } }, ['releaseId', 'plan.releaseId']],
  ['a plan that is not the one of the hash', { intent: { planHash: 'f'.repeat(64) } }, ['planHash']],
  ['a plan for another environment', withPlan({ ...plan, environment: 'live' }), ['plan.environment']],
  [
    'a plan of another image',
    withPlan({ ...plan, actions: [{ ...keep, digest: other }] }),
    ['plan.actions[0].digest'],
  ],
  [
    'a plan of another build',
    withPlan({ ...plan, actions: [{ ...keep, build: 91 }] }),
    ['plan.actions[0].build'],
  ],
  ['a proof of another release', { verification: { releaseId: 'f'.repeat(64) } }, ['releaseId']],
  ['a proof of other services', { verification: { servicesHash: 'f'.repeat(64) } }, ['servicesHash']],
  [
    'a proof of another image',
    { verification: { proof: row ? [{ ...row, digest: other }] : [] } },
    ['proof[0].digest'],
  ],
  [
    'no proof of a service',
    { verification: { proof: [] } },
    ['the proof of service1 in test/01KB0Z3N7V8Q2M4S6T8W0Y2A4C.json'],
  ],
])('%s is told', (_, differing, fields) => {
  expect(fieldsOf(differing)).toEqual(fields);
});
