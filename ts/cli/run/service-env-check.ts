import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings } from '../../adapters/aws/client-settings.ts';
import { splitTag } from '../../adapters/ecr/address.ts';
import { ecrRegistry } from '../../adapters/ecr/index.ts';
import { awsErrors } from '../../core/errors/catalogue/aws.ts';
import type { serviceEnvCheckStep } from '../../steps/service-env-check.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof serviceEnvCheckStep> = async ({ build, image }, context) => {
  const { clock, report, interrupted } = context;
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = (region: string) => awsClientSettings({ region, sessionName: 'ecs-promote' }, call, clock);
  const { repository, tag = String(build) } = splitTag(image);
  const taken = await ecrRegistry({ settings, call }).resolve(repository, tag);
  if (taken) throw awsErrors.tagTaken.error({ repository, tag, digest: taken.digest });
  return { output: { image: repository, tag }, text: `${repository} has no tag ${tag} yet` };
};
