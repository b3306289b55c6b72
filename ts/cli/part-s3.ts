import { awsCalls } from '../adapters/aws/call.ts';
import { awsClientSettings } from '../adapters/aws/client-settings.ts';
import { s3Trial } from '../adapters/ledger/s3-trial.ts';
import { s3Ledger, type BucketAndPrefix } from '../adapters/ledger/s3.ts';
import type { LedgerTrial } from '../ports/doctor.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Context } from './context.ts';

/**
 * The ledger in S3, in a file of its own beside the bundle that uses it (`ts/tools/bundle/parts.ts`), since its client weighs a tenth of
 * what Jenkins may copy. As ourselves and not as an environment's role, because it is one for all of them.
 *
 * @param region where S3 is asked first
 */
export function ledgerInS3(place: BucketAndPrefix, region: string, context: Context): Ledger {
  return s3Ledger(place, { ...accessIn(region, context), clock: context.clock });
}

/** The same place, to be written to without changing it. */
export function ledgerTrialInS3(place: BucketAndPrefix, region: string, context: Context): LedgerTrial {
  return s3Trial(place, accessIn(region, context));
}

function accessIn(region: string, { clock, report, interrupted: signal }: Context) {
  const call = awsCalls({ clock, report, signal });
  return { call, settings: awsClientSettings({ region, sessionName: 'ecs-promote' }, call, clock) };
}
