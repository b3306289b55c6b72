import { stopReasons } from './tell.ts';

const stopped = (id: string, stoppedReason: string) => ({
  taskArn: `arn:aws:ecs:eu-west-1:123456789012:task/live/${id}`,
  stopCode: 'TaskFailedToStart',
  stoppedReason,
  containers: [],
  startedAt: null,
  stoppedAt: null,
  isOver: true,
});

test('reasons that differ only in the task they name are counted as one, the most frequent first', () => {
  const refused = (id: string) => `User: arn:aws:sts::123456789012:assumed-role/exec/${id} is not authorized`;
  expect(
    stopReasons([
      stopped('0a', 'Task failed to start.'),
      stopped('1b', refused('1b')),
      stopped('2c', refused('2c')),
    ]),
  ).toEqual([
    '2 × User: arn:aws:sts::123456789012:assumed-role/exec/(task) is not authorized',
    '1 × Task failed to start',
  ]);
});

test('the exit code of a container is a reason where it ended by itself, and none where ECS ended it', () => {
  const ended = (stopCode: string, exitCode: number) => ({
    ...stopped('0a', 'Stopped.'),
    stopCode,
    containers: [{ name: 'web', exitCode, reason: null }],
  });
  expect(stopReasons([ended('EssentialContainerExited', 137)])).toEqual(['1 × Stopped (web: exit code 137)']);
  expect(stopReasons([ended('ServiceSchedulerInitiated', 137)])).toEqual(['1 × Stopped']);
  expect(stopReasons([ended('ServiceSchedulerInitiated', 139)])).toEqual([
    '1 × Stopped (web: exit code 139)',
  ]);
});
