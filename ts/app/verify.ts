import type { Situation } from '../core/gates/situation.ts';
import type { Checked } from '../core/preflight/check.ts';
import type { Facts, ImageFacts, TargetGroup } from '../core/preflight/facts.ts';
import { checkedOf, hasDeepQuestions, judge, type DeepFindings } from '../core/preflight/judge.ts';
import { groupsOf } from '../core/preflight/load-balancers.ts';
import { known, type Looked } from '../core/preflight/looked.ts';
import type { PreflightRow } from '../core/preflight/row.ts';
import { isActive, subjectsOf, type ActiveSubject } from '../core/preflight/subject.ts';
import { shiftsTraffic, trafficKey } from '../core/preflight/traffic.ts';
import type { ImagePlatforms, Surroundings } from '../ports/preflight.ts';
import { byName, look, lookAtEach } from './preflight/look.ts';

export interface VerifyTools {
  readonly surroundings: Surroundings;
  readonly images: ImagePlatforms;
}

/** Looks at everything that a deployment of the release would need, and judges it. Changes nothing; one failure hides no other. */
export async function verify(situation: Situation, tools: VerifyTools): Promise<readonly PreflightRow[]> {
  // What Terraform is about to create can't be looked at.
  const subjects = subjectsOf(situation).filter((subject) => !situation.stack || isActive(subject));
  const active = subjects.filter(isActive);
  const { surroundings, images } = tools;
  const settings = await look(surroundings.settings(active.map(({ ecsService }) => ecsService)));
  const [found, balancing] = await Promise.all([
    imagesOf(active, images),
    balancingOf(active, settings, surroundings),
  ]);
  const facts: Facts = { settings, images: found, ...balancing };
  return judge(subjects, facts, await deepFindings(checkedOf(subjects, facts), surroundings));
}

async function deepFindings(checked: readonly Checked[], surroundings: Surroundings): Promise<DeepFindings> {
  if (!hasDeepQuestions(checked)) return new Map();
  const deep = surroundings.deepChecks();
  return typeof deep === 'string' ? deep : deep.findings(checked);
}

async function imagesOf(
  subjects: readonly ActiveSubject[],
  images: ImagePlatforms,
): Promise<ReadonlyMap<string, Looked<ImageFacts | null>>> {
  const found = subjects.map(async ({ service, image }) => [service, await imageOf(image, images)] as const);
  return new Map(await Promise.all(found));
}

/** What a tag names is there, and of an index the platforms are known: most images cost no request. */
async function imageOf(
  { repository, digest, seen }: ActiveSubject['image'],
  images: ImagePlatforms,
): Promise<Looked<ImageFacts | null>> {
  if (seen?.platforms) return known({ digest, platforms: Object.keys(seen.platforms) });
  const found = await look(images.platforms(repository, digest));
  if (!found.known) return found;
  return known(found.value === undefined ? null : { digest, platforms: found.value });
}

async function balancingOf(
  subjects: readonly ActiveSubject[],
  settings: Facts['settings'],
  surroundings: Surroundings,
): Promise<Pick<Facts, 'targetGroups' | 'health' | 'traffic'>> {
  const behind = subjects.flatMap((subject) => {
    const own = settings.known ? settings.value.get(subject.ecsService) : undefined;
    return (own?.loadBalancers ?? []).map((balancer) => ({ subject, balancer }));
  });
  const groups = [...new Set(behind.flatMap(({ balancer }) => groupsOf(balancer)))];
  const awake = behind.filter(({ subject }) => subject.live.desiredCount > 0);
  const [targetGroups, health] = await Promise.all([
    groups.length === 0 ? known(new Map<string, TargetGroup>()) : look(surroundings.targetGroups(groups)),
    lookAtEach(byName(awake.flatMap(({ balancer }) => groupsOf(balancer))), (group) =>
      surroundings.targetHealth(group),
    ),
  ]);
  const shifting = behind.filter(({ subject, balancer }) => shiftsTraffic(subject, balancer));
  const traffic = await lookAtEach(
    new Map(shifting.map(({ balancer }) => [trafficKey(balancer), balancer])),
    ({ productionRule, targetGroup }) => {
      if (productionRule !== null) return surroundings.trafficOfRule(productionRule);
      const group = targetGroups.known ? targetGroups.value.get(targetGroup) : undefined;
      return surroundings.trafficTo(targetGroup, group?.loadBalancers ?? []);
    },
  );
  return { targetGroups, health, traffic };
}
