import { aProgress, aStoppedTask } from '../core/live/example.ts';
import type { DeploymentProgress } from '../core/live/live.ts';
import { ecsErrors } from '../core/errors/catalogue/ecs.ts';
import type { Services, StartedDeployment } from '../ports/services.ts';
import { deploymentEnds, failuresOf } from './deployment-ends.ts';
import { follow, type Course } from './follow.ts';

const web: StartedDeployment = {
  ecsService: 'web',
  taskDefinition: 'web:2',
  deploymentId: 'ecs-svc/1',
  adopted: false,
};
const notFound = aStoppedTask(
  'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref app:1: app:1: not found',
);

/** What the deployment of `web` shows at each look, the last over and over; each look costs so many requests. */
function world(
  looks: readonly Partial<DeploymentProgress>[],
  { cost = 4, refusal = undefined as Error | undefined, log = [] as readonly string[] } = {},
) {
  let now = 0;
  let looked = 0;
  const stops: string[] = [];
  const lines: string[] = [];
  const lookedAt: number[] = [];
  const services = {
    get requestsSent() {
      return looked * cost;
    },
    progress: () => {
      lookedAt.push(now);
      looked += 1;
      return Promise.resolve([aProgress(looks[Math.min(looked, looks.length) - 1])]);
    },
    stop: (_: StartedDeployment, how: string) => {
      stops.push(how);
      return refusal ? Promise.reject(refusal) : Promise.resolve();
    },
    answer: () => Promise.resolve(),
  } as unknown as Services;
  const tools = {
    services,
    witness: {
      gather: () => Promise.resolve([]),
      keep: () => Promise.resolve({}),
      logTail: () => Promise.resolve(log),
    },
    clock: { now: () => now, sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)) },
    report: { line: (text: string) => void lines.push(text) },
    interrupted: new AbortController().signal,
  };
  let begun = false;
  const course = (differing: Partial<Course> = {}): Course => ({
    begin: () => {
      const first = begun ? [] : [web];
      begun = true;
      return Promise.resolve(first);
    },
    answer: () => Promise.resolve(null),
    giveUp: 'rollback',
    deadline: 600_000,
    ...differing,
  });
  return { tools, course, stops, lines, lookedAt };
}

const endsOf = (followed: Awaited<ReturnType<typeof follow>>) =>
  deploymentEnds(followed, (ecsService) => ecsService);

test('what cannot come to a good end is stopped, and its end is waited for', async () => {
  const { tools, course, stops, lines } = world([
    {},
    { stoppedTasks: [notFound] },
    { stoppedTasks: [notFound], status: 'ROLLBACK_IN_PROGRESS', reason: 'StopServiceDeployment' },
    { stoppedTasks: [notFound], state: 'rolledBack', reason: 'StopServiceDeployment' },
  ]);
  const ends = endsOf(await follow(course(), tools));
  expect(stops).toEqual(['rollback']);
  expect(ends).toMatchObject([{ state: 'stopped', verdict: { class: 'image-missing' } }]);
  expect(failuresOf(ends)[0]).toMatch(
    /^web was stopped: one of its tasks ended with image-missing \([^;]*not found\)$/,
  );
  expect(lines.slice(lines.findIndex((line) => line.includes('stopping')))).toEqual([
    '  web  stopping the deployment: one of its tasks ended with image-missing',
    '  web  rolled back by ECS',
  ]);
});

test('its end is not waited for without end', async () => {
  const { tools, course, lookedAt } = world([{ stoppedTasks: [notFound] }]);
  expect(endsOf(await follow(course(), tools))[0]?.state).toBe('stopped');
  expect(lookedAt.at(-1)).toBeLessThan(310_000);
});

test('one that AWS does not let be stopped has failed, and both are said', async () => {
  const refusal = ecsErrors.serviceNotFound.error({ cluster: 'live', ecsService: 'web', status: 'X' });
  const { tools, course } = world([{ stoppedTasks: [notFound] }], { refusal });
  const ends = endsOf(await follow(course(), tools));
  expect(ends[0]?.state).toBe('failed');
  expect(failuresOf(ends)[0]).toMatch(/image-missing.*it could not be stopped: /);
});

test('a bug in stopping is no refusal', async () => {
  const { tools, course } = world([{ stoppedTasks: [notFound] }], { refusal: new Error('bug') });
  await expect(follow(course(), tools)).rejects.toThrow('bug');
});

test('what goes back is never stopped, and has all the time there is', async () => {
  const { tools, course, stops, lookedAt } = world([{ stoppedTasks: [notFound] }]);
  const ends = endsOf(await follow(course({ giveUp: 'never' }), tools));
  expect([ends[0]?.state, stops]).toEqual(['unfinished', []]);
  expect(lookedAt.at(-1)).toBeGreaterThanOrEqual(600_000);
});

