import type { ServiceSettings } from './facts.ts';
import { aChecked, aDefinition, aSubject, group, rule, theFacts, theSettings, twoGroups } from './example.ts';
import { image } from './image.ts';
import { targetGroups } from './load-balancers.ts';
import { known, unknown } from './looked.ts';
import { circuitBreaker, noOtherDeployment, serviceThere } from './service.ts';
import { traffic } from './traffic.ts';

const { live } = aSubject();
const platforms = (...names: string[]) =>
  theFacts({ images: new Map([['service1', known({ digest: 'sha256:a' as const, platforms: names })]]) });
const defined = (more: object) => ({
  ...aChecked(),
  subject: aSubject({ definition: { ...aDefinition, ...more } }),
});
const set = (more: Partial<ServiceSettings>) => aChecked({ settings: theSettings(more) });
const oneGroup = { ...twoGroups, alternate: null, productionRule: null };

describe('service', () => {
  test.each([
    ['active', live, 'ok', 'service1 is active'],
    ['missing', { status: 'missing', ecsService: 'service1' }, 'failed', 'does not exist'],
    [
      'being deleted',
      { status: 'missing', ecsService: 'service1', deleted: 'DRAINING' },
      'failed',
      'is DRAINING',
    ],
  ] as const)('%s', (_, found, outcome, what) => {
    expect(serviceThere({ ...aSubject(), live: found })).toMatchObject({
      outcome,
      what: expect.stringContaining(what),
    });
  });
});

describe('a deployment under way', () => {
  const inProgress = {
    deploymentId: 'ecs-svc/1',
    taskDefinition: 'arn:aws:ecs:r:a:task-definition/service1:8',
  };
  const moving = { live: { ...live, inProgress } };
  test.each([
    ['none', {}, 'ok', 'no deployment'],
    ['of somebody else', moving, 'failed', 'ecs-svc/1 moves it to service1:8'],
    ['of a promotion that was never finished', { ...moving, takesAPlace: true }, 'ok', 'never finished'],
    [
      'with which the service was created',
      { ...moving, verifiedBefore: false },
      'ok',
      'nothing was verified here yet',
    ],
  ] as const)('%s', (_, differing, outcome, what) => {
    const [row] = noOtherDeployment(aChecked({ subject: aSubject(differing) }), theFacts());
    expect(row).toMatchObject({ outcome, what: expect.stringContaining(what) });
  });
});

describe('the image', () => {
  test.each([
    ['is there', theFacts(), aChecked(), 'ok', 'ok', 'linux/amd64'],
    [
      'was expired',
      theFacts({ images: new Map([['service1', known(null)]]) }),
      aChecked(),
      'failed',
      'skipped',
      'not there',
    ],
    [
      'can’t be seen',
      theFacts({ images: new Map([['service1', unknown('denied')]]) }),
      aChecked(),
      'skipped',
      'skipped',
      'denied',
    ],
    ['is for another CPU', platforms('linux/arm64'), aChecked(), 'ok', 'failed', 'wants linux/amd64'],
    [
      'is for the CPU that is asked for',
      platforms('linux/arm64/v8'),
      defined({ runtimePlatform: { cpuArchitecture: 'ARM64' } }),
      'ok',
      'ok',
      'arm64',
    ],
    [
      'is for several',
      platforms('linux/arm64', 'linux/amd64'),
      aChecked(),
      'ok',
      'ok',
      'linux/arm64, linux/amd64',
    ],
    [
      'is for Windows',
      platforms('windows/amd64'),
      defined({
        runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' },
      }),
      'ok',
      'ok',
      'windows/amd64',
    ],
    ['of Windows on Linux', platforms('windows/amd64'), aChecked(), 'ok', 'failed', 'wants linux/amd64'],
    [
      'for instances that may be of any kind',
      platforms('linux/arm64'),
      set({ launchType: 'EC2' }),
      'ok',
      'skipped',
      'the instances decide',
    ],
    [
      'for most instances',
      platforms('linux/amd64'),
      set({ launchType: 'EC2' }),
      'ok',
      'ok',
      'leaves it to the instances',
    ],
    [
      'on Fargate by capacity provider',
      platforms('linux/arm64'),
      set({ launchType: null, capacityProviders: ['FARGATE_SPOT'] }),
      'ok',
      'failed',
      'wants linux/amd64',
    ],
    [
      'says nothing',
      theFacts({ images: new Map([['service1', known({ digest: 'sha256:a', platforms: null })]]) }),
      aChecked(),
      'ok',
      'skipped',
      'neither',
    ],
  ] as const)('%s', (_, facts, checked, there, fits, what) => {
    const [first, second] = image(checked, facts);
    expect([first?.outcome, second?.outcome]).toEqual([there, fits]);
    expect(second?.what).toContain(what);
  });
});

