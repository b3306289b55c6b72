import { codeDeployState, type CodeDeployView } from './code-deploy-state.ts';

const wanted = { runsIt: true, createdAt: 20, running: 2, desired: 2 };
const other = { ...wanted, runsIt: false };
const brings = (status: string) => ({ status, createdAt: 10, bringsIt: true });
const isUndone = (status: string) => ({ status, createdAt: 10, bringsIt: false });
const state = (view: Partial<CodeDeployView>) =>
  codeDeployState({ deployment: brings('InProgress'), rollback: null, primary: other, leaving: 0, ...view });

test.each(['Created', 'Queued', 'InProgress', 'Baking', 'Ready', 'SomethingNew'])(
  '%s is no end',
  (status) => {
    expect(state({ deployment: brings(status), primary: wanted })).toBe('inProgress');
  },
);

test.each<[string, Partial<CodeDeployView>, string]>([
  ['and the primary task set runs it', { primary: wanted }, 'succeeded'],
  ['and tasks of the original still run', { primary: wanted, leaving: 1 }, 'inProgress'],
  ['and tasks are missing', { primary: { ...wanted, running: 1 } }, 'inProgress'],
  ['and a newer task set took its place', { primary: other }, 'replaced'],
  ['and an old answer shows the original', { primary: { ...other, createdAt: 5 } }, 'inProgress'],
])('Succeeded, %s', (_, view, expected) => {
  expect(state({ deployment: brings('Succeeded'), ...view })).toBe(expected);
});

test.each<[string | null, string]>([
  [null, 'failed'],
  ['InProgress', 'inProgress'],
  ['Succeeded', 'rolledBack'],
  ['Failed', 'failed'],
])('stopped or failed, with a rollback that is %s, is %s', (rollback, expected) => {
  for (const status of ['Stopped', 'Failed']) {
    // Also where both task definitions are the same.
    expect(state({ deployment: brings(status), rollback, primary: wanted })).toBe(expected);
  }
});

describe('what is followed until it is undone', () => {
  test.each<[string, string | null, CodeDeployView['primary'], string]>([
    ['InProgress', null, other, 'inProgress'],
    ['Stopped', 'InProgress', wanted, 'inProgress'],
    ['Stopped', 'Succeeded', wanted, 'succeeded'],
    ['Stopped', 'Succeeded', other, 'failed'],
    ['Stopped', 'Failed', other, 'failed'],
    ['Stopped', null, wanted, 'succeeded'],
    ['Succeeded', null, other, 'failed'],
  ])('%s with rollback %s', (status, rollback, primary, expected) => {
    expect(state({ deployment: isUndone(status), rollback, primary })).toBe(expected);
  });

  test('is not over while its own tasks go', () => {
    const view = { deployment: isUndone('Stopped'), rollback: 'Succeeded', primary: wanted };
    expect(state({ ...view, leaving: 2 })).toBe('inProgress');
  });
});

test('what the service was created with is there or is replaced', () => {
  expect(state({ deployment: null, primary: wanted })).toBe('succeeded');
  expect(state({ deployment: null, primary: other })).toBe('replaced');
});
