import { partitionOf, type Statement } from '../../core/policy/statement.ts';
import { parseLedgerAddress } from './address.ts';

/**
 * What a ledger in S3 asks; one of another kind asks AWS nothing. Listing is what makes S3 say that an object is not there instead of
 * that access is denied. Nothing is ever deleted.
 *
 * @param address as promotion.yaml has it
 * @param region of anything in the same partition: the ARN of a bucket names neither region nor account
 */
export function keepLedger(
  address: string | undefined,
  region: string,
  how: 'read' | 'write',
): readonly Statement[] {
  const place = address?.startsWith('s3://') ? parseLedgerAddress(address, '/') : undefined;
  if (place?.kind !== 's3') return [];
  const bucket = `arn:${partitionOf(region)}:s3:::${place.bucket}`;
  return [
    { sid: 'ListLedger', actions: ['s3:ListBucket'], resources: [bucket] },
    {
      sid: how === 'read' ? 'ReadLedger' : 'WriteLedger',
      actions: ['s3:GetObject', ...(how === 'read' ? [] : ['s3:PutObject'])],
      resources: [`${bucket}/${place.prefix === '' ? '' : `${place.prefix}/`}*`],
    },
  ];
}
