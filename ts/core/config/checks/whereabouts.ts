import { configErrors } from '../../errors/catalogue/config.ts';
import type { Problem } from '../../errors/problem.ts';
import type { Draft } from '../draft.ts';
import type { EnvironmentFile } from '../environment-schema.ts';
import type { Check } from './check.ts';

/** Every environment has a region and a cluster, and a stack where Terraform has something to do. */
export const whereabouts: Check = (draft) =>
  [...draft.environments].flatMap(([environment, file]) => {
    const { cluster, stack } = file;
    const place = draft.placeOfKey(['environments'], environment);
    const because = stack === undefined && reasonForStack(draft, file);
    return [
      ...(regionIsMissing(draft, file) ? [configErrors.regionMissing.problem({ environment }, place)] : []),
      ...(because ? [configErrors.stackMissing.problem({ environment, because }, place)] : []),
      ...(cluster === undefined && stack === undefined && !because
        ? [configErrors.clusterMissing.problem({ environment }, place)]
        : []),
    ] satisfies Problem[];
  });

function regionIsMissing({ defaults }: Draft, { region }: EnvironmentFile): boolean {
  return region === undefined && defaults !== null && defaults.region === undefined;
}

function reasonForStack({ defaults }: Draft, { engine, onDemand }: EnvironmentFile): string | false {
  if (onDemand) return 'it is created and destroyed on demand';
  return (engine ?? defaults?.engine) === 'terraform' && 'its engine is terraform';
}
