import { describe, expect, it } from '@jest/globals';
import { deploymentState, type DeploymentView } from './deployment-state.ts';

const entry = { primary: true, rolloutState: 'COMPLETED', running: 2, pending: 0, desired: 2 };
const done: DeploymentView = {
  serviceDeployment: { status: 'SUCCESSFUL', createdAt: 100 },
  entry,
  otherPrimary: null,
  runningBeside: 0,
  listedBefore: true,
};
const status = (text: string) => ({ status: text, createdAt: 100 });
const newer = { createdAt: 200, rolloutState: 'IN_PROGRESS' };
const older = { createdAt: 50, rolloutState: 'COMPLETED' };

describe('where a deployment stands', () => {
  it.each<[string, Partial<DeploymentView>, string]>([
    ['a finished one', {}, 'succeeded'],
    ['one behind a Classic Load Balancer', { entry: { ...entry, rolloutState: null } }, 'succeeded'],
    ['success while old tasks still run', { runningBeside: 1 }, 'inProgress'],
    ['success while the rollout goes on', { entry: { ...entry, rolloutState: 'IN_PROGRESS' } }, 'inProgress'],
    ['success, then a newer deployment', { entry: null, otherPrimary: newer }, 'replaced'],
    [
      'success, and a late answer that still shows the old primary',
      { entry: null, otherPrimary: older },
      'inProgress',
    ],
    ['success, and an answer that shows nothing', { entry: null }, 'inProgress'],
    [
      'a successful rollback to the same definition',
      { serviceDeployment: status('ROLLBACK_SUCCESSFUL') },
      'rolledBack',
    ],
    ['a failed rollback', { serviceDeployment: status('ROLLBACK_FAILED') }, 'failed'],
    ['a rollback under way', { serviceDeployment: status('ROLLBACK_IN_PROGRESS') }, 'inProgress'],
    ['a rollback asked for', { serviceDeployment: status('ROLLBACK_REQUESTED') }, 'inProgress'],
    ['a stop asked for', { serviceDeployment: status('STOP_REQUESTED') }, 'inProgress'],
    ['one that was stopped', { serviceDeployment: status('STOPPED') }, 'failed'],
    [
      'one that was stopped by a newer one',
      { serviceDeployment: status('STOPPED'), entry: { ...entry, primary: false }, otherPrimary: newer },
      'replaced',
    ],
    [
      'one that was stopped by another of the same moment',
      { serviceDeployment: status('STOPPED'), entry: null, otherPrimary: { ...newer, createdAt: 100 } },
      'replaced',
    ],
    ['one that waits', { serviceDeployment: status('PENDING') }, 'inProgress'],
    ['a status nobody knows yet', { serviceDeployment: status('SUCCESSFUL_MOSTLY') }, 'inProgress'],
  ])('%s', (_, changes, state) => {
    expect(deploymentState({ ...done, ...changes })).toBe(state);
  });

  describe('when there is no service deployment to be seen', () => {
    it.each<[string, Partial<DeploymentView>, string]>([
      ['completed', {}, 'succeeded'],
      ['completed while old tasks still run', { runningBeside: 2 }, 'inProgress'],
      ['under way', { entry: { ...entry, rolloutState: 'IN_PROGRESS' } }, 'inProgress'],
      ['in a state nobody knows yet', { entry: { ...entry, rolloutState: 'BAKING' } }, 'inProgress'],
      ['failed, without rollback', { entry: { ...entry, rolloutState: 'FAILED' } }, 'failed'],
      [
        'failed, the rollback under way',
        { entry: { ...entry, primary: false, rolloutState: 'FAILED' }, otherPrimary: newer },
        'inProgress',
      ],
      [
        'failed and rolled back',
        {
          entry: { ...entry, primary: false, rolloutState: 'FAILED' },
          otherPrimary: { createdAt: 200, rolloutState: 'COMPLETED' },
        },
        'rolledBack',
      ],
      [
        'draining behind a newer one',
        { entry: { ...entry, primary: false }, otherPrimary: newer },
        'replaced',
      ],
      ['not visible yet', { entry: null, listedBefore: false, otherPrimary: older }, 'inProgress'],
      ['gone', { entry: null, listedBefore: true, otherPrimary: newer }, 'replaced'],
    ])('%s', (_, changes, state) => {
      expect(deploymentState({ ...done, serviceDeployment: null, ...changes })).toBe(state);
    });
  });
});
