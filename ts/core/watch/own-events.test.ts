import { aStoppedTask } from '../live/example.ts';
import { ownEvents, taskIdsIn } from './own-events.ts';

const ours = 'a'.repeat(32);
const theirs = 'b'.repeat(32);
const unhealthy = '(service web) (port 8080) is unhealthy in (target-group arn:web) due to (reason timeout)';

test.each([
  ['a shortage of capacity, which names nothing', '(service web) was unable to place a task.', true],
  ['its own deployment', '(service web) (deployment ecs-svc/1) deployment failed: tasks failed.', true],
  ['another deployment', '(service web) (deployment ecs-svc/9) deployment completed.', false],
  ['going back to another one', '(service web) rolling back to deployment ecs-svc/9.', false],
  ['a task of its own', `(service web) (task ${ours}) failed container health checks.`, true],
  ['a task of another one', `(service web) (task ${theirs}) failed container health checks.`, false],
  ['several, one of them its own', `(service web) has stopped: (task ${theirs}) (task ${ours}).`, true],
])('of what the service says: %s', (_, message, isOwn) => {
  const owner = { startedBy: 'ecs-svc/1', stoppedTasks: [aStoppedTask('', { id: ours })] };
  expect(ownEvents([{ at: 1, message }], owner)).toHaveLength(isOwn ? 1 : 0);
});

test('a failing target may be an old task’s, unless one of its own was stopped for that', () => {
  const crashed = { startedBy: 'ecs-svc/1', stoppedTasks: [aStoppedTask('Essential container exited')] };
  const failed = { startedBy: 'ecs-svc/1', stoppedTasks: [aStoppedTask('Task failed ELB health checks')] };
  const events = [{ at: 1, message: unhealthy }];
  expect(ownEvents(events, crashed)).toEqual([]);
  expect(ownEvents(events, failed)).toEqual(events);
});

test('while its own id is not known, no deployment that is named is its own', () => {
  const owner = { startedBy: undefined, stoppedTasks: [] };
  expect(ownEvents([{ at: 1, message: '(deployment ecs-svc/1) deployment failed' }], owner)).toEqual([]);
});

test('tasks are found by their ids', () => {
  expect(taskIdsIn(`has started 2 tasks: (task ${ours}) (task ${theirs}).`)).toEqual([ours, theirs]);
  expect(taskIdsIn('(task definition web:1) has 2 tasks')).toEqual([]);
});
