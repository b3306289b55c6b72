import type { AwsRequest } from '../router.ts';

/** The operation a request to S3 is, and its input, as the SDK's commands write them: the bucket is the first part of the path. */
export interface S3Request {
  readonly operationName: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Whether a request is signed for S3, the one service here that neither a header nor a form names. */
export function isForS3({ headers }: AwsRequest): boolean {
  return (headers.authorization ?? '').includes('/s3/aws4_request');
}

export function s3RequestOf({ method, url, headers, body }: AwsRequest): S3Request {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [Bucket = '', ...rest] = pathname.slice(1).split('/');
  const Key = rest.map(decodeURIComponent).join('/');
  const about = Key === '' ? 'bucket' : 'object';
  switch (`${method} ${about}`) {
    case 'PUT bucket':
      return { operationName: 'CreateBucket', input: { Bucket } };
    case 'GET bucket':
      return { operationName: listing(searchParams), input: { Bucket, ...listed(searchParams) } };
    case 'GET object':
      return { operationName: 'GetObject', input: { Bucket, Key } };
    case 'PUT object': {
      const IfNoneMatch = headers['if-none-match'];
      const condition = IfNoneMatch === undefined ? {} : { IfNoneMatch };
      return { operationName: 'PutObject', input: { Bucket, Key, Body: body, ...condition } };
    }
    default:
      return { operationName: `${method} ${about}`, input: { Bucket, Key } };
  }
}

function listing(parameters: URLSearchParams): string {
  return parameters.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
}

function listed(parameters: URLSearchParams): Record<string, unknown> {
  const names = { prefix: 'Prefix', delimiter: 'Delimiter', 'continuation-token': 'ContinuationToken' };
  const texts = Object.entries(names).flatMap(([sent, name]) => {
    const value = parameters.get(sent);
    return value === null ? [] : [[name, value] as const];
  });
  const most = parameters.get('max-keys');
  return { ...Object.fromEntries(texts), ...(most !== null && { MaxKeys: Number(most) }) };
}
