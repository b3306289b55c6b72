import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ledgerErrors } from '../../core/errors/catalogue/ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Call } from '../aws/call.ts';
import type { ClientSettings } from '../aws/client-settings.ts';
import { errorNamed } from '../aws/error-named.ts';
import { claimedLedger, type Shelf } from './claimed.ts';

export interface BucketAndPrefix {
  readonly bucket: string;
  /** Without a `/` at its ends; empty: the whole bucket. */
  readonly prefix: string;
}

/**
 * A ledger in an S3 bucket. Only one writer can put an object with `If-None-Match: *` under a key (S3 user guide, "Prevent object
 * overwrites with conditional writes"), and what was put is in the next listing ("Amazon S3 data consistency model").
 *
 * Needs `s3:ListBucket` on the bucket, without which S3 says of an object that is not there that access is denied, `s3:GetObject`
 * and, to write, `s3:PutObject` on `<prefix>/*`; never `s3:DeleteObject`.
 */
export function s3Ledger(place: BucketAndPrefix, { settings, call, clock }: S3Surroundings): Ledger {
  // The bucket may be in another region than what is deployed; S3 says in which.
  const client = new S3Client({ ...settings, followRegionRedirects: true });
  return claimedLedger(s3Shelf(client, place, call), clock);
}

export interface S3Surroundings {
  readonly settings: ClientSettings;
  readonly call: Call;
  readonly clock: Clock;
}

function s3Shelf(client: S3Client, { bucket: Bucket, prefix }: BucketAndPrefix, call: Call): Shelf {
  const address = `s3://${Bucket}${prefix === '' ? '' : `/${prefix}`}`;
  const root = prefix === '' ? '' : `${prefix}/`;
  const read = new Map<string, Seen>();
  const listed = new Map<string, string>();
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      const missing = errorNamed(cause, 'NoSuchBucket');
      throw missing ? ledgerErrors.bucketMissing.error({ address, bucket: Bucket }, { cause }) : cause;
    });

  async function list(folder: string): Promise<{ files: string[]; folders: string[] }> {
    const Prefix = `${root}${folder}`;
    const files: string[] = [];
    const folders: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/', ContinuationToken });
      const answer = await call('s3:ListObjectsV2', (options) => client.send(page, options));
      for (const { Key = '', ETag } of answer.Contents ?? []) {
        files.push(Key.slice(Prefix.length));
        if (ETag !== undefined) listed.set(Key, ETag);
      }
      for (const common of answer.CommonPrefixes ?? [])
        folders.push((common.Prefix ?? '').slice(Prefix.length, -1));
      ContinuationToken = answer.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return { files, folders };
  }

  /** An object that the last listing showed unchanged is not asked for again. */
  async function text(Key: string): Promise<string | undefined> {
    const before = read.get(Key);
    if (before !== undefined && before.etag === listed.get(Key)) return before.text;
    try {
      const answer = await call('s3:GetObject', async (options) => {
        const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }), options);
        return { text: (await Body?.transformToString('utf-8')) ?? '', etag: ETag };
      });
      if (answer.etag !== undefined) read.set(Key, { text: answer.text, etag: answer.etag });
      return answer.text;
    } catch (error) {
      if (errorNamed(error, 'NoSuchKey')) return undefined;
      throw error;
    }
  }

  async function put(Key: string, Body: Buffer): Promise<boolean> {
    let sent = 0;
    try {
      const ContentType = 'application/json';
      await call('s3:PutObject', (options) => {
        sent++;
        const request = new PutObjectCommand({ Bucket, Key, Body, ContentType, IfNoneMatch: '*' });
        return client.send(request, options);
      });
      return true;
    } catch (error) {
      // 409: somebody else is putting it at this moment.
      if (errorNamed(error, 'ConditionalRequestConflict')) return false;
      if (!errorNamed(error, 'PreconditionFailed')) throw error;
      // An attempt whose answer was lost may have put it: then what is there is ours.
      return sent > 1 && (await text(Key)) === Body.toString('utf8');
    }
  }

  return {
    address,
    folders: async () => (await guarded(list(''))).folders,
    files: async (folder) => (await guarded(list(`${folder}/`))).files,
    read: (path) => guarded(text(`${root}${path}`)),
    put: (path, bytes) => guarded(put(`${root}${path}`, bytes)),
  };
}

interface Seen {
  readonly text: string;
  readonly etag: string;
}
