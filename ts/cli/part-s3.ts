import { awsCalls } from '../adapters/aws/call.ts';
import { awsClientSettings } from '../adapters/aws/client-settings.ts';
import { s3Ledger, type BucketAndPrefix } from '../adapters/ledger/s3.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Context } from './context.ts';

/**
 * The ledger in S3, in a file of its own beside the bundle that uses it (`ts/tools/bundle/parts.ts`), since its client weighs a tenth of
 * what Jenkins may copy. As ourselves and not as an environment's role, because it is one for all of them.
 *
 * @param region where S3 is asked first
 */
export function ledgerInS3(
  place: BucketAndPrefix,
  region: string,
  { clock, report, interrupted: signal }: Context,
): Ledger {
  const call = awsCalls({ clock, report, signal });
  const settings = awsClientSettings({ region, sessionName: 'ecs-promote' }, call, clock);
  return s3Ledger(place, { settings, call, clock });
}