test('at the deadline it is stopped for not having come to an end', async () => {
  const { tools, course, stops } = world([{}]);
  const [failure] = failuresOf(endsOf(await follow(course(), tools)));
  expect(failure).toBe('web was stopped: it was not done by the deadline');
  expect(stops).toEqual(['rollback']);
});

test('whoever waits for a person is not late', async () => {
  const pause = { stage: 'POST_TEST_TRAFFIC_SHIFT', hookId: 'h', deadline: 9_000_000 };
  const { tools, course, stops } = world([{ pause }]);
  const followed = await follow(course({ deadline: 1 }), tools);
  expect([followed.waits, stops]).toEqual([true, []]);
});

test('while it is quiet nothing is printed, and it is looked at less often', async () => {
  const { tools, course, lines, lookedAt } = world([{}]);
  await follow(course({ giveUp: 'never', deadline: 60_000 }), tools);
  expect(lines).toEqual(['  web  moving: 0 of 2 running']);
  expect(lookedAt.slice(0, 6)).toEqual([0, 2_000, 5_000, 9_500, 16_250, 24_250]);
});

test('a long wait says every few minutes how long it is at most, for whom and why', async () => {
  const event =
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 47d5cb9a) has insufficient CPU units available.';
  const { tools, course, lines } = world([{}, { events: [{ at: 0, message: event }] }]);
  await follow(course({ deadline: 30 * 60_000 }), tools);
  const waits = lines.filter((line) => line.includes('still waiting'));
  expect(waits[0]).toBe(
    '  still waiting, 25 minutes are left until the deadline: web (no-capacity-cpu; moving: 0 of 2 running)',
  );
  expect(waits).toHaveLength(5);
});

test('of tasks that stop alike the first is told, and then when they are twice as many', async () => {
  const looks = [1, 2, 3, 4, 5].map((count) => ({
    running: count,
    stoppedTasks: Array.from({ length: count }, () => notFound),
  }));
  const { tools, course, lines } = world(looks);
  await follow(course({ giveUp: 'never', deadline: 60_000 }), tools);
  expect(lines.flatMap((line) => /stopped: (\d) ×/.exec(line)?.[1] ?? [])).toEqual(['1', '2', '4']);
});

test('the same cause in other words is no news', async () => {
  const asked = { status: 'ROLLBACK_REQUESTED', reason: null };
  const told = { status: 'ROLLBACK_IN_PROGRESS', reason: 'Stopped by a StopServiceDeployment request.' };
  const { tools, course, lines } = world([asked, told]);
  await follow(course({ giveUp: 'never', deadline: 60_000 }), tools);
  expect(lines.filter((line) => line.includes('verdict: '))).toEqual([
    '  web  verdict: stopped-by-user (certain): StopServiceDeployment: ROLLBACK_REQUESTED',
  ]);
});

test('digests are printed as far as people compare them', async () => {
  const digest = `sha256:${'309db4ffd952'.padEnd(64, '0')}`;
  const missing = aStoppedTask(`CannotPullContainerError: manifest for app@${digest} not found`);
  const { tools, course, lines } = world([{ stoppedTasks: [missing] }]);
  await follow(course({ giveUp: 'never', deadline: 60_000 }), tools);
  expect(lines.join('\n')).toContain('app@sha256:309db4ffd952… not found');
  expect(lines.join('\n')).not.toContain(digest);
});

test('looks that the budget cannot bear are rarer, and that is said once', async () => {
  const { tools, course, lines } = world([{}], { cost: 40 });
  await follow(course({ giveUp: 'never' }), tools);
  expect(lines.filter((line) => line.includes('One look takes 40 requests'))).toHaveLength(1);
});

test('the log of a container that ended by itself is printed once and may name another cause', async () => {
  const crash = aStoppedTask('Essential container in task exited', {
    exitCode: 255,
    stopCode: 'EssentialContainerExited',
  });
  const log = ['exec /app/start: exec format error\u0007'];
  const { tools, course, lines } = world([{ stoppedTasks: [crash] }, { stoppedTasks: [crash], running: 1 }], {
    log,
  });
  const ends = endsOf(await follow(course({ deadline: 60_000 }), tools));
  expect(lines.filter((line) => line.includes('log: '))).toEqual([
    '  web  log: exec /app/start: exec format error ',
  ]);
  expect(ends[0]?.verdict?.class).toBe('wrong-architecture');
  expect(failuresOf(ends)[0]).toContain('wrong-architecture (');
});
