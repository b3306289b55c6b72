import type { StrategyFile } from '../config/strategy-schema.ts';
import { imageRepository } from '../release/image-repository.ts';
import type { Findings, FoundService, FoundServiceHere, Unknown } from './findings.ts';
import { unknown } from './findings.ts';
import { ecsServiceTemplate, fittingName, serviceOf } from './names.ts';
import type { WishedCluster } from './wishes.ts';

/** An ECS cluster as the API tells it, as far as promotion.yaml depends on it. */
export interface ClusterPicture {
  /** As it was asked for: a name or an ARN. */
  readonly cluster: string;
  readonly region: string;
  readonly accountId: string;
  /** The active services. */
  readonly services: readonly ServicePicture[];
}

export interface ServicePicture {
  readonly ecsService: string;
  readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  /** What promotion.yaml calls it; absent: rolling. */
  readonly strategy?: StrategyFile;
  /** With CodeDeploy: where application and group are from. */
  readonly groupKnown: boolean;
  readonly desiredCount: number;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly essential: boolean;
  }[];
  /** Containers that load balancers lead to. */
  readonly balanced: readonly string[];
}

/**
 * What a cluster tells of its environment.
 *
 * @param others environments in the same cluster, whose services are those that are named after them
 */
export function findingsOfCluster(
  { environment, role }: WishedCluster,
  { cluster, region, accountId, services }: ClusterPicture,
  others: readonly string[],
): Findings {
  const own = services.filter(
    ({ ecsService }) => !others.some((other) => ecsServiceTemplate(ecsService, other) !== ecsService),
  );
  const moved = own.filter(({ controller }) => controller !== 'EXTERNAL');
  const names = namesOf(moved, environment);
  const told = moved.map((service, at) => toldBy(service, environment, names[at] ?? ''));
  return {
    named: `the cluster ${cluster} of ${environment}`,
    services: told.map(({ service }) => service),
    environments: [
      {
        name: environment,
        cluster,
        region,
        accountId,
        ...(role !== undefined && { assumeRole: role }),
        services: told.map(({ here }) => here),
      },
    ],
    unknowns: told.flatMap(({ unknowns }) => unknowns),
    remarks: [
      ...(own.length === 0 ? [`The cluster ${cluster} has no active service of ${environment}.`] : []),
      ...own
        .filter(({ controller }) => controller === 'EXTERNAL')
        .map(
          ({ ecsService }) =>
            `${ecsService} in ${cluster} has the deployment controller EXTERNAL: a program of yours moves it, and it is left out.`,
        ),
      ...told.flatMap(({ remarks }) => remarks),
    ],
  };
}

interface Told {
  readonly service: FoundService;
  readonly here: FoundServiceHere;
  readonly unknowns: readonly Unknown[];
  readonly remarks: readonly string[];
}

/** Each its own: where `web` and `web-live` are both there, the second keeps its whole name. */
function namesOf(services: readonly ServicePicture[], environment: string): readonly string[] {
  const taken = new Set<string>();
  return services.map(({ ecsService }) => {
    const short = serviceOf(ecsService, environment);
    const long = fittingName(ecsService, 'service');
    let name = taken.has(short) ? long : short;
    for (let number = 2; taken.has(name); number++) name = `${long.slice(0, 58)}-${number}`;
    taken.add(name);
    return name;
  });
}

function toldBy(picture: ServicePicture, environment: string, name: string): Told {
  const { ecsService, strategy, desiredCount, containers } = picture;
  const { container, sure } = containerOf(picture, name);
  const { repository, tag } = imageParts(container.image);
  const known = imageRepository.safeParse(repository).success;
  const others = containers.map((one) => one.name).filter((one) => one !== container.name);
  return {
    service: { name, ...(known && { image: repository }) },
    here: { service: name, ecsService, container: container.name, ...(strategy && { strategy }) },
    unknowns: [
      ...(sure || others.length === 0
        ? []
        : [
            unknown(
              `services.${name}.container`,
              `the container whose image changes; ${ecsService} has ${others.join(', ')}, too`,
            ),
          ]),
      ...(strategy?.type === 'codeDeploy' && !picture.groupKnown
        ? [
            unknown(
              `environments.${environment}.services.${name}.strategy`,
              `names that the ECS console gives; no deployment of CodeDeploy says which group moves ${ecsService}`,
            ),
          ]
        : []),
    ],
    remarks: [
      ...imageRemark(ecsService, environment, container.image, tag),
      ...(desiredCount === 0
        ? [
            `${ecsService} in ${environment} wants no task: a promotion there is deployed, and nothing can be proven.`,
          ]
        : []),
      ...(/^\d{12}\.dkr\.ecr\./.test(repository)
        ? []
        : [
            `${ecsService} in ${environment} runs ${repository}, which is in no private ECR repository: only images in ECR can be promoted.`,
          ]),
    ],
  };
}

/** Behind a load balancer, else called like the service, else the only essential one; else the first, which is a guess. */
function containerOf({ containers, balanced }: ServicePicture, service: string) {
  const essential = containers.filter((one) => one.essential);
  const sure =
    containers.find(({ name }) => balanced.includes(name)) ??
    containers.find(({ name }) => name === service) ??
    (essential.length === 1 ? essential[0] : undefined);
  const container = sure ?? essential[0] ?? containers[0] ?? { name: service, image: '', essential: true };
  return { container, sure: sure !== undefined };
}

/** `host:5000/a/b:tag@sha256:…`: a colon behind the last slash begins the tag. */
function imageParts(image: string): { readonly repository: string; readonly tag: string } {
  const [whole = ''] = image.split('@');
  const at = whole.lastIndexOf(':');
  const tagged = at > whole.lastIndexOf('/');
  return {
    repository: tagged ? whole.slice(0, at) : whole,
    tag: image.includes('@') ? '' : tagged ? whole.slice(at + 1) : 'latest',
  };
}

function imageRemark(ecsService: string, environment: string, image: string, tag: string): readonly string[] {
  if (tag === '') return [];
  return tag === 'latest'
    ? [
        `${ecsService} in ${environment} runs ${image === '' ? 'an image' : image} by the tag latest: which build that is, nobody can tell. The first promotion writes the digest.`,
      ]
    : [
        `${ecsService} in ${environment} runs its image by the tag ${tag}, which may be moved; the first promotion writes the digest.`,
      ];
}
