import { build } from '../release/example.ts';
import { planted, runsWith } from './example.ts';
import { taskDefinitionChange } from './task-definition.ts';

const before = runsWith('service1', build(90), 7, {
  environment: { LOG_LEVEL: planted.before, OLD_FLAG: 'x', SAME: 'x' },
  secrets: { DB_PASSWORD: `${planted.secret}/1`, OLD_KEY: planted.secret },
  beside: { COLOUR: planted.before },
});
const after = runsWith('service1', build(92), 9, {
  environment: { LOG_LEVEL: planted.after, NEW_FLAG: planted.after, SAME: 'x' },
  secrets: { DB_PASSWORD: `${planted.secret}/2`, NEW_KEY: planted.secret },
  beside: { COLOUR: planted.after },
  members: { memory: 512, command: [planted.command] },
});

test('fields by their paths, variables and secrets by their names, and no value of any', () => {
  const change = taskDefinitionChange(before, after);
  expect(change).toEqual({
    from: 'service1:7',
    to: 'service1:9',
    container: 'service1',
    fields: ['containerDefinitions[service1].command', 'containerDefinitions[service1].memory'],
    environment: [
      { container: 'service1', name: 'LOG_LEVEL', change: 'changed' },
      { container: 'service1', name: 'NEW_FLAG', change: 'added' },
      { container: 'service1', name: 'OLD_FLAG', change: 'removed' },
      { container: 'sidecar', name: 'COLOUR', change: 'changed' },
    ],
    secrets: [
      { container: 'service1', name: 'DB_PASSWORD', change: 'changed' },
      { container: 'service1', name: 'NEW_KEY', change: 'added' },
      { container: 'service1', name: 'OLD_KEY', change: 'removed' },
    ],
  });
  expect(JSON.stringify(change)).not.toContain('planted');
});

test('another revision that runs the same is no change, nor is another image', () => {
  expect(taskDefinitionChange(before, before)).toBeNull();
  const other = runsWith('service1', build(92), 9);
  expect(taskDefinitionChange(runsWith('service1', build(90), 7), other)).toBeNull();
});

test('the image of another container is a field like any other', () => {
  const plain = runsWith('service1', build(90), 7);
  const moved = { ...plain, container: 'sidecar' };
  expect(
    taskDefinitionChange(moved, { ...runsWith('service1', build(92), 9), container: 'sidecar' })?.fields,
  ).toEqual(['containerDefinitions[service1].image']);
});

test('a container that only one side has is told with its variables', () => {
  const { taskDefinition } = before;
  const alone = {
    ...before,
    taskDefinition: {
      ...taskDefinition,
      definition: {
        ...taskDefinition.definition,
        containerDefinitions: (taskDefinition.definition['containerDefinitions'] as readonly unknown[]).slice(
          0,
          1,
        ),
      },
    },
  };
  expect(taskDefinitionChange(alone, before)).toMatchObject({
    fields: ['containerDefinitions[sidecar]'],
    environment: [{ container: 'sidecar', name: 'COLOUR', change: 'added' }],
    secrets: [],
  });
});
