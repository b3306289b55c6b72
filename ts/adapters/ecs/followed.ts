import type { StoppedTask } from '../../core/live/live.ts';

/** What a process remembers of a deployment between two looks; all of it can be found again by a process that starts anew. */
export interface Followed {
  /** `ecs-svc/…`: its id in `deployments[]`, and what its tasks are started by; undefined until it is known. */
  startedBy: string | undefined;
  /** Whether the entry itself told it, and not the number of the service revision. */
  startedByIsSure: boolean;
  /** Undefined while ECS shows no service deployment for it. */
  serviceDeploymentArn: string | undefined;
  /** How often the service deployment was looked for. */
  searches: number;
  /** Whether `deployments[]` has listed it. */
  listedBefore: boolean;
  /** The number of the look in which its stopped tasks were last asked for; 0 before that. */
  listedAt: number;
  /** By ARN, as they were last described. */
  readonly stopped: Map<string, StoppedTask>;
}

/** What a process remembers of a cluster's deployments. */
export class FollowedDeployments {
  /** How many looks there were. */
  looks = 0;
  /** Pages of the last list of all stopped tasks of the cluster. */
  pagesOfCluster = 1;
  /** What started a stopped task, by ARN ("" for nothing): none is described only to learn again that it is somebody else's. */
  readonly starterOf = new Map<string, string>();
  readonly #byId = new Map<string, Followed>();

  /** @param deploymentId service deployment ARN or `ecs-svc/…` */
  of(deploymentId: string): Followed {
    const known = this.#byId.get(deploymentId);
    if (known) return known;
    const isEntry = deploymentId.startsWith('ecs-svc/');
    const followed: Followed = {
      startedBy: isEntry ? deploymentId : undefined,
      startedByIsSure: isEntry,
      serviceDeploymentArn: isEntry ? undefined : deploymentId,
      searches: 0,
      listedBefore: false,
      listedAt: 0,
      stopped: new Map(),
    };
    this.#byId.set(deploymentId, followed);
    return followed;
  }
}
