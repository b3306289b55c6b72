import { masked, maskedJson, maskedLines } from './mask.ts';

test.each([
  ['a password', 'DB_PASSWORD=hunter2 started', 'DB_PASSWORD=**** started'],
  ['in JSON', '{"apiKey": "k-123", "port": 8080}', '{"apiKey": "****", "port": 8080}'],
  [
    'in JSON within JSON',
    String.raw`{"message":"{\"secret\":\"s3cr3t\"}"}`,
    String.raw`{"message":"{\"secret\":\"****\"}"}`,
  ],
  [
    'in an address',
    'connecting to postgres://app:hunter2@db:5432/app',
    'connecting to postgres://app:****@db:5432/app',
  ],
  ['an access key id', 'using AKIAIOSFODNN7EXAMPLE', 'using ****'],
  ['a header', 'Authorization: Bearer abc.def-123456', 'Authorization: ****'],
  ['a token of GitHub', `pushed with ghp_${'a'.repeat(36)}`, 'pushed with ****'],
  ['a JSON web token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'got ****'],
  ['a signed address', 'GET /x?X-Amz-Signature=0a1b2c&n=1', 'GET /x?X-Amz-Signature=****&n=1'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nok', '****\nok'],
  ['half a private key', '-----BEGIN PRIVATE KEY-----\nMIIE', '****'],
  ['the other half of one', 'MIIE\nabc=\n-----END PRIVATE KEY-----\nok', '****\nok'],
  ['a flag', 'migrate --db-password hunter2 --verbose', 'migrate --db-password **** --verbose'],
])('%s is masked', (_, text, expected) => {
  expect(masked(text)).toBe(expected);
});

test.each([
  'Error: the configuration has no DATABASE_URL',
  'Essential container in task exited (web: exit code 1)',
  'sha256:309db4ffd9523cc76ff096728d40d56a671cf88f93842175b66d61c9a848ce24 not found',
  'unable to pull secrets or registry auth',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db-AbCdEf',
  'https://test.acme.example:8080/health answers 503',
])('what explains a failure is left: %s', (text) => {
  expect(masked(text)).toBe(text);
});

test('lines of a log are one text: a key over several of them is masked whole', () => {
  const log = ['loading', '-----BEGIN PRIVATE KEY-----', 'MIIE', '-----END PRIVATE KEY-----', 'ready'];
  expect(maskedLines(log)).toEqual(['loading', '****', 'ready']);
  expect(maskedLines([])).toEqual([]);
});

test('JSON stays JSON, whatever is masked in it', () => {
  const value = {
    secretOptions: [{ name: 'KEY', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/key' }],
    hasToken: true,
    apiKey: 'k "quoted"',
    secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db',
    reason: '-----BEGIN PRIVATE KEY-----\nMIIE',
    after: 'still here',
  };
  expect(JSON.parse(maskedJson(value))).toEqual({ ...value, apiKey: '****', reason: '****' });
});

test('of the environment a task was started with only names are kept', () => {
  const json = maskedJson({ overrides: [{ environment: [{ name: 'MODE', value: 'open sesame' }] }] });
  expect(json).toContain('MODE');
  expect(json).not.toContain('sesame');
});
