import { readCredentials, readReference } from './references.ts';

const arn = 'arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:db-AbCdEf';

test.each([
  [arn, { store: 'secretsManager', id: arn, label: 'AWSCURRENT', versionId: null }],
  [`${arn}:password::`, { id: arn, label: 'AWSCURRENT', versionId: null }],
  [`${arn}::AWSPREVIOUS:`, { id: arn, label: 'AWSPREVIOUS', versionId: null }],
  [`${arn}:::0f1e2d`, { id: arn, label: null, versionId: '0f1e2d' }],
  [`${arn}:password:AWSPENDING:0f1e2d`, { id: arn, label: 'AWSPENDING', versionId: '0f1e2d' }],
  ['/live/db/password', { store: 'parameterStore', id: '/live/db/password', region: null, account: null }],
  ['token', { store: 'parameterStore', id: 'token' }],
  ['token:3', { store: 'parameterStore', id: 'token' }],
  [
    'arn:aws:ssm:eu-west-1:123456789012:parameter/live/db',
    { store: 'parameterStore', id: '/live/db', region: 'eu-west-1', account: '123456789012' },
  ],
  ['arn:aws:ssm:eu-west-1:123456789012:parameter/token', { store: 'parameterStore', id: 'token' }],
])('%s', (valueFrom, expected) => {
  expect(readReference(valueFrom, 'DB of web')).toMatchObject({
    valueFrom,
    usedAs: 'DB of web',
    ...expected,
  });
});

test('credentials of a registry are a secret, also by name', () => {
  expect(readCredentials('docker-hub', 'registry of web')).toMatchObject({
    store: 'secretsManager',
    id: 'docker-hub',
  });
  expect(readCredentials(arn, 'registry of web')).toMatchObject({ store: 'secretsManager', id: arn });
});
