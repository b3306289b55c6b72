import type { AwsError } from '../protocol/aws-error.ts';
import { element, escaped } from '../protocol/xml.ts';

export interface RestAnswer {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** An answer of S3: members that are headers, a body that is the object's, and for everything else a document. */
export function s3Answer(operationName: string, value: object): RestAnswer {
  const { ETag, Location, Body, ...rest } = value as Readonly<Record<string, unknown>>;
  const headers: Record<string, string> = {
    ...(typeof ETag === 'string' && { etag: ETag }),
    ...(typeof Location === 'string' && { location: Location }),
  };
  if (typeof Body === 'string')
    return { headers: { ...headers, 'content-type': 'application/json' }, body: Body };
  if (Object.keys(rest).length === 0) return { headers, body: '' };
  const name = operationName === 'ListObjectsV2' ? 'ListBucketResult' : `${operationName}Result`;
  return {
    headers: { ...headers, 'content-type': 'application/xml' },
    body: document(name, membersOf(rest)),
  };
}

export function s3Error({ code, message }: AwsError, requestId: string): RestAnswer {
  const content =
    element('Code', escaped(code)) + element('Message', escaped(message)) + element('RequestId', requestId);
  return { headers: { 'content-type': 'application/xml' }, body: document('Error', content) };
}

function document(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content)}`;
}

/** Lists are flat: one element an entry, each with the list's name. */
function membersOf(value: object): string {
  return Object.entries(value)
    .flatMap(([name, each]) => (Array.isArray(each) ? each : [each]).map((one) => element(name, textOf(one))))
    .join('');
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? membersOf(value) : escaped(String(value));
}
