import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { definitionOf, steps as catalogue } from './catalogue.ts';
import { membersOf } from './members.ts';

const steps = Promise.all(catalogue.map(definitionOf));

test('each step is listed under its own name', async () => {
  expect((await steps).map(({ name }) => name)).toEqual(catalogue.map(({ name }) => name));
});

test('each step has a module that runs it', async () => {
  const missing = (await steps)
    .map(({ name }) => join(__dirname, '..', 'cli', 'run', `${name.replaceAll(' ', '-')}.ts`))
    .filter((file) => !existsSync(file));
  expect(missing).toEqual([]);
});

test('each member says what it is, and a word without a flag fits the member it goes to', async () => {
  for (const step of await steps) {
    const members = membersOf(step);
    expect(members.filter(({ about }) => about === '').map(({ name }) => `${step.name} ${name}`)).toEqual([]);
    expect(members.filter(({ positional }) => positional)).toHaveLength(step.positional ? 1 : 0);
  }
});

test('each summary is a sentence without its full stop, and each example is a call of the step', async () => {
  for (const { name, summary, examples } of await steps) {
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    for (const { command } of examples) expect(command).toContain(`ecs-promote ${name}`);
  }
});
