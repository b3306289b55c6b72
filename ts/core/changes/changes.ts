import type { Digest, ServiceBuild } from '../release/release.ts';
import { changeOf, type DiffRow } from '../release/diff.ts';
import type { StackChanges } from '../terraform/stack-changes.ts';
import type { Commits } from './commits.ts';
import type { ServiceState, State } from './state.ts';
import { taskDefinitionChange, type TaskDefinitionChange } from './task-definition.ts';

/** What is different between two states. */
export interface Changes {
  readonly from: Compared;
  readonly to: Compared;
  /** Every service of either, in the order of their names. */
  readonly services: readonly ServiceChange[];
  /** What Terraform did to bring each of them there, or what it would do where that is planned. */
  readonly terraform: readonly StackSummary[];
}

export type Compared = Pick<State, 'name' | 'environment' | 'releaseId'>;

export interface StackSummary extends Pick<StackChanges, 'stack' | 'region'> {
  readonly environment: string;
  /** Whether it would do it, or did. */
  readonly planned: boolean;
  readonly resources: readonly Pick<
    StackChanges['resources'][number],
    'address' | 'action' | 'attributes' | 'touches'
  >[];
}

export interface ServiceChange {
  readonly service: string;
  /** As in the difference of two releases; `settings`: the same image by another task definition; `unknownBuild`: an image of no build. */
  readonly change: DiffRow['change'] | 'settings' | 'unknownBuild';
  readonly from: SideOfService | null;
  readonly to: SideOfService | null;
  /** Null where there are none between, or no build to begin from. */
  readonly commits: Commits | null;
  /** Null where it is the same but for the image, or where one side has none. */
  readonly taskDefinition: TaskDefinitionChange | null;
}

export interface SideOfService {
  /** Null for the image of no known build. */
  readonly build: number | null;
  readonly commit: string | null;
  readonly subject: string | null;
  /** `repository@sha256:…`, or whatever the task definition says. */
  readonly image: string;
  readonly digest: Digest | null;
}

/**
 * @param commits by service, for those whose builds differ
 * @param planned what Terraform would do, instead of what it did
 */
export function compare(
  from: State,
  to: State,
  commits: ReadonlyMap<string, Commits>,
  planned?: { readonly environment: string; readonly terraform: StackChanges | undefined },
): Changes {
  const names = new Set([...from.services.keys(), ...to.services.keys()]);
  return {
    from: compared(from),
    to: compared(to),
    services: [...names]
      .toSorted()
      .map((service) =>
        serviceChange(
          service,
          from.services.get(service),
          to.services.get(service),
          commits.get(service) ?? null,
        ),
      ),
    terraform: (planned ? [planned] : [from, to]).flatMap(({ environment, terraform }) =>
      environment !== null && terraform ? [summaryOf(environment, planned !== undefined, terraform)] : [],
    ),
  };
}

function compared({ name, environment, releaseId }: State): Compared {
  return { name, environment, releaseId };
}

/** The builds of a service between which there are commits: both are known, and they differ. */
export function buildsApart(
  from: ServiceState | undefined,
  to: ServiceState | undefined,
): { readonly from: ServiceBuild; readonly to: ServiceBuild } | null {
  if (!from?.build || !to?.build || from.build.build === to.build.build) return null;
  return { from: from.build, to: to.build };
}

function serviceChange(
  service: string,
  from: ServiceState | undefined,
  to: ServiceState | undefined,
  commits: Commits | null,
): ServiceChange {
  const taskDefinition = from?.runsBy && to?.runsBy ? taskDefinitionChange(from.runsBy, to.runsBy) : null;
  const change = kindOf(from, to);
  return {
    service,
    change: change === 'same' && taskDefinition ? 'settings' : change,
    from: from ? sideOf(from) : null,
    to: to ? sideOf(to) : null,
    commits,
    taskDefinition,
  };
}

function kindOf(from: ServiceState | undefined, to: ServiceState | undefined): ServiceChange['change'] {
  if (!from) return 'added';
  if (!to) return 'removed';
  if (from.build && to.build) return changeOf(from.build, to.build);
  return from.image === to.image ? 'same' : 'unknownBuild';
}

function sideOf({ build, image }: ServiceState): SideOfService {
  return {
    build: build?.build ?? null,
    commit: build?.commit ?? null,
    subject: build?.subject ?? null,
    image,
    digest: build?.digest ?? null,
  };
}

/** Without the hashes of values, which are for comparing plans. */
function summaryOf(
  environment: string,
  planned: boolean,
  { stack, region, resources }: StackChanges,
): StackSummary {
  return {
    environment,
    planned,
    stack,
    region,
    resources: resources.map(({ address, action, attributes, touches }) => ({
      address,
      action,
      attributes,
      touches,
    })),
  };
}
