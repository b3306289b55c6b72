import { aProgress, aStoppedTask } from '../live/example.ts';
import type { DeploymentProgress, StoppedTask } from '../live/live.ts';
import { alarmAtDeadline, alarmOf } from './alarm.ts';

/** `count` tasks that ran for so many seconds each. */
function tasks(count: number, reason: string, exitCode?: number): readonly StoppedTask[] {
  return Array.from({ length: count }, (_, index) =>
    aStoppedTask(reason, {
      id: String(index),
      ...(exitCode !== undefined && { exitCode, stopCode: 'EssentialContainerExited' }),
    }),
  );
}
const crashes = (count: number) => tasks(count, 'Essential container in task exited', 1);
const notFound = (count: number) =>
  tasks(
    count,
    'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref app:1: app:1: not found',
  );
const event = (message: string) => [{ at: 0, message: `(service web) ${message}` }];

const role =
  "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/app' that was provided for this task.).";
const cpu =
  'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 47d5cb9a) has insufficient CPU units available.';

type Case = readonly [string, Partial<DeploymentProgress>, string | null];
test.each<Case>([
  ['nothing went wrong', {}, null],
  ['an image is missing: at once', { stoppedTasks: notFound(1), pending: 1 }, 'image-missing'],
  ['a task crashed once', { stoppedTasks: crashes(1) }, null],
  ['a task crashed twice', { stoppedTasks: crashes(2) }, null],
  ['three tasks crashed and none runs', { stoppedTasks: crashes(3) }, 'exit-code'],
  [
    'three tasks failed, each in another way',
    {
      stoppedTasks: [
        ...crashes(1),
        ...tasks(1, 'OutOfMemoryError: Container killed due to memory usage'),
        ...tasks(1, 'Task failed container health checks'),
      ],
    },
    null,
  ],
  ['there is no room: only at the deadline', { events: event(cpu) }, null],
  ['the role cannot be assumed, so no task is even launched', { events: event(role) }, 'role-not-assumable'],
  ['the same while another task starts', { events: event(role), pending: 1 }, null],
  ['an alarm went off, whatever runs', { alarms: ['web-5xx'], running: 2 }, 'alarm-rollback'],
  ['a hook failed', { failedHooks: ['POST_SCALE_UP check FAILED'], running: 2 }, 'hook-failed'],
  ['spot tasks were taken away', { stoppedTasks: tasks(9, 'Your Spot Task was interrupted.') }, null],
  ['somebody stopped tasks', { stoppedTasks: tasks(4, 'Task stopped by user') }, null],
  [
    'tasks were scaled in',
    { stoppedTasks: tasks(9, 'Scaling activity initiated by (deployment ecs-svc/1)') },
    null,
  ],
  ['what failed was only guessed', { stoppedTasks: tasks(9, 'something went wrong') }, null],
  ['the service was scaled to nothing meanwhile', { stoppedTasks: crashes(5), desired: 0 }, null],
])('%s', (_, differing, expected) => {
  expect(alarmOf(aProgress(differing))?.verdict?.class ?? null).toBe(expected);
});

describe('tasks that run speak for the deployment', () => {
  test.each<Case>([
    ['one could not pull, another runs', { stoppedTasks: notFound(1), running: 1 }, null],
    ['three crashed, others run', { stoppedTasks: crashes(3), running: 7, desired: 10 }, null],
    ['as many crashed as are wanted', { stoppedTasks: crashes(10), running: 1, desired: 10 }, null],
    ['more crashed than are wanted', { stoppedTasks: crashes(11), running: 1, desired: 10 }, 'exit-code'],
    ['of a small service twice three', { stoppedTasks: crashes(6), running: 1, desired: 1 }, 'exit-code'],
    ['and not less', { stoppedTasks: crashes(5), running: 1, desired: 1 }, null],
  ])('%s', (_, differing, expected) => {
    expect(alarmOf(aProgress(differing))?.verdict?.class ?? null).toBe(expected);
  });
});

test.each([
  { state: 'inProgress', status: 'ROLLBACK_IN_PROGRESS' },
  { state: 'inProgress', status: 'STOP_REQUESTED' },
  { state: 'succeeded', status: 'SUCCESSFUL' },
  { state: 'rolledBack', status: 'ROLLBACK_SUCCESSFUL' },
] as const)('what is $status needs nobody to stop it', (as) => {
  expect(alarmOf(aProgress({ ...as, stoppedTasks: notFound(3) }))).toBeNull();
});

test('it says what it counted', () => {
  expect(alarmOf(aProgress({ stoppedTasks: crashes(3) }))?.because).toBe(
    '3 of its tasks ended with exit-code',
  );
});

test('at the deadline it says what was seen, if anything was', () => {
  expect(alarmAtDeadline(aProgress(), null).because).toBe('it was not done by the deadline');
});
