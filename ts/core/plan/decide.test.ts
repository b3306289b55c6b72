import {
  anEnvironment,
  began,
  facts,
  liveTarget,
  running,
  situation,
  wasVerified,
} from '../gates/example.ts';
import type { Situation } from '../gates/situation.ts';
import { aRelease, build } from '../release/example.ts';
import { decide, type Decision } from './decide.ts';
import { planHash } from './plan-hash.ts';
import { renderPlan } from './render.ts';

const service2 = build(41, { service: 'service2' });
const release = aRelease({ service1: build(90), service2 });
const next = aRelease({ service1: build(92), service2 });
const verifiedHere = { test: facts('test', wasVerified(release)) };
const runsRelease = new Map([
  ['service1', liveTarget(running('service1', build(90), 7))],
  ['service2', liveTarget(running('service2', service2, 3))],
]);

function planned(decision: Decision) {
  if (decision.kind === 'refused') throw new Error(decision.problems.map(({ what }) => what).join('\n'));
  return decision;
}
function codes(decision: Decision): readonly string[] {
  return decision.kind === 'refused' ? decision.problems.map(({ code }) => code) : [];
}

test('a service that runs the image is kept, the other is deployed', () => {
  const { kind, plan } = planned(decide(situation('test', next, verifiedHere, { live: runsRelease })));
  expect(kind).toBe('plan');
  expect(plan.actions.map(({ action, service }) => `${action} ${service}`)).toEqual([
    'deploy service1',
    'keep service2',
  ]);
  expect(plan.actions[0]).toMatchObject({
    fromBuild: 90,
    toBuild: 92,
    image: `${build(92).image}@${build(92).digest}`,
  });
});

describe('nothing to do', () => {
  test.each<[string, Partial<Situation>, Decision['kind']]>([
    ['the services were verified last and still run', { live: runsRelease }, 'nothingToDo'],
    [
      'another parent makes no difference',
      { live: runsRelease, release: { ...release, parent: 'f'.repeat(64) } },
      'nothingToDo',
    ],
    [
      'a restart was asked for',
      { live: runsRelease, request: { by: { name: 'anna' }, reason: null, kind: 'restart', exceptions: {} } },
      'plan',
    ],
    ['somebody changed what runs since', {}, 'plan'],
  ])('%s', (_, differing, expected) => {
    expect(decide(situation('test', release, verifiedHere, differing)).kind).toBe(expected);
  });

  test('a promotion that was begun since and not finished has to be finished first', () => {
    const begun = { test: facts('test', wasVerified(release), began(next)) };
    expect(decide(situation('test', release, begun, { live: runsRelease })).kind).toBe('plan');
  });
});

describe('what can’t be proven is in the plan', () => {
  const notes = (judged: Situation) => planned(decide(judged)).plan.notes.join('\n');

  test.each<[string, Situation, RegExp]>([
    ['a first deployment', situation('test', release), /Nothing was ever verified in test/],
    [
      'desired count 0',
      situation(
        'test',
        release,
        {},
        {
          live: new Map([
            ...runsRelease,
            ['service1', liveTarget(running('service1', build(89)), { desiredCount: 0 })],
          ]),
        },
      ),
      /service1 has desired count 0/,
    ],
    [
      'a service that is not in the release',
      situation('test', aRelease({ service1: build(90) })),
      /left as it is: service2/,
    ],
    [
      'a kept service whose template has changed',
      situation(
        'test',
        release,
        {},
        {
          live: new Map([
            ...runsRelease,
            [
              'service2',
              liveTarget(running('service2', service2, 3), {
                template: {
                  ...running('service2', service2, 4),
                  definition: { ...running('service2', service2).definition, cpu: '512' },
                },
              }),
            ],
          ]),
        },
      ),
      /service2 keeps its task definition, though service2:4 changes cpu/,
    ],
  ])('%s', (_, judged, expected) => {
    expect(notes(judged)).toMatch(expected);
  });
});

describe('what does not fit together is told before any gate', () => {
  const codeDeploy = liveTarget(running('service1', build(89)));
  const missing = {
    service: { status: 'missing', ecsService: 'service1' },
    current: null,
    template: null,
    codeDeploy: null,
  } as const;

  test.each<[string, Situation, string]>([
    [
      'a service that the configuration does not know',
      situation('test', aRelease({ service9: build(1) })),
      'plan-unknown-service',
    ],
    [
      'a service that the cluster does not have',
      situation('test', release, {}, { live: new Map([...runsRelease, ['service1', missing]]) }),
      'plan-service-missing',
    ],
    [
      'a service that CodeDeploy deploys',
      situation(
        'test',
        release,
        {},
        {
          live: new Map([
            ...runsRelease,
            [
              'service1',
              {
                ...codeDeploy,
                service: { ...codeDeploy.service, controller: 'CODE_DEPLOY' } as typeof codeDeploy.service,
              },
            ],
          ]),
        },
      ),
      'plan-controller',
    ],
    [
      'a container that the task definition does not have',
      situation(
        'test',
        release,
        {},
        {
          live: new Map([
            ...runsRelease,
            [
              'service1',
              liveTarget({
                ...running('service1', build(89)),
                containers: [{ name: 'web', image: 'nginx' }],
              }),
            ],
          ]),
        },
      ),
      'plan-container-missing',
    ],
    [
      'a restart of what Terraform writes',
      {
        ...situation(
          'test',
          release,
          {},
          { environment: anEnvironment('test', [], { engine: 'terraform' }) },
        ),
        stack: { stack: 'appcluster-test', region: null, hash: '', resources: [] },
        request: { by: { name: 'anna' }, reason: null, kind: 'restart', exceptions: {} },
      },
      'plan-restart-by-terraform',
    ],
  ])('%s', (_, judged, expected) => {
    expect(codes(decide(judged))).toEqual([expected]);
  });
});

test('a plan’s hash changes with whatever would be done', () => {
  const { plan } = planned(decide(situation('test', next, verifiedHere, { live: runsRelease })));
  const otherTemplate = new Map([
    ...runsRelease,
    ['service1', liveTarget(running('service1', build(90), 8))],
  ]);
  const other = planned(decide(situation('test', next, verifiedHere, { live: otherTemplate }))).plan;
  expect(planHash(plan)).toBe(planHash(structuredClone(plan)));
  expect(planHash(other)).not.toBe(planHash(plan));
});

test('a plan reads as one line a service', () => {
  const { plan } = planned(decide(situation('test', next, verifiedHere, { live: runsRelease })));
  expect(renderPlan(plan, 'c0ffee', next)).toMatchInlineSnapshot(`
    "Promote release f368563 to test (cluster appcluster-test; verified release ae11727)
      deploy  service1  90 → 92  Change 92 of service1
      keep    service2  41  Change 41 of service2
    Plan c0ffee"
  `);
});
