import { exampleDrafts } from '../ledger/example-facts.ts';
import type { Fact, FactDraft } from '../ledger/fact.ts';
import { environmentsOf } from './environments-of.ts';
import { handedOver } from './handed-over.ts';

const test1 = {
  name: 'test',
  engine: 'ecs' as const,
  cluster: 'appcluster-test',
  services: ['service1', 'service2'].map((service) => {
    return {
      service,
      ecsService: `${service}-test`,
      container: service,
      strategy: { type: 'rolling' as const },
    };
  }),
};

function facts(...drafts: readonly FactDraft[]): readonly Fact[] {
  return drafts.map((draft, index): Fact => {
    const sealed = {
      version: 1,
      environment: 'test',
      previous: null,
      at: '2026-11-01T00:00:00.000Z',
    } as const;
    return { ...draft, ...sealed, id: `0${index}` };
  });
}

test('what was verified last is handed over, service by service as they are configured', () => {
  const { verification } = exampleDrafts;
  expect(handedOver(test1, facts(verification))).toEqual({
    environment: 'test',
    engine: 'ecs',
    cluster: 'appcluster-test',
    releaseId: verification.releaseId,
    services: [
      {
        service: 'service1',
        ecsService: 'service1-test',
        container: 'service1',
        build: verification.release.services['service1'],
        taskDefinition: 'arn:aws:ecs:ap-southeast-2:123456789012:task-definition/service1:12',
      },
    ],
  });
});

test('nothing is handed over by a promotion that is not verified, or was taken back', () => {
  expect(handedOver(test1, facts(exampleDrafts.intent))).toBeNull();
  expect(handedOver(test1, facts(exampleDrafts.verification, exampleDrafts.revocation))).toBeNull();
});

test('nothing is handed over of what was destroyed since', () => {
  const { verification } = exampleDrafts;
  const went = (to: 'up' | 'down', phase: 'begun' | 'ended' | 'failed') =>
    ({ kind: 'existence', by: { name: 'anna' }, to, phase, reason: 'a demo' }) as const;
  expect(handedOver(test1, facts(verification, went('down', 'begun'), went('down', 'ended')))).toBeNull();
  const half = facts(verification, went('down', 'begun'), went('down', 'failed'), went('up', 'begun'));
  expect(handedOver(test1, half)).not.toBeNull();
});

test('a stack is the environments of its region, or without one of all', () => {
  const environments = [
    { name: 'a', stack: 'app', region: 'eu-west-1' },
    { name: 'b', stack: 'app', region: 'us-east-1' },
    { name: 'c', stack: 'other', region: 'eu-west-1' },
  ];
  const of = (region: string | null) =>
    environmentsOf({ stack: 'app', region }, environments).map(({ name }) => name);
  expect([of('us-east-1'), of(null)]).toEqual([['b'], ['a', 'b']]);
});
