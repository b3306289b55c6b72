import { buildValues } from './builds.ts';
import { diagnosed, failureOf } from './diagnostics.ts';
import { holder, stateLock } from './lock-info.ts';
import { masker } from './mask.ts';
import { whyNotDestroy } from './may-destroy.ts';
import { secretsOf } from './secrets.ts';
import { terraformChoice } from './settings.ts';

const lockText = `
Error: Error acquiring the state lock

Error message: resource temporarily unavailable
Lock Info:
  ID:        cf8344a0-836b-f83e-5fb2-5644031305d4
  Path:      /state/app.tfstate
  Operation: OperationTypeApply
  Who:       jenkins@agent-3
  Version:   1.11.4
  Created:   2026-11-23 21:35:41.062502963 +0000 UTC
  Info:
`;

test.each([
  ['plain', lockText],
  ['in a box', lockText.replaceAll(/^/gm, '│ ')],
])('who holds the lock of a state is read from what Terraform prints, %s', (_, text) => {
  const lock = stateLock(text);
  expect(lock?.id).toBe('cf8344a0-836b-f83e-5fb2-5644031305d4');
  expect(lock && holder(lock)).toBe('jenkins@agent-3 (apply, since 2026-11-23 21:35:41 UTC)');
});

test('other errors are no lock, and a lock without information is somebody’s', () => {
  expect(stateLock('Error: No valid credential sources found')).toBeUndefined();
  const lock = stateLock('Error: Error acquiring the state lock\n');
  expect(lock && holder(lock)).toBe('somebody');
});

test.each([
  ['key=wJalrXUtnFEMI done', 'key=(sensitive) done'],
  ['first line', '(sensitive)'],
  ['AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE', '(sensitive) and (sensitive)'],
  ['XAKIAIOSFODNN7EXAMPLE', 'XAKIAIOSFODNN7EXAMPLE'],
  ['"quo\\"ted" quo"ted', '"(sensitive)" (sensitive)'],
  ['longer-wJalrXUtnFEMI-secret', '(sensitive)'],
  ['test 90', 'test 90'],
])('%j is told as %j', (line, masked) => {
  const secrets = [
    'wJalrXUtnFEMI',
    'longer-wJalrXUtnFEMI-secret',
    'first line\nsecond',
    'quo"ted',
    'test',
    '90',
  ];
  expect(masker(secrets)(line)).toBe(masked);
});

test('the secrets are those of AWS’s variables and of the variables that say so, wherever their values are', () => {
  const secrets = secretsOf({
    sensitive: new Set(['password', 'keys', 'token']),
    variables: [
      ['password', 'from-var'],
      ['region', 'no'],
    ],
    files: [
      {
        path: 'config/app/variables.tfvars',
        text: 'keys = ["k1", { a = "k2" }, 1234567, <<EOT\nl1\nl2\nEOT\n]\nregion = "no"\n',
      },
      { path: 'config/app/x.tfvars.json', text: '{"keys":{"a":["k3", 47110815]},"region":"no"}' },
    ],
    env: { AWS_SECRET_ACCESS_KEY: 'aws', TF_VAR_token: 'env', TF_VAR_region: 'no', PATH: 'no' },
  });
  expect([...secrets].sort()).toEqual([
    '1234567',
    '47110815',
    'aws',
    'env',
    'from-var',
    'k1',
    'k2',
    'k3',
    'l1\nl2',
  ]);
});

const build = {
  service: 'service-1',
  variable: 'SERVICE_1_BUILD',
  tag: '90',
  image: 'r/s',
  digest: 'sha256:ab',
};

test.each([
  [['service-1-build'], { 'service-1-build': '90' }],
  [['service_1_build', 'region'], { service_1_build: '90' }],
  [['SERVICE_1_BUILD'], { SERVICE_1_BUILD: '90' }],
  [
    ['service_1_digest', 'service_1_image'],
    { service_1_digest: 'sha256:ab', service_1_image: 'r/s@sha256:ab' },
  ],
  [['builds', 'images', 'tags'], { builds: { 'service-1': '90' }, images: { 'service-1': 'r/s@sha256:ab' } }],
])('a stack that declares %j gets %j', (declared, values) => {
  expect(buildValues([build], declared)).toEqual({ values, leftOut: [] });
});

