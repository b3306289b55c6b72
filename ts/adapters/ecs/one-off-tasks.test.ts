import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { OneOffTask } from '../../ports/one-off-tasks.ts';
import { ecsOneOffTasks } from './one-off-tasks.ts';
import { scriptedEcs, type Script, type ScriptedEcs } from './scripted-ecs.ts';

let ecs: ScriptedEcs;
afterEach(() => ecs.close());

const taskArn = 'arn:aws:ecs:ap-southeast-2:123456789012:task/appcluster-live/abc';
const wanted: OneOffTask = {
  ecsService: 'service1',
  taskDefinition: 'service1:42',
  container: 'web',
  command: ['bin/check'],
  token: 't'.repeat(64),
  startedBy: 'ecs-promote/01KB0Z3N7V8Q2M4S6T8W0Y2A4C',
};
const network = {
  awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
};

async function tasks(script: Script) {
  ecs = await scriptedEcs(script);
  return ecsOneOffTasks(ecs.access, new CloudWatchLogsClient({ region: 'ap-southeast-2' }));
}
const service = (members: object): Script => ({
  DescribeServices: () => ({ services: [{ serviceName: 'service1', status: 'ACTIVE', ...members }] }),
});
const asked = () => ecs.calls.find(({ operation }) => operation === 'RunTask')?.input;

test.each([
  [
    'launch type, network and platform version',
    { launchType: 'FARGATE', networkConfiguration: network, platformVersion: '1.4.0' },
    { launchType: 'FARGATE', networkConfiguration: network, platformVersion: '1.4.0' },
  ],
  [
    'capacity providers, without the launch type that RunTask refuses beside them',
    { launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] },
    { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] },
  ],
  ['nothing where the cluster’s default decides', { capacityProviderStrategy: [] }, {}],
])('a task gets of its service: %s', async (_, of, expected) => {
  const oneOff = await tasks({
    ...service(of),
    RunTask: () => ({ tasks: [{ taskArn, taskDefinitionArn: 'service1:42' }] }),
  });
  expect(await oneOff.start(wanted)).toEqual({ taskArn, taskDefinition: 'service1:42' });
  expect(asked()).toEqual({
    cluster: 'appcluster-live',
    taskDefinition: 'service1:42',
    count: 1,
    clientToken: wanted.token,
    startedBy: wanted.startedBy,
    overrides: { containerOverrides: [{ name: 'web', command: ['bin/check'] }] },
    ...expected,
  });
});

test('a task for which there is no place is told in ECS’s words', async () => {
  const oneOff = await tasks({
    ...service({}),
    RunTask: () => ({ failures: [{ reason: 'RESOURCE:MEMORY', detail: 'no instance' }] }),
  });
  expect(await oneOff.start(wanted)).toEqual({ refused: 'RESOURCE:MEMORY: no instance' });
});

test('an answer with neither task nor failure is an error', async () => {
  const oneOff = await tasks({ ...service({}), RunTask: () => ({}) });
  await expect(oneOff.start(wanted)).rejects.toMatchObject({ problems: [{ code: 'ecs-answer-incomplete' }] });
});

test.each([
  ['not there yet', [], { state: 'underWay' }],
  ['running', [{ taskArn, lastStatus: 'RUNNING' }], { state: 'underWay' }],
  [
    'ended with its exit code',
    [
      {
        taskArn,
        lastStatus: 'STOPPED',
        stoppedReason: 'Essential container in task exited',
        containers: [{ name: 'web', exitCode: 3 }],
      },
    ],
    { state: 'ended', exitCode: 3, reason: 'Essential container in task exited' },
  ],
  [
    'stopped before its container ran',
    [
      {
        taskArn,
        lastStatus: 'STOPPED',
        stoppedReason: 'CannotPullContainerError: x',
        containers: [{ name: 'web', reason: 'CannotPullContainerError: x' }],
      },
    ],
    { state: 'ended', exitCode: null, reason: 'CannotPullContainerError: x' },
  ],
  [
    'ended without that container',
    [{ taskArn, lastStatus: 'STOPPED', containers: [{ name: 'other', exitCode: 0 }] }],
    { state: 'ended', exitCode: null, reason: null },
  ],
])('a task that is %s', async (_, described, expected) => {
  const oneOff = await tasks({ DescribeTasks: () => ({ tasks: described }) });
  expect(await oneOff.look(taskArn, 'web')).toEqual(expected);
});
