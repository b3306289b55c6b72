import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { doctorErrors } from '../../core/errors/catalogue/doctor.ts';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import type { LedgerTrial } from '../../ports/doctor.ts';
import { errorNamed } from '../aws/error-named.ts';
import type { BucketAndPrefix, S3Surroundings } from './s3.ts';

/**
 * Tries a conditional write that S3 has to refuse, because the object is there: whoever may not write is refused for that before. A store
 * that takes no notice of the condition gets the bytes that it has.
 */
export function s3Trial(
  { bucket: Bucket, prefix }: BucketAndPrefix,
  { settings, call }: Omit<S3Surroundings, 'clock'>,
): LedgerTrial {
  const client = new S3Client({ ...settings, followRegionRedirects: true });
  const address = `s3://${Bucket}${prefix === '' ? '' : `/${prefix}`}`;
  const attempt = async () => {
    const Prefix = prefix === '' ? '' : `${prefix}/`;
    const listing = new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 });
    const { Contents = [] } = await call('s3:ListObjectsV2', (options) => client.send(listing, options));
    const Key = Contents[0]?.Key;
    if (Key === undefined)
      return { tried: false, how: `${address} holds nothing yet on which a write could be tried` };
    const Body = await call('s3:GetObject', async (options) => {
      const answer = await client.send(new GetObjectCommand({ Bucket, Key }), options);
      return (await answer.Body?.transformToString('utf-8')) ?? '';
    });
    const put = new PutObjectCommand({
      Bucket,
      Key,
      Body,
      ContentType: 'application/json',
      IfNoneMatch: '*',
    });
    try {
      await call('s3:PutObject', (options) => client.send(put, options));
    } catch (error) {
      if (errorNamed(error, 'PreconditionFailed') || errorNamed(error, 'ConditionalRequestConflict'))
        return { tried: true, how: `${address} takes conditional writes` };
      throw error;
    }
    throw doctorErrors.storeUnconditional.error({ address });
  };
  return {
    tryWriting: () =>
      attempt().catch((cause: unknown) => {
        throw errorNamed(cause, 'NoSuchBucket')
          ? ledgerErrors.bucketMissing.error({ address, bucket: Bucket }, { cause })
          : cause;
      }),
  };
}
