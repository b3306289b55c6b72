import { parseSaved } from './parse-saved.ts';
import { signsOf } from './picture.ts';
import { verdictOf } from './verdict-of.ts';

const file = (name: string, content: unknown) => ({
  file: name,
  text: typeof content === 'string' ? content : JSON.stringify(content),
});
const services = (content: unknown) => ({ services: file('services.json', content) });
const event = (message: string) => ({ createdAt: '2026-03-01T10:01:00Z', message });
const verdicts = (...args: Parameters<typeof parseSaved>) =>
  parseSaved(...args).map((picture) => [picture.service, verdictOf(signsOf(picture))?.class]);

const noMemory = event(
  '(service a) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 1) has insufficient memory available.',
);

test.each<[string, unknown]>([
  ['the answer as it is', { services: [{ serviceName: 'a', events: [noMemory] }], failures: [] }],
  [
    'with a byte order mark',
    `\uFEFF${JSON.stringify({ services: [{ serviceName: 'a', events: [noMemory] }] })}`,
  ],
  [
    'from PowerShell',
    {
      Services: [
        {
          ServiceName: 'a',
          Events: [{ CreatedAt: '/Date(1772359260000)/', Message: noMemory.message }],
        },
      ],
    },
  ],
  ['the list alone', [{ serviceName: 'a', events: [noMemory] }]],
  ['one service alone', { serviceName: 'a', events: [noMemory] }],
  [
    'two answers in one file',
    `${JSON.stringify({ services: [{ serviceName: 'a', events: [noMemory] }], failures: [] })}\n${JSON.stringify({ services: [], failures: [] })}`,
  ],
])('services are read: %s', (_, content) => {
  expect(verdicts(services(content))).toEqual([['a', 'no-capacity-memory']]);
});

test('a service that CodeDeploy deploys has task sets: what an older one stopped is history', () => {
  const codeDeploy = services({
    services: [
      {
        serviceName: 'shop',
        deploymentController: { type: 'CODE_DEPLOY' },
        deployments: [],
        taskSets: [
          {
            id: 'ecs-svc/2',
            status: 'ACTIVE',
            stabilityStatus: 'STABILIZING',
            createdAt: '2026-03-01T10:00:00Z',
          },
          {
            id: 'ecs-svc/1',
            status: 'PRIMARY',
            stabilityStatus: 'STEADY_STATE',
            createdAt: '2026-02-01T10:00:00Z',
          },
        ],
        events: [],
      },
    ],
  });
  const stopped = (startedBy: string, stoppedReason: string) => ({
    group: 'service:shop',
    startedBy,
    lastStatus: 'STOPPED',
    stoppedAt: '2026-03-01T10:05:00Z',
    stoppedReason,
  });
  const tasks = file('tasks.json', {
    tasks: [
      stopped('ecs-svc/2', 'Task failed ELB health checks in (target-group x)'),
      stopped('ecs-svc/0', 'OutOfMemoryError: Container killed due to memory usage'),
    ],
  });
  expect(verdicts({ ...codeDeploy, tasks })).toEqual([['shop', 'load-balancer-health-check']]);
});

test('services of one name in two clusters are told apart, and each has its own tasks', () => {
  const cluster = (name: string) => `arn:aws:ecs:eu-west-1:123456789012:cluster/${name}`;
  const content = services({
    services: ['beta', 'live'].map((name) => ({
      serviceName: 'shop',
      clusterArn: cluster(name),
      events: [],
    })),
  });
  const tasks = file('tasks.json', {
    tasks: [
      {
        group: 'service:shop',
        clusterArn: cluster('live'),
        stoppedReason: 'Your Spot Task was interrupted.',
      },
    ],
  });
  expect(verdicts({ ...content, tasks })).toEqual([
    ['beta/shop', undefined],
    ['live/shop', 'spot-interruption'],
  ]);
});

test('targets of several groups, as a loop over them saves them, belong to the only service', () => {
  const health = (state: string, code?: string) =>
    JSON.stringify({
      TargetHealthDescriptions: [
        { Target: { Id: '10.0.0.1' }, TargetHealth: { State: state, ...(code ? { Reason: code } : {}) } },
      ],
    });
  const targets = file('targets.json', `${health('healthy')}\n${health('unhealthy', 'Target.Timeout')}\n`);
  expect(verdicts({ ...services({ services: [{ serviceName: 'a' }] }), targets })).toEqual([
    ['a', 'load-balancer-health-check'],
  ]);
});

test.each([
  ['services:\n- serviceName: a\n', 'it is YAML'],
  ['-------\n|  DescribeServices  |\n', 'it is a table'],
  ['SERVICES\tarn:aws:ecs:x\ta\n', 'it is plain text'],
  ['{"services": [', 'it is not JSON, or only a part of it'],
  ['', 'it is empty'],
  ['An error occurred (ClusterNotFoundException)', 'it is not JSON'],
  ['{"tasks": []}', 'services is not as expected'],
  ['{"services": [{"events": "none"}]}', 'services.0.events is not as expected'],
])('%j is refused: %s', (text, reason) => {
  expect(() => parseSaved(services(text))).toThrow(
    `services.json does not hold the JSON output of \`aws ecs describe-services\`: ${reason}.`,
  );
});

test('files that hold nothing are refused with what AWS answered in place of it', () => {
  const empty = services({
    services: [],
    failures: [{ arn: 'arn:aws:ecs:x:1:service/shop', reason: 'MISSING' }],
  });
  expect(() => parseSaved({ ...empty, tasks: file('tasks.json', { tasks: [] }) })).toThrow(
    'There is nothing in services.json and tasks.json: AWS answered arn:aws:ecs:x:1:service/shop: MISSING.',
  );
});
