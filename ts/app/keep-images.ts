import type { Release, ReleaseId, ServiceBuild } from '../core/release/release.ts';
import { isVerifiedTag, verifiedTag } from '../core/release/verified-tag.ts';
import { lookAtEach } from './preflight/look.ts';
import type { EnvironmentTools } from './tools.ts';

/** A release that was verified just now. */
export interface Verified {
  readonly release: Release;
  readonly releaseId: ReleaseId;
}

/**
 * Tags the images of a verified release, so that no life-cycle rule expires what the environment may go back to. An image has one such
 * tag for each environment, of the release that brought it: a service that changes seldom would otherwise come to the thousand tags
 * that ECR allows an image ("Amazon ECR service quotas").
 *
 * What runs is verified whether or not it can be tagged, so a refusal of AWS is told and does not fail the promotion.
 */
export async function keepImages(
  { release, releaseId }: Verified,
  { environment, registry, report }: EnvironmentTools,
): Promise<void> {
  if (!environment.keepImages) return;
  const tag = verifiedTag(environment.name, releaseId);
  const tagUnlessTagged = async ({ image, digest }: ServiceBuild): Promise<boolean> => {
    const tags = (await registry.tagsOf(image, digest)) ?? [];
    if (tags.some((each) => isVerifiedTag(each, environment.name))) return false;
    await registry.addTag(image, digest, tag);
    return true;
  };
  for (const [service, tagged] of await lookAtEach(
    new Map(Object.entries(release.services)),
    tagUnlessTagged,
  )) {
    if (!tagged.known)
      report.line(`  ${service}  may expire in ECR, ${tag} could not be added: ${tagged.why}`);
    else if (tagged.value) report.line(`  ${service}  kept in ECR as ${tag}`);
  }
}
