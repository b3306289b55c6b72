import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../config/parse.ts';
import { jenkinsfiles } from './jenkinsfiles.ts';

const pipelines = join(__dirname, '../../../jenkins/pipelines');

/** The example of `jenkins/pipelines`, which the Jenkins tests run. */
const example = parseConfig(
  `version: 1
defaults: { region: ap-southeast-2 }
services:
  service1: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1 }
  service2: { image: 123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service2 }
environments:
  test: { stack: app-test, onDemand: {} }
  beta: { cluster: beta, promotesFrom: test }
`,
  'promotion.yaml',
);

const named = (config: typeof example) =>
  new Map(jenkinsfiles(config, 'jenkins').map(({ path, text }) => [path, text]));

test.each([
  ['services/service1', 'service-build'],
  ['deploy-test', 'deploy-test'],
  ['promote', 'promote'],
  ['rollback', 'rollback'],
  ['environment', 'environment'],
  ['destroy', 'destroy'],
])('what init writes as %s is %s.Jenkinsfile of the library, word for word', (ours, theirs) => {
  expect(named(example).get(`jenkins/${ours}.Jenkinsfile`)).toBe(
    readFileSync(join(pipelines, `${theirs}.Jenkinsfile`), 'utf8'),
  );
});

test('nothing of the example is left where a team has other names', () => {
  const config = parseConfig(
    `version: 1
defaults: { region: eu-west-1 }
services: { web: { image: acme/web }, api: { image: acme/api } }
environments: { qa: { cluster: qa, stack: qa, onDemand: {} }, live: { cluster: live, promotesFrom: qa } }
`,
    'promotion.yaml',
  );
  const files = jenkinsfiles(config, 'jenkins', { build: 'linux', deploy: "it's" });
  expect(files.map(({ path }) => path)).toHaveLength(7);
  for (const { path, text } of files) {
    expect([path, text]).toEqual([
      path,
      expect.not.stringMatching(/service\d|SERVICE\d|123456|Test\b|deploy-test|'test'|'docker'|'deploy'/),
    ]);
    expect(text).toContain(path.includes('services') ? "agent: 'linux'" : "agent: 'it\\'s'");
  }
  expect(named(config).get('jenkins/promote.Jenkinsfile')).toContain(
    'overrides: [web: params.WEB_BUILD_OVERRIDE, api: params.API_BUILD_OVERRIDE]',
  );
});

test('every beginning of the line has a Jenkinsfile, and nothing is written that no job would use', () => {
  const config = parseConfig(
    `version: 1
defaults: { region: eu-west-1 }
services: { web: { image: acme/web } }
environments: { dev: { cluster: dev }, qa: { cluster: qa } }
`,
    'promotion.yaml',
  );
  expect([...named(config).keys()]).toEqual([
    'jenkins/services/web.Jenkinsfile',
    'jenkins/deploy-dev.Jenkinsfile',
    'jenkins/deploy-qa.Jenkinsfile',
    'jenkins/rollback.Jenkinsfile',
  ]);
});

test('names that are no words of Groovy are quoted, and long lists are written one a line', () => {
  const names = ['price-list', 'switch', ...Array.from({ length: 9 }, (_, at) => `service-number-${at}`)];
  const config = parseConfig(
    `version: 1
defaults: { region: eu-west-1 }
services: { ${names.map((name) => `"${name}": { image: acme/web }`).join(', ')} }
environments: { test: { cluster: test, job: "shop/it's ready" }, live: { cluster: live, promotesFrom: test } }
`,
    'promotion.yaml',
  );
  const text = named(config).get('jenkins/deploy-test.Jenkinsfile') ?? '';
  expect(text).toContain(
    "    overrides: [\n        'price-list': params.PRICE_LIST_BUILD_OVERRIDE,\n        'switch': ",
  );
  expect(named(config).get('jenkins/promote.Jenkinsfile')).toContain("(such as shop/it's ready)");
});
