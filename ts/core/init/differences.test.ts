import { differencesOf } from './differences.ts';

const canary = { type: 'canary', percent: 10 } as const;
const groups = (deploymentGroup: string) =>
  ({ type: 'codeDeploy', application: 'shop', deploymentGroup }) as const;

test('environments that are alike have no difference, by whatever template their services are called', () => {
  const read = ['test', 'live'].map((name) => ({
    name,
    region: 'eu-west-1',
    accountId: '123456789012',
    services: [{ service: 'web', ecsService: `web-${name}`, container: 'app', strategy: groups(name) }],
  }));
  expect(differencesOf(read)).toEqual([]);
});

test('what is different is told once, with all that share it', () => {
  const here = (name: string, container: string, strategy?: typeof canary) => ({
    name,
    services: [{ service: 'web', ecsService: 'web', container, ...(strategy && { strategy }) }],
  });
  expect(differencesOf([here('test', 'app'), here('beta', 'app'), here('live', 'nginx', canary)])).toEqual([
    'The container of web is app in test, beta; nginx in live.',
    'web is moved by rolling in test, beta; canary (percent 10) in live.',
  ]);
});

test('a service that is called otherwise, and one that is missing, are told', () => {
  expect(
    differencesOf([
      { name: 'test', services: [{ service: 'job', ecsService: 'job' }, { service: 'web' }] },
      { name: 'live', services: [{ service: 'job', ecsService: 'cron' }] },
    ]),
  ).toEqual(['job in ECS is called job in test; cron in live.', 'web is in test, and not in live.']);
});

test('of an environment that nobody read, and of the strategy of a stack’s files, nothing is told', () => {
  expect(
    differencesOf([
      { name: 'test', stack: 'shop-test', services: [{ service: 'web' }] },
      { name: 'beta' },
      { name: 'live', services: [{ service: 'web', strategy: canary }] },
    ]),
  ).toEqual([]);
});
