import { policyErrors } from '../errors/catalogue/policy.ts';
import { attribute, stringAttribute, type Body } from '../terraform/hcl/body.ts';
import { readHcl, type SourceFile } from '../terraform/source.ts';
import { arnOf, partitionOf, type Place, type Statement } from './statement.ts';

/** Where Terraform keeps what it knows of a stack: its backend `s3`, as `tf-config.tf` has it. */
export interface S3State {
  readonly bucket: string;
  readonly key: string;
  readonly region: string | undefined;
  /** ARN, id or `alias/…`; undefined where the bucket's own settings say by what it is encrypted. */
  readonly kmsKey: string | undefined;
  /** Lock in the bucket, beside the state. */
  readonly lockFile: boolean;
  /** Lock in DynamoDB, which Terraform still takes. */
  readonly lockTable: string | undefined;
}

/**
 * @param files of the stack with its configuration, the later ones first where both have a backend
 * @throws policy-state-elsewhere for another backend, or one whose bucket and key are not written there
 */
export function s3State(stack: string, files: readonly SourceFile[]): S3State {
  const backend = files
    .filter(({ path }) => path.endsWith('.tf'))
    .flatMap((file) => readHcl(file).body.blocks)
    .filter(({ type }) => type === 'terraform')
    .flatMap(({ body }) => body.blocks)
    .findLast(({ type }) => type === 'backend' || type === 'cloud');
  const type = backend?.labels[0] ?? backend?.type ?? null;
  const said = (name: string) => (backend ? stringAttribute(backend.body, name) : undefined);
  const [bucket, key] = [said('bucket'), said('key')];
  if (!backend || type !== 's3' || bucket === undefined || key === undefined)
    throw policyErrors.stateElsewhere.error({ stack, backend: type });
  return {
    bucket,
    key,
    region: said('region'),
    kmsKey: said('kms_key_id'),
    lockFile: isTrue(backend.body, 'use_lockfile'),
    lockTable: said('dynamodb_table'),
  };
}

function isTrue(body: Body, name: string): boolean {
  return attribute(body, name)?.value[0]?.text === 'true';
}

/**
 * What Terraform asks for a state and its lock (Terraform, "Backend Type: s3", S3 Bucket Permissions and DynamoDB Table Permissions).
 * Listing has no condition on the prefix: S3 asks for it without one when the state is not there yet, and would say that access is
 * denied instead.
 *
 * @param place of whoever runs Terraform: a key that is named by its alias is one of that account
 */
export function stateAccess(state: S3State, place: Place): readonly Statement[] {
  const own = { region: state.region ?? place.region, accountId: place.accountId };
  const bucket = `arn:${partitionOf(own.region)}:s3:::${state.bucket}`;
  return [
    { sid: 'FindState', actions: ['s3:ListBucket'], resources: [bucket] },
    {
      sid: 'KeepState',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [`${bucket}/${state.key}`],
    },
    {
      sid: 'LockState',
      actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: state.lockFile ? [`${bucket}/${state.key}.tflock`] : [],
    },
    {
      sid: 'LockStateByTable',
      actions: ['dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem'],
      resources:
        state.lockTable === undefined
          ? []
          : [arnOf({ ...own, service: 'dynamodb', resource: `table/${state.lockTable}` })],
    },
    ...(state.kmsKey === undefined ? [] : [keyOf(state.kmsKey, own)]),
  ];
}

/** "Required permissions" of SSE-KMS (S3 user guide): to read what is encrypted, and a data key for what is written. */
function keyOf(key: string, own: Place): Statement {
  const common = { sid: 'EncryptState', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] };
  if (key.startsWith('arn:')) return { ...common, resources: [key] };
  const anyKey = arnOf({ ...own, service: 'kms', resource: 'key/*' });
  if (!key.startsWith('alias/')) return { ...common, resources: [anyKey.replace('*', key)] };
  // An alias is no resource of a policy; the key that has it is.
  const condition = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': key } };
  return { ...common, resources: [anyKey], condition };
}
