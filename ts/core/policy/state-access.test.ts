import { s3State, stateAccess, type S3State } from './state-access.ts';

const file = (backend: string) => ({
  path: 'config/eu-west-1/app/tf-config.tf',
  text: `terraform {\n  required_version = ">= 1.11"\n\n  ${backend}\n}\n`,
});
const minimal = 'bucket = "states"\n    key = "eu-west-1/app.tfstate"';
const place = { region: 'eu-west-1', accountId: '123456789012' };
const access = (settings: string) =>
  stateAccess(s3State('app', [file(`backend "s3" {\n    ${minimal}\n    ${settings}\n  }`)]), place)
    .filter(({ resources }) => !('length' in resources) || resources.length > 0)
    .map(({ sid, resources, condition }) => [sid, resources, ...(condition ? [condition] : [])]);

const found: readonly (readonly unknown[])[] = [
  ['FindState', ['arn:aws:s3:::states']],
  ['KeepState', ['arn:aws:s3:::states/eu-west-1/app.tfstate']],
];

test.each<[what: string, settings: string, also: readonly (readonly unknown[])[]]>([
  ['without a lock', '', []],
  [
    'with a lock beside it',
    'use_lockfile = true',
    [['LockState', ['arn:aws:s3:::states/eu-west-1/app.tfstate.tflock']]],
  ],
  ['with a lock that is switched off', 'use_lockfile = false', []],
  [
    'with a lock in DynamoDB, in the region of the bucket',
    'region = "eu-north-1"\n    dynamodb_table = "locks"',
    [['LockStateByTable', ['arn:aws:dynamodb:eu-north-1:123456789012:table/locks']]],
  ],
  [
    'with a key by its ARN',
    'kms_key_id = "arn:aws:kms:eu-west-1:210987654321:key/1"',
    [['EncryptState', ['arn:aws:kms:eu-west-1:210987654321:key/1']]],
  ],
  [
    'with a key by its id',
    'kms_key_id = "00000000-0000"',
    [['EncryptState', ['arn:aws:kms:eu-west-1:123456789012:key/00000000-0000']]],
  ],
  [
    'with a key by its alias',
    'kms_key_id = "alias/state"',
    [
      [
        'EncryptState',
        ['arn:aws:kms:eu-west-1:123456789012:key/*'],
        { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/state' } },
      ],
    ],
  ],
])('a state %s', (_, settings, also) => {
  expect(access(settings)).toEqual([...found, ...also]);
});

test('in China the bucket is of another partition', () => {
  const state = s3State('app', [file(`backend "s3" {\n    ${minimal}\n    region = "cn-north-1"\n  }`)]);
  expect(stateAccess(state, place)[0]).toMatchObject({ resources: ['arn:aws-cn:s3:::states'] });
});

test('a place holder of the stack is not what counts', () => {
  const later = `backend "s3" {\n    ${minimal}\n  }`;
  const files = [{ ...file('backend "local" {}'), path: 'src/app/main.tf' }, file(later)];
  expect(s3State('app', files)).toMatchObject<Partial<S3State>>({ bucket: 'states' });
});

test.each([
  ['another backend', 'backend "local" {\n    path = "/srv/state"\n  }', 'is in its backend local'],
  ['a cloud', 'cloud {\n    organization = "acme"\n  }', 'is in its backend cloud'],
  ['none', '', 'no backend'],
  ['one that is completed elsewhere', 'backend "s3" {}', 'is in its backend s3'],
])('%s is told of', (_, text, what) => {
  expect(() => s3State('app', [file(text)])).toThrow(what);
});
