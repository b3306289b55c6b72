import { anEnvironment, line } from '../gates/example.ts';
import { sourcesOf, type Wanted } from './sources.ts';

const nothing: Wanted = {
  environment: null,
  job: null,
  build: null,
  services: [],
  overrides: {},
  own: 'deploy-test',
};
const config = {
  ...line,
  services: line.services.map((service) =>
    service.name === 'service1' ? { ...service, job: 'team/one' } : service,
  ),
};

const told = (wanted: Partial<Wanted>) => {
  const { sources, create } = sourcesOf({ ...nothing, ...wanted }, config);
  return [
    ...sources.map(({ job, build, files, target, optional }) =>
      [job, build ?? 'last', files, target, ...(optional ? ['optional'] : [])].join(' '),
    ),
    JSON.stringify(create),
  ];
};

const upstream = '**/release.json,**/*.env.groovy import';

test.each<[string, Partial<Wanted>, string[]]>([
  [
    'services come from their jobs, and follow the last release of the job that asks',
    { services: ['service1', 'service2'] },
    [
      'team/one last output/service1.env.groovy import',
      'service2-build last output/service2.env.groovy import',
      'deploy-test last output/release.json import/last optional',
      '{"import":"import","parent":"import/last/release.json","override":{}}',
    ],
  ],
  [
    'another build of one of them is taken instead',
    { services: ['service1'], overrides: { service1: '7' } },
    [
      'team/one 7 output/service1.env.groovy import',
      'deploy-test last output/release.json import/last optional',
      '{"import":"import","parent":"import/last/release.json","override":{}}',
    ],
  ],
  ['a job is taken as it is', { job: 'any/job', build: '3' }, [`any/job 3 ${upstream}`, 'null']],
  [
    'the environment says its upstream job',
    { environment: 'live' },
    [`deploy-beta last ${upstream}`, 'null'],
  ],
  [
    'the first environment takes all services',
    { environment: 'test', own: 'x' },
    [
      'team/one last output/service1.env.groovy import',
      'service2-build last output/service2.env.groovy import',
      'x last output/release.json import/last optional',
      '{"import":"import","parent":"import/last/release.json","override":{}}',
    ],
  ],
  [
    'an override changes what is upstream',
    { environment: 'beta', overrides: { service1: '91' } },
    [
      `deploy-test last ${upstream}`,
      'team/one 91 output/service1.env.groovy import/override/service1',
      '{"import":null,"parent":"import/release.json","override":{"service1":"import/override/service1/service1.env.groovy"}}',
    ],
  ],
])('%s', (_rule, wanted, expected) => {
  expect(told(wanted)).toEqual(expected);
});

test.each<[string, Partial<Wanted>, string]>([
  ['a service that is not known', { services: ['servcie1'] }, 'Did you mean "service1"?'],
  ['an override of one', { job: 'x', overrides: { service3: '1' } }, 'There is no service "service3"'],
  ['an environment that is not known', { environment: 'prod' }, 'There is no environment “prod”'],
])('%s is refused', (_rule, wanted, expected) => {
  expect(() => told(wanted)).toThrow(expected);
});

test('an environment with two upstream jobs needs to be told which', () => {
  const two = {
    ...config,
    environments: [...config.environments, anEnvironment('sandbox', ['test', 'beta'])],
  };
  expect(() => sourcesOf({ ...nothing, environment: 'sandbox' }, two)).toThrow(
    'Nobody said whose release goes to sandbox: it may come from deploy-test or deploy-beta.',
  );
  expect(sourcesOf({ ...nothing, environment: 'sandbox', job: 'deploy-beta' }, two).sources[0]?.job).toBe(
    'deploy-beta',
  );
});