test('a build that the stack has no variable for is left out, and told', () => {
  expect(buildValues([build], ['region', 'tags'])).toEqual({ values: {}, leftOut: ['service-1'] });
});

const environment = (name: string, stack: string, region: string, onDemand: object | undefined) =>
  ({ name, stack, region, onDemand }) as never;
const environments = [
  environment('test', 'app-test', 'eu', {}),
  environment('live', 'app-live', 'eu', undefined),
  environment('shared', 'app-shared', 'eu', {}),
  environment('other', 'app-shared', 'eu', undefined),
];

test.each([
  ['app-test', 'eu', []],
  ['app-test', null, []],
  ['app-live', 'eu', ['orchestrate-destroy-refused']],
  ['app-test', 'us', ['orchestrate-destroy-unknown']],
  ['app-unknown', 'eu', ['orchestrate-destroy-unknown']],
  ['app-shared', 'eu', ['orchestrate-destroy-refused']],
])('whether %s in %s may be destroyed: %j', (stack, region, codes) => {
  expect(whyNotDestroy({ stack, region }, { environments }).map(({ code }) => code)).toEqual(codes);
});

test('without promotion.yaml nothing is destroyed, and the lines to add are told', () => {
  const [problem] = whyNotDestroy({ stack: 'app-test', region: 'eu' }, null);
  expect(problem?.next).toContain('environments: { test: { stack: app-test, region: eu, onDemand: {} } }');
});

const digest = `@sha256:${'a'.repeat(64)}`;

test.each([
  [undefined, undefined, { program: 'terraform' }],
  ['', '{"terraform":"bin/terraform"}', { program: 'bin/terraform' }],
  ['/opt/terraform', '{"image":"x:1.2.3"}', { program: '/opt/terraform' }],
  ['docker:hashicorp/terraform:0.10.8', undefined, { image: 'hashicorp/terraform:0.10.8' }],
  [undefined, `{"image":"r:5000/terraform${digest}"}`, { image: `r:5000/terraform${digest}` }],
])('the flag %j with the settings %j is %j', (said, settings, choice) => {
  expect(terraformChoice(said, settings)).toEqual(choice);
});

test.each([
  ['docker:hashicorp/terraform', undefined, 'terraform-image-not-pinned'],
  ['docker:hashicorp/terraform:latest', undefined, 'terraform-image-not-pinned'],
  ['docker:hashicorp/terraform:1.9', undefined, 'terraform-image-not-pinned'],
  [undefined, '{"imgae":"x"}', 'orchestrate-settings'],
  [undefined, '{}', 'orchestrate-settings'],
  [undefined, 'no', 'orchestrate-settings'],
  [undefined, '{"image":"x:1.2.3","terraform":"y"}', 'orchestrate-settings'],
])('the flag %j with the settings %j is refused', (said, settings, code) => {
  expect(() => terraformChoice(said, settings)).toThrow(code);
});

test('what validate finds is told once, at its place in the tree', () => {
  const one = {
    severity: 'error',
    summary: 'Unsupported argument',
    detail: 'An argument named "iput"\nis not expected here.',
    range: { filename: 'main.tf', start: { line: 4, column: 3 } },
  };
  const json = JSON.stringify({ diagnostics: [one, one, { severity: 'warning', summary: 'Deprecated' }] });
  expect(diagnosed(json, (path) => `src/app/${path}`)).toEqual([
    expect.objectContaining({
      code: 'terraform-invalid',
      what: 'Unsupported argument: An argument named "iput" is not expected here.',
      place: { file: 'src/app/main.tf', line: 4, column: 3 },
    }),
  ]);
});

test.each([
  ['Error: No value for required variable\n\n  on x\n', 'No value for required variable', true],
  ['│ Error: Error: no credentials\n│ \n', 'Error: no credentials', false],
  ['Error: a\nError: b\nError: a\n', 'a; b', false],
  ['Error: no credentials found, no role,\noperation error\n', 'no credentials found, no role', false],
  ['something odd\n', 'something odd', false],
  ['', 'it said nothing', false],
])('of %j the reason is %j', (output, reason, configuration) => {
  expect(failureOf(output)).toEqual({ reason, configuration });
});
