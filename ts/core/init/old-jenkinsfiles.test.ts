import { findingsOfJenkinsfiles } from './old-jenkinsfiles.ts';

const found = (...texts: readonly string[]) =>
  findingsOfJenkinsfiles(texts.map((text, at) => ({ path: `${at}/Jenkinsfile`, text })));
const copy = (project: string, filter = 'output/web.env.groovy') =>
  `copyArtifacts(projectName: ${project}, filter: '${filter}')\nload 'import/web.env.groovy'`;

test.each([
  ["'web-image'", 'web-image'],
  ['"shop/web-image"', 'shop/web-image'],
  ['"${env.UPSTREAM_PROJECT}"', undefined],
  ["'../secrets'", undefined],
  ["'a;b'", undefined],
  ["'a\\'b'", undefined],
])('an artifact that is copied from %s is built by %s', (project, job) => {
  expect(found(copy(project)).services).toEqual([{ name: 'web', ...(job !== undefined && { job }) }]);
});

test('a copy of all artifacts names the builder of none', () => {
  expect(found(copy("'deploy-test'", 'output/*.env.groovy')).services).toEqual([{ name: 'web' }]);
});

test.each([
  ["sh 'echo env.ORD_BUILD=$BUILD_NUMBER > output/orders.env.groovy'", 'ORD_BUILD'],
  ["use('ORDERS_BUILD', 'import/orders.env.groovy', params.ORDERS_BUILD_OVERRIDE)", 'ORDERS_BUILD'],
  ["load 'import/orders.env.groovy'\necho env.OTHER_BUILD", undefined],
  ["// env.OLD_BUILD\nload 'import/orders.env.groovy' // env.OLD_BUILD", undefined],
])('in %s the variable is %s', (text, variable) => {
  expect(found(text).services?.[0]?.variable).toBe(variable);
});

test.each([
  ["sh './orchestrate apply shop-test eu-west-1'", { name: 'test', stack: 'shop-test', region: 'eu-west-1' }],
  ["sh './orchestrate destroy shop-test -force'", { name: 'test', stack: 'shop-test', onDemand: true }],
  [
    "if (env.CLUSTER_NAME == 'shop-live' && env.CONFIRM_DEPLOY != 'Yes') error 'no'",
    { name: 'live', stack: 'shop-live', confirmed: true },
  ],
])('%s tells of an environment', (text, environment) => {
  expect(found(text).environments).toEqual([{ engine: 'terraform', ...environment }]);
});

test.each([
  'sh "./orchestrate apply ${env.CLUSTER_NAME} eu-west-1"',
  '// ./orchestrate apply a-test eu-west-1',
])('%s tells of none', (text) => {
  expect(found(text).environments).toEqual([]);
});

const build = (checkout: string) => `${checkout}\nsh 'docker push x'\nsh 'echo 1 > output/web.env.groovy'`;

test.each([
  ["git(url: 'git@x:acme/web.git', branch: 'trunk')", { repository: 'git@x:acme/web.git', branch: 'trunk' }],
  [
    "checkout([branches: [[name: '*/master']], userRemoteConfigs: [[credentialsId: 'key', url: 'ssh://git@x/web']]])",
    { repository: 'ssh://git@x/web', branch: 'master', credentials: 'key' },
  ],
  ["git(url: 'git@x:acme/tools.git')", undefined],
  ["git(url: 'https://anna:secret@x/web.git')", undefined],
  ["git(url: '--upload-pack=touch /web')", undefined],
])('a build with %s has its source in %j', (checkout, source) => {
  expect(found(build(checkout)).services?.[0]?.source).toEqual(source);
});

const slip = (filter: string, loaded = 'service') =>
  `step([$class: 'CopyArtifact', projectName: 'service-1', filter: '${filter}'])\nload "import/${loaded}.env.groovy"`;

test('an artifact that is loaded and not copied, as in the samples, is a slip and no service', () => {
  const { services, remarks } = found(slip('output/service1.env.groovy'));
  expect(services).toEqual([{ name: 'service1', job: 'service-1' }]);
  expect(remarks).toEqual([
    '0/Jenkinsfile loads service.env.groovy and does not copy it: taken for a slip, and for no service.',
  ]);
});

test.each([
  ['all of them are copied', [slip('output/*.env.groovy')]],
  ['several are copied by one call', [slip('output/service1.env.groovy,output/service.env.groovy')]],
  ['it is not written out what is copied', [slip('${env.FILTER}')]],
  ['nothing is copied', ["load 'import/service.env.groovy'"]],
  [
    'another script makes it',
    [slip('output/service1.env.groovy'), "sh 'echo env.X_BUILD=1 > output/service.env.groovy'"],
  ],
])('it is a service where %s', (_, scripts) => {
  const { services = [], remarks } = found(...scripts);
  expect(services.map(({ name }) => name)).toContain('service');
  expect(remarks).toEqual([]);
});
