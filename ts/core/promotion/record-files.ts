import type { Config } from '../config/config.ts';
import { releaseBytes } from '../release/release-id.ts';
import { serviceBuildToEntries } from '../service-env/service-build.ts';
import { writeServiceEnv } from '../service-env/write.ts';
import type { PromotionRecord } from './record.ts';

/**
 * What a deploy job archives: the record; and where the environment now runs the release, the release and each service's env
 * artifact, written anew from it, for the jobs downstream. A promotion that failed hands nothing on.
 */
export function recordFiles(
  record: PromotionRecord,
  config: Config,
): readonly (readonly [name: string, text: string])[] {
  const files: (readonly [string, string])[] = [['promotion.json', `${JSON.stringify(record, null, 2)}\n`]];
  if (record.result !== 'verified' && record.result !== 'nothingToDo') return files;
  files.push(['release.json', releaseBytes(record.release)]);
  for (const [name, build] of Object.entries(record.release.services)) {
    const service = config.services.find((candidate) => candidate.name === name);
    if (service)
      files.push([`${name}.env.groovy`, writeServiceEnv(serviceBuildToEntries(service.variable, build))]);
  }
  return files;
}
