import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureIds } from '../../ts/core/diagnosis/class-ids.ts';
import { exitCodes } from '../../ts/core/errors/problem.ts';
import { checkout } from '../program/built-program.ts';
import { commandsOf, fencedBlocks } from '../program/fenced-blocks.ts';
import { Scene } from './scene.ts';
import { textOf } from './pages.ts';

/**
 * The pages of docs/tasks, typed: every command of them is run, in one story of a team, and what they say one sees was seen. Ids of
 * promotions and plans, digests and times are compared by their shape.
 */
const names = [
  'promote',
  'roll-back',
  'freeze',
  'hot-fix',
  'when-it-is-red',
  'add-an-environment',
  'add-a-service',
];
const pageOf = (name: string) => `docs/tasks/${name}.md`;

/** What was printed for each page, and the commands of it that were not typed yet. */
const printed = new Map(names.map((name) => [name, textOf('docs/errors.md')]));
const untyped = new Map(names.map((name) => [name, [...commandsOf(pageOf(name))]]));

let scene: Scene;
const errors: { readonly name: string; readonly command: string; readonly code: string }[] = [];

/** Types the next commands of a page. */
async function type(name: string, count: number, cwd?: string): Promise<void> {
  for (const command of untyped.get(name)?.splice(0, count) ?? []) {
    const text = await scene.type(command, cwd);
    saw(name, text);
    errors.push(
      ...[...text.matchAll(/^error ([a-z-]+)/gm)].map(([, code = '']) => ({ name, command, code })),
    );
  }
}

function saw(name: string, text: string): void {
  printed.set(name, `${printed.get(name) ?? ''}\n${text}`);
}

function configureAs(name: string): void {
  scene.configure(fencedBlocks(pageOf(name), 'yaml')[0] ?? '');
}

beforeAll(async () => {
  scene = await Scene.start();
  const { emulator } = scene.stage;
  configureAs('hot-fix');
  await scene.build('service1', 1, 'Fix the rounding of GST');
  await scene.build('service2', 2, 'Say when the kitchen closes');
  await scene.build('service3', 3, 'Print the menu in two columns');
  await scene.upTo('live');

  await scene.build('service2', 4, 'Read the opening hours from the database');
  const second = await scene.upTo('staging');
  await type('promote', 2);
  const live = await scene.toLive(second);
  saw('promote', `${live.call.stderr}${live.call.stdout}`);

  await type('roll-back', 3);
  configureAs('add-an-environment');
  await type('add-an-environment', 2);
  configureAs('add-a-service');
  await type('add-a-service', 2);
  configureAs('hot-fix');

  await scene.build('service2', 5, 'Count each order once');
  const third = await scene.upTo('test');
  await type('hot-fix', 2);
  await type('freeze', 4);
  configureAs('freeze');
  await type('freeze', 2);
  configureAs('hot-fix');

  const red = 'when-it-is-red';
  const where = { cluster: 'appcluster-live', repository: 'service2', tag: '43' };
  emulator.faults.add({ kind: 'crashLoop', ...where });
  const failed = await scene.toLive(await scene.toStaging(third));
  saw(red, `${failed.call.stderr}${failed.call.stdout}`);
  await type(red, 1);
  await type(red, 1, join(failed.workspace, 'output', 'evidence', 'service2'));
  await type(red, 1);
  const restart = ['restart', '--environment', 'test', '--reason', 'new password', '--by', 'anna'];
  const stopped = await scene.interrupt(restart, 'DescribeServiceDeployments', 3);
  saw(red, `${stopped.stderr}exit code ${stopped.code ?? 'none'}`);
  await type(red, 3);
}, 300_000);

afterAll(() => scene.close());

test('every page of a task is played, and every command of it was typed', () => {
  expect(readdirSync(join(checkout, 'docs/tasks')).sort()).toEqual(names.map((name) => `${name}.md`).sort());
  expect([...untyped.values()].flat()).toEqual([]);
});

test('a command ends with an error only where its page shows that', () => {
  expect(errors.filter(({ name, code }) => !textOf(pageOf(name)).includes(`\nerror ${code}\n`))).toEqual([]);
});

test.each(names)('%s shows what was seen', (name) => {
  const seen = shape(printed.get(name) ?? '')
    .split('\n')
    .map((line) => line.trim());
  const blocks = [...textOf(pageOf(name)).matchAll(/^( *)```text\n([^]*?)^ *```$/gm)].map(
    ([, , block = '']) => block,
  );
  expect(blocks.length).toBeGreaterThan(0);
  for (const part of blocks.flatMap(partsOf)) expect(found(part, seen)).toEqual(part);
});

test('when it is red, every exit code and every verdict has its row', () => {
  const text = textOf(pageOf('when-it-is-red'));
  const rows = [...text.matchAll(/^\| (\d+)\b/gm)].map(([, code]) => Number(code));
  expect(new Set(rows)).toEqual(new Set([0, ...Object.values(exitCodes)]));
  expect(failureIds.filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
});

test.each(names)('%s says when, what can go wrong, and how to undo it, on about one screen', (name) => {
  const text = textOf(pageOf(name));
  expect(text).toMatch(/^# .+\n\n\*\*When:\*\* /);
  if (name === 'when-it-is-red') expect(text).toContain('\n## The first two minutes\n');
  else expect(text).toContain('\n## What can go wrong\n');
  expect(text).toContain('\n## To undo it\n');
});

/** The parts of a block between lines of dots, each as lines that are printed one behind the other. */
function partsOf(block: string): readonly (readonly string[])[] {
  return shape(block)
    .split(/^ *…$/m)
    .map((part) =>
      part
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    );
}

/** What was printed where a part was expected: as long as it, from the same first line; the part itself, if it was printed anywhere. */
function found(lines: readonly string[], seen: readonly string[]): readonly string[] {
  const starts = seen.flatMap((line, at) => (line === lines[0] ? [at] : []));
  const there = starts.map((start) => seen.slice(start, start + lines.length));
  return there.find((each) => each.every((line, at) => line === lines[at])) ?? there.at(-1) ?? [];
}

function shape(text: string): string {
  return text
    .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, 'ULID')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'MINUTE')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replaceAll(/sha256:[0-9a-f]+/g, 'DIGEST');
}