describe('target groups', () => {
  const groups = (more: object) =>
    theFacts({
      targetGroups: known(new Map([[group('blue'), { targetType: 'ip', loadBalancers: ['lb'], ...more }]])),
    });
  test.each([
    ['none', theFacts(), set({ loadBalancers: [] }), 'ok', 'no load balancer'],
    ['well', theFacts(), aChecked(), 'ok', 'blue, green take the tasks of service1:8080'],
    ['missing', groups({}), aChecked(), 'failed', 'green does not exist'],
    [
      'for instances',
      groups({ targetType: 'instance' }),
      set({ loadBalancers: [oneGroup] }),
      'failed',
      'need ip',
    ],
    [
      'for addresses',
      groups({}),
      {
        ...set({ loadBalancers: [oneGroup] }),
        subject: aSubject({ definition: { ...aDefinition, networkMode: 'bridge' } }),
      },
      'failed',
      'need instance',
    ],
    [
      'without a load balancer',
      groups({ loadBalancers: [] }),
      set({ loadBalancers: [oneGroup] }),
      'failed',
      'has no load balancer',
    ],
    [
      'for a container that is not there',
      theFacts(),
      set({ loadBalancers: [{ ...oneGroup, container: 'web' }] }),
      'failed',
      'a container web',
    ],
    [
      'for a port that is not there',
      theFacts(),
      set({ loadBalancers: [{ ...oneGroup, port: 80 }] }),
      'failed',
      'whose ports are: 8080',
    ],
    ['that can’t be seen', theFacts({ targetGroups: unknown('denied') }), aChecked(), 'skipped', 'denied'],
  ] as const)('%s', (_, facts, checked, outcome, what) => {
    expect(targetGroups(checked, facts)).toMatchObject([{ outcome, what: expect.stringContaining(what) }]);
  });
});

describe('traffic', () => {
  const weights = (...rules: Record<string, number>[]) =>
    theFacts({ traffic: new Map([[rule, known(rules)]]) });
  const codeDeploy = {
    ...set({ loadBalancers: [oneGroup] }),
    subject: aSubject({ live: { ...live, controller: 'CODE_DEPLOY' as const } }),
  };
  const ofGroup = (...rules: Record<string, number>[]) =>
    theFacts({ traffic: new Map([[group('blue'), known(rules)]]) });
  test.each([
    ['all on the one group', theFacts(), aChecked(), 'ok', 'goes to blue'],
    [
      'all on the other',
      weights({ [group('blue')]: 0, [group('green')]: 1 }),
      aChecked(),
      'ok',
      'goes to green',
    ],
    [
      'left half-shifted',
      weights({ [group('blue')]: 90, [group('green')]: 10 }),
      aChecked(),
      'failed',
      'blue 90, green 10',
    ],
    ['on neither', weights({ [group('other')]: 1 }), aChecked(), 'failed', 'no traffic to blue or green'],
    [
      'on none at all',
      weights({ [group('blue')]: 0, [group('green')]: 0 }),
      aChecked(),
      'failed',
      'no traffic to',
    ],
    ['by a rule that is gone', weights(), aChecked(), 'failed', 'does not exist'],
    [
      'that can’t be seen',
      theFacts({ traffic: new Map([[rule, unknown('denied')]]) }),
      aChecked(),
      'skipped',
      'denied',
    ],
    ['of a rolling service', theFacts(), set({ loadBalancers: [oneGroup] }), 'ok', 'blue'],
    ['of no load balancer', theFacts(), set({ loadBalancers: [] }), 'ok', 'no load balancer'],
    ['of CodeDeploy', ofGroup({ [group('blue')]: 1 }), codeDeploy, 'ok', 'blue'],
    [
      'half-shifted by CodeDeploy',
      ofGroup({ [group('blue')]: 1, [group('green')]: 1 }),
      codeDeploy,
      'failed',
      'divides the traffic',
    ],
  ] as const)('%s', (_, facts, checked, outcome, what) => {
    expect(traffic(checked, facts)[0]).toMatchObject({
      check: 'listener',
      outcome,
      what: expect.stringContaining(what),
    });
  });

  const health = (healthy: number) =>
    theFacts({ health: new Map([[group('blue'), known({ healthy, registered: 2 })]]) });
  test.each([
    ['one healthy', health(1), aSubject(), 'ok'],
    ['none', health(0), aSubject(), 'failed'],
    ['none, where nothing was verified yet', health(0), aSubject({ verifiedBefore: false }), 'skipped'],
    ['none, of a service that sleeps', health(0), aSubject({ live: { ...live, desiredCount: 0 } }), 'ok'],
    ['not seen', theFacts({ health: new Map([[group('blue'), unknown('denied')]]) }), aSubject(), 'skipped'],
  ] as const)('healthy targets: %s', (_, facts, subject, outcome) => {
    expect(traffic(aChecked({ subject }), facts)[1]).toMatchObject({ check: 'target-health', outcome });
  });

  test('healthy targets in either group will do where it is not known which serves', () => {
    const green = theFacts({
      traffic: new Map(),
      health: new Map([
        [group('blue'), known({ healthy: 0, registered: 0 })],
        [group('green'), known({ healthy: 1, registered: 2 })],
      ]),
    });
    expect(traffic(aChecked(), green)[1]).toMatchObject({ check: 'target-health', outcome: 'ok' });
  });

  test('the targets of the group that has the traffic count', () => {
    const shifted = { ...health(1), traffic: weights({ [group('green')]: 1 }).traffic };
    const facts = {
      ...shifted,
      health: new Map([...shifted.health, [group('green'), known({ healthy: 0, registered: 1 })]]),
    };
    expect(traffic(aChecked(), facts)[1]).toMatchObject({
      outcome: 'failed',
      what: expect.stringContaining('green'),
    });
  });
});

test('a missing circuit breaker is only told', () => {
  expect(circuitBreaker(set({ circuitBreaker: 'off', alarms: ['5xx'] }), theFacts())).toMatchObject([
    {
      outcome: 'ok',
      what: 'no circuit breaker: only this program stops a deployment that fails; alarms 5xx',
    },
  ]);
});
