import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { vars } from './catalogue.ts';
import { argumentsOf } from './var.ts';

const folder = join(__dirname, '..', '..', '..', 'vars');
const source = (name: string) => readFileSync(join(folder, `${name}.groovy`), 'utf8');
const names = vars.map(({ name }) => name);

test('each var that people call is defined, and the rest serve these', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.groovy'));
  const called = files.map((file) => file.replace('.groovy', '')).filter((name) => !/^ecsPromote./.test(name));
  expect(called.sort()).toEqual([...names].sort());
});

test.each(names)('%s checks its arguments first', (name) => {
  const [, firstStatement] = /call\(Map args.*\{\n\s+(.*)\n/.exec(source(name)) ?? [];
  expect(firstStatement).toBe(`ecsPromoteCheck('${name}', args)`);
});

test.each(vars.map((one) => [one.name, one] as const))('%s reads no argument that it refuses', (name, one) => {
  const read = [...source(name).matchAll(/\bargs\.(\w+)\b(?!\()/g)].map(([, argument]) => argument);
  const known = argumentsOf(one).map((argument) => argument.name);
  expect(read.filter((argument) => argument === undefined || !known.includes(argument))).toEqual([]);
});

test.each(vars.map((one) => [one.name, one] as const))('%s says what each argument is, once', (_, one) => {
  const known = argumentsOf(one);
  expect(new Set(known.map(({ name }) => name)).size).toBe(known.length);
  expect(known.filter(({ about }) => about === '')).toEqual([]);
});

test('a script that runs is constant: nothing is put into it', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.groovy'))) {
    const scripts = [...source(file.replace('.groovy', '')).matchAll(/script: *(.*?)(, |\))/g)].map(
      ([, text]) => text,
    );
    expect(scripts.filter((text) => text?.includes('"${') ?? false)).toEqual([]);
  }
  expect(source('ecsPromoteExec').match(/\bsh\(/g)).toHaveLength(1);
});
