import { createHash } from 'node:crypto';
import {
  CreateBucket$,
  GetObject$,
  ListObjectsV2$,
  NoSuchBucket$,
  NoSuchKey$,
  PutObject$,
  type CreateBucketCommandInput,
  type CreateBucketOutput,
  type GetObjectCommandInput,
  type ListObjectsV2CommandInput,
  type ListObjectsV2Output,
  type PutObjectCommandInput,
  type PutObjectOutput,
} from '@aws-sdk/client-s3';
import { operation, type Api, type Call } from '../operation.ts';
import { AwsError, modelled } from '../protocol/aws-error.ts';
import type { Bucket } from './state.ts';

const createBucket = operation<CreateBucketCommandInput, CreateBucketOutput>(
  CreateBucket$,
  ({ Bucket: name }, { world, caller }) => {
    if (world.s3.has(name))
      throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', {
        status: 409,
      });
    world.s3.set(name, { name, accountId: caller.accountId, region: caller.region, objects: new Map() });
    return { Location: `/${name}` };
  },
);

const putObject = operation<PutObjectCommandInput, PutObjectOutput>(PutObject$, (input, call) => {
  const { objects } = bucketOf(input.Bucket, call);
  const { Key: key, IfNoneMatch: condition } = input;
  if (condition !== undefined && condition !== '*')
    throw new AwsError(
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
      {
        status: 501,
      },
    );
  if (condition === '*' && objects.has(key))
    throw new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      { status: 412 },
    );
  if (typeof input.Body !== 'string')
    throw new AwsError('MissingContentLength', 'A body is missing', { status: 411 });
  const body = input.Body;
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  objects.set(key, { body, etag, modified: call.world.now() });
  return { ETag: etag };
});

/** What is sent for a body here is text, where the SDK's type is the stream that its client makes of it. */
const getObject = operation<GetObjectCommandInput, { readonly Body: string; readonly ETag: string }>(
  GetObject$,
  ({ Bucket: bucket, Key: key }, call) => {
    const found = bucketOf(bucket, call).objects.get(key);
    if (!found) throw modelled(NoSuchKey$, 'The specified key does not exist.');
    return { Body: found.body, ETag: found.etag };
  },
);

const mostKeys = 1000;

const listObjects = operation<ListObjectsV2CommandInput, ListObjectsV2Output>(
  ListObjectsV2$,
  (input, call) => {
    const { Bucket: name, Prefix = '', Delimiter, ContinuationToken, MaxKeys = mostKeys } = input;
    const { objects } = bucketOf(name, call);
    const folderOf = (key: string): string | undefined => {
      const end = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
      return end < 0 || Delimiter === undefined ? undefined : key.slice(0, end + Delimiter.length);
    };
    const matching = [...objects.keys()].filter((key) => key.startsWith(Prefix));
    // A folder counts as one entry, at the place of its name.
    const entries = [...new Set(matching.map((key) => folderOf(key) ?? key))]
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .filter((entry) => ContinuationToken === undefined || entry > decoded(ContinuationToken));
    const page = entries.slice(0, Math.min(MaxKeys, mostKeys));
    const last = page.at(-1);
    const isTruncated = page.length < entries.length;
    return {
      Name: name,
      Prefix,
      ...(Delimiter !== undefined && { Delimiter }),
      MaxKeys,
      KeyCount: page.length,
      IsTruncated: isTruncated,
      ...(isTruncated && last !== undefined && { NextContinuationToken: encoded(last) }),
      Contents: page.flatMap((key) => {
        const object = objects.get(key);
        if (!object) return [];
        const { etag, modified, body } = object;
        return [{ Key: key, LastModified: new Date(modified), ETag: etag, Size: Buffer.byteLength(body) }];
      }),
      CommonPrefixes: page.filter((entry) => !objects.has(entry)).map((prefix) => ({ Prefix: prefix })),
    };
  },
);

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
const decoded = (text: string): string => Buffer.from(text, 'base64url').toString();

function bucketOf(name: string, { world, caller }: Call): Bucket {
  const bucket = world.s3.get(name);
  if (!bucket) throw modelled(NoSuchBucket$, 'The specified bucket does not exist');
  if (bucket.accountId !== caller.accountId)
    throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
  if (bucket.region !== caller.region)
    throw new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      { status: 301, headers: { 'x-amz-bucket-region': bucket.region } },
    );
  return bucket;
}

export const s3Api: Api = {
  service: 's3',
  protocol: { kind: 'rest' },
  validationError: 'InvalidArgument',
  enumerations: {},
  operations: [createBucket, putObject, getObject, listObjects],
};
