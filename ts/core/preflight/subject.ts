import type { Situation } from '../gates/situation.ts';
import type { ActiveService, LiveService } from '../live/live.ts';
import { actionsOf } from '../plan/actions.ts';
import type { ImageIdentity } from '../release/image.ts';
import type { Digest, ServiceBuild } from '../release/release.ts';

/** One service of the release, and what would be deployed for it. */
export interface Subject {
  readonly service: string;
  readonly ecsService: string;
  readonly live: LiveService;
  /** The task definition that would be copied, as RegisterTaskDefinition takes it; null for a service that is not there. */
  readonly definition: Readonly<Record<string, unknown>> | null;
  /** Account of the cluster, from the task definition's ARN. */
  readonly account: string;
  readonly image: SubjectImage;
  /** A release was verified here before. */
  readonly verifiedBefore: boolean;
  /** A deployment under way may be that of a promotion which was never finished, and whose place this one takes. */
  readonly takesAPlace: boolean;
  /** How the service is moved; null for one that is kept as it is. */
  readonly moves: 'rolling' | 'beside' | null;
}

export interface ActiveSubject extends Subject {
  readonly live: ActiveService;
  readonly definition: Readonly<Record<string, unknown>>;
}

export interface SubjectImage {
  readonly repository: string;
  readonly digest: Digest;
  /** Already known to be in the registry, since its tag names it; with its platforms where it has several. */
  readonly seen: ImageIdentity | null;
}

/** The services of the release that the environment has, in the order of the configuration. */
export function subjectsOf(situation: Situation): readonly Subject[] {
  const { environment, release, live, images, state } = situation;
  const moving = new Set(
    actionsOf(situation).flatMap(({ action, service }) => (action === 'deploy' ? [service] : [])),
  );
  return environment.services.flatMap(({ service, ecsService, strategy }): readonly Subject[] => {
    const build = release.services[service];
    if (!build) return [];
    const found = live.get(service);
    const template = found?.template ?? null;
    return [
      {
        service,
        ecsService,
        live: found?.service ?? { status: 'missing', ecsService },
        definition: template?.definition ?? null,
        account: template?.arn.split(':')[4] ?? '',
        image: imageOf(build, images.get(service) ?? null),
        verifiedBefore: state.lastVerified !== null,
        takesAPlace: state.unfinished !== null,
        moves: moving.has(service) ? (strategy.type === 'rolling' ? 'rolling' : 'beside') : null,
      },
    ];
  });
}

export function isActive(subject: Subject): subject is ActiveSubject {
  return subject.live.status === 'active' && subject.definition !== null;
}

function imageOf({ image, digest }: ServiceBuild, named: ImageIdentity | null): SubjectImage {
  return { repository: image, digest, seen: named?.digest === digest ? named : null };
}
