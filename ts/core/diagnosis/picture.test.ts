import { parseSaved } from './parse-saved.ts';
import { signsOf, signsOfTask } from './picture.ts';
import { verdictOf } from './verdict-of.ts';

const deployment = {
  id: 'ecs-svc/2',
  status: 'PRIMARY',
  rolloutState: 'IN_PROGRESS',
  createdAt: '2026-03-01T10:00:00Z',
};

function verdictOn(service: object, tasks: readonly object[] = []): string | undefined {
  const [picture] = parseSaved({
    services: {
      file: 'services.json',
      text: JSON.stringify({
        services: [{ serviceName: 'service1', deployments: [deployment], ...service }],
      }),
    },
    tasks: { file: 'tasks.json', text: JSON.stringify({ tasks }) },
  });
  return picture && verdictOf(signsOf(picture))?.class;
}

const event = (createdAt: string | number, message: string) => ({ createdAt, message });
const task = (fields: object) => ({
  group: 'service:service1',
  lastStatus: 'STOPPED',
  startedBy: 'ecs-svc/2',
  ...fields,
});
const outOfMemory = {
  stoppedReason: 'Essential container in task exited',
  containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
};

test('what happened before the present deployment is history', () => {
  const events = [
    event('2026-03-01T10:00:05Z', '(service service1) has started 1 tasks: (task a).'),
    event('2026-03-01T09:00:00Z', '(service service1) was unable to place a task. Reason: RESOURCE:CPU'),
  ];
  expect(verdictOn({ events })).toBe('scaling-activity');
});

test('what happened before a steady state of the present deployment is history, too', () => {
  const events = [
    event('2026-03-01T10:05:00Z', '(service service1) has reached a steady state.'),
    event('2026-03-01T10:01:00Z', '(service service1) (task a) failed container health checks.'),
  ];
  const completed = { ...deployment, rolloutState: 'COMPLETED' };
  expect(verdictOn({ events, deployments: [completed] })).toBe('steady-state');
  expect(verdictOn({ events })).toBe('container-health-check');
});

test('a steady state after a rollback does not hide why it was rolled back', () => {
  const events = [event('2026-03-01T10:05:00Z', '(service service1) has reached a steady state.')];
  const rolledBack = {
    ...deployment,
    rolloutState: 'COMPLETED',
    rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
  };
  expect(verdictOn({ events, deployments: [rolledBack] })).toBe('circuit-breaker');
});

test('tasks of another deployment are not this one’s', () => {
  expect(verdictOn({}, [task({ ...outOfMemory, startedBy: 'ecs-svc/1' })])).toBeUndefined();
  expect(verdictOn({}, [task(outOfMemory)])).toBe('out-of-memory');
});

test('a task that still runs has not failed', () => {
  expect(verdictOn({}, [task({ lastStatus: 'RUNNING', containers: [{ exitCode: 1 }] })])).toBeUndefined();
});

test('seconds since the epoch are understood as well as ISO times', () => {
  const at = Date.parse('2026-03-01T09:00:00Z') / 1000;
  expect(verdictOn({ events: [event(at, 'RESOURCE:CPU'), event(at + 7200, 'RESOURCE:MEMORY')] })).toBe(
    'no-capacity-memory',
  );
});

test('the exit code of the container that ended first is told, not of those that were ended for it', () => {
  const containers = [137, 1, 143].map((exitCode) => ({ exitCode, reason: null }));
  const [whole] = signsOfTask({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers,
  });
  expect(whole?.exitCode).toBe(1);
});

test('targets belong to the only service, and else stand apart', () => {
  const targets = {
    file: 't.json',
    text: JSON.stringify({
      TargetHealthDescriptions: [
        { TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' } },
        { TargetHealth: { State: 'healthy' } },
      ],
    }),
  };
  const services = (...names: string[]) => ({
    file: 's.json',
    text: JSON.stringify({ services: names.map((serviceName) => ({ serviceName })) }),
  });
  expect(parseSaved({ services: services('a'), targets }).map(({ service }) => service)).toEqual(['a']);
  const apart = parseSaved({ services: services('a', 'b'), targets });
  expect(apart.map(({ service, targets: own }) => [service, own.length])).toEqual([
    ['a', 0],
    ['b', 0],
    ['targets', 2],
  ]);
  expect(verdictOf(signsOf(apart[2]!))?.class).toBe('load-balancer-health-check');
});

test('a file of something else is refused, all of them at once', () => {
  const wrong = { file: 'x.json', text: '{"clusters":[]}' };
  expect(() => parseSaved({ services: wrong, tasks: { file: 'y.json', text: 'no' } })).toThrow(
    /x\.json[^]*services is not[^]*y\.json[^]*not JSON/,
  );
});
