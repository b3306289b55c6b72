import { readOptions } from './options.ts';
import { readRequest, stackFolders } from './request.ts';

test('a command, a stack and a region are read, and output takes names', () => {
  expect(readRequest(['apply', 'app', 'eu'])).toMatchObject({
    command: 'apply',
    name: { stack: 'app', region: 'eu' },
  });
  expect(readRequest(['plan', 'global'])).toMatchObject({ name: { stack: 'global', region: null } });
  expect(readRequest(['output', 'app', 'eu', 'alb'])).toMatchObject({ more: ['alb'] });
});

test.each([
  [[], 'orchestrate-words', ''],
  [['plan'], 'orchestrate-words', ''],
  [['aply', 'app'], 'orchestrate-command', 'Did you mean "apply"?'],
  [['import', 'app'], 'orchestrate-command', ''],
  [['apply', 'app', 'eu', 'more'], 'orchestrate-extra-word', 'more'],
])('%j is refused', (words, code, text) => {
  const read = readRequest(words);
  expect(read).toMatchObject({ ok: false, problems: [{ code, what: expect.stringContaining(text) }] });
});

const folders = {
  src: ['app', 'global', 'modules'],
  config: { eu: ['app'], us: ['app'], global: [] },
};

test.each([
  [{ stack: 'app', region: 'eu' }, 'config/eu/app'],
  [{ stack: 'global', region: null }, 'config/global'],
])('%j is there', (name, config) => {
  expect(stackFolders(name, folders)).toMatchObject({ ok: true, folders: { config } });
});

test.each([
  ['app-live', 'src/app'],
  ['app-blue-live', 'src/app-blue'],
  ['app-own', 'src/app-own'],
])('%s, which has settings of its own, is of %s', (stack, source) => {
  const shared = { src: ['app', 'app-blue', 'app-own', 'modules'], config: { eu: [stack] } };
  expect(stackFolders({ stack, region: 'eu' }, shared)).toEqual({
    ok: true,
    folders: { source, config: `config/eu/${stack}` },
  });
});

test.each([
  [{ stack: 'app-live', region: 'eu' }, 'orchestrate-config', ''],
  [{ stack: 'modules-live', region: 'eu' }, 'orchestrate-stack', ''],
  [{ stack: 'ap', region: 'eu' }, 'orchestrate-stack', 'Did you mean "app"?'],
  [{ stack: 'modules', region: null }, 'orchestrate-stack', ''],
  [{ stack: 'app', region: null }, 'orchestrate-config', 'config/eu/app, config/us/app'],
  [{ stack: 'app', region: 'ap' }, 'orchestrate-config', 'config/eu/app'],
  [{ stack: 'global', region: 'eu' }, 'orchestrate-config', 'config/global'],
  [{ stack: '../app', region: null }, 'orchestrate-stack', ''],
  [{ stack: 'app', region: '..' }, 'orchestrate-config', ''],
])('%j is not there', (name, code, text) => {
  const found = stackFolders(name, folders);
  if (found.ok) throw new Error('it was found');
  expect(found.problems).toEqual([expect.objectContaining({ code })]);
  expect(JSON.stringify(found.problems)).toContain(JSON.stringify(text).slice(1, -1));
});

const absolute = (path: string) => `/cwd/${path}`;

test.each([
  [['-var', 'a=b=c'], ['-var=a=b=c']],
  [['-var=a=b'], ['-var=a=b']],
  [['--var', 'a='], ['-var=a=']],
  [['-var', 'a=1\n2 "\'$x'], ['-var=a=1\n2 "\'$x']],
  [['-var-file', 'x.tfvars'], ['-var-file=/cwd/x.tfvars']],
  [
    ['-target=a.b', '-refresh=false'],
    ['-target=a.b', '-refresh=false'],
  ],
  [['-force', '-auto-approve', '-input=false', '-no-color'], []],
])('the options %j reach the plan as %j', (words, plan) => {
  expect(readOptions(words, 'apply', absolute)).toMatchObject({ options: { plan }, problems: [] });
});

test('parallelism reaches the apply too, and the configuration of a backend every init', () => {
  const { options } = readOptions(['-parallelism', '2', '-backend-config=path=/s'], 'apply', absolute);
  expect(options).toMatchObject({
    plan: ['-parallelism=2'],
    apply: ['-parallelism=2'],
    init: ['-backend-config=path=/s'],
  });
});

test.each([
  [['-taget=x'], 'plan', 'orchestrate-option', 'Did you mean "-target"?'],
  [['-upgrade'], 'apply', 'orchestrate-option', '-upgrade'],
  [['-var'], 'plan', 'orchestrate-option-value', '-var'],
  [['-var', 'novalue'], 'plan', 'orchestrate-option-value', 'NAME=VALUE'],
  [['-out=x'], 'plan', 'orchestrate-option-refused', '-out'],
  [['-out', 'x'], 'plan', 'orchestrate-option-refused', '-out'],
  [['-lock=false'], 'apply', 'orchestrate-option-refused', '-lock'],
  [['-refresh-only'], 'apply', 'orchestrate-option-refused', '-refresh-only'],
  [['-constructor'], 'apply', 'orchestrate-option', '-constructor'],
] as const)('the options %j of %s are refused', (words, command, code, text) => {
  const { problems } = readOptions(words, command, absolute);
  expect(problems).toEqual([expect.objectContaining({ code })]);
  expect(problems[0]?.what).toContain(text);
});

test.each([
  ['-destroy', true],
  ['-destroy=true', true],
  ['-destroy=false', false],
])('%s asks for the end of the stack: %s', (word, destroy) => {
  expect(readOptions([word], 'apply', absolute).options.destroy).toBe(destroy);
});
