import type { CodeDeployStrategy, Environment } from '../config/config.ts';
import { policyErrors } from '../errors/catalogue/policy.ts';
import { deepNeedsOf } from '../preflight/deep/needs.ts';
import type { Reference } from '../preflight/deep/references.ts';
import type { Registrable } from '../task-definition/copy-with-image.ts';
import { roleArn, type Place } from './statement.ts';

/** What promotion.yaml does not say of an environment: AWS does, or a team's own files. */
export interface Surroundings {
  /** By service: what runs, and what the next promotion copies where that is another one. */
  readonly definitions: ReadonlyMap<string, readonly Registrable[]>;
  /** Of smoke checks that run a family of their own. */
  readonly checks: readonly Registrable[];
  readonly capacityProviders: readonly string[];
  /** Roles as which ECS calls the services' own lifecycle hooks. */
  readonly hookRoles: readonly string[];
  /** Null where no service stands behind a load balancer. */
  readonly traffic: Traffic | null;
  readonly securityGroups: boolean;
}

/** By what the traffic of a service that shifts it is found: rules of an Application Load Balancer, listeners of a Network Load Balancer. */
export interface Traffic {
  readonly rules: boolean;
  readonly listeners: boolean;
}

/** All names that the permissions of one environment are about; each list without doubles. */
export interface Scope {
  readonly place: Place;
  readonly cluster: string;
  /** ECS services: all of them, and those that ECS itself moves. */
  readonly services: readonly string[];
  readonly movedByEcs: readonly string[];
  /** Whether the engine is ours; with Terraform's it is Terraform that registers and deploys. */
  readonly writes: boolean;
  readonly pauses: boolean;
  readonly groups: readonly CodeDeployStrategy[];
  readonly families: readonly string[];
  /** Families that smoke checks run tasks of. */
  readonly runFamilies: readonly string[];
  /** ARNs. */
  readonly taskRoles: readonly string[];
  readonly executionRoles: readonly string[];
  readonly hookRoles: readonly string[];
  readonly logGroups: readonly LogGroup[];
  /** Secrets and parameters. */
  readonly references: readonly Reference[];
  readonly capacityProviders: readonly string[];
  /** Tasks have network interfaces of their own. */
  readonly ownNetwork: boolean;
  readonly securityGroups: boolean;
  readonly traffic: Traffic | null;
}

export interface LogGroup extends Place {
  readonly name: string;
  /** The agent of ECS creates it. */
  readonly created: boolean;
}

/** @throws policy-account-unknown */
export function scopeOf(environment: Environment, around: Surroundings): Scope {
  const { cluster, services, engine } = environment;
  const place = { region: environment.region, accountId: accountOf(environment) };
  const definitions = [...[...around.definitions.values()].flat(), ...around.checks];
  const needs = definitions.map((definition) => deepNeedsOf(definition));
  const arns = (roles: readonly (string | null)[]) =>
    unique(roles.flatMap((role) => (role === null ? [] : [roleArn(role, place)])));
  return {
    place,
    cluster: cluster.replace(/^.*\//, ''),
    services: unique(services.map(({ ecsService }) => ecsService)),
    movedByEcs: unique(
      services.flatMap(({ ecsService, strategy }) => (strategy.type === 'codeDeploy' ? [] : [ecsService])),
    ),
    writes: engine === 'ecs',
    pauses: services.some(({ strategy }) => 'pauses' in strategy && strategy.pauses.length > 0),
    groups: services.flatMap(({ strategy }) => (strategy.type === 'codeDeploy' ? [strategy] : [])),
    families: unique(definitions.map(familyOf)),
    runFamilies: unique(runBy(environment, around)),
    taskRoles: arns(needs.map(({ taskRole }) => taskRole)),
    executionRoles: arns(needs.map(({ executionRole }) => executionRole)),
    hookRoles: unique(around.hookRoles),
    logGroups: needs.flatMap(({ logGroups }) =>
      logGroups.map(({ name, region, created }) => ({
        ...place,
        name,
        created,
        ...(region !== null && { region }),
      })),
    ),
    references: needs.flatMap(({ references }) => references),
    capacityProviders: unique(around.capacityProviders),
    ownNetwork: needs.some(({ networkMode }) => networkMode === 'awsvpc'),
    securityGroups: around.securityGroups,
    traffic: around.traffic,
  };
}

/**
 * Whoever may act as the role acts in the account of the role.
 *
 * @throws policy-account-unknown
 */
export function accountOf({ name, accountId, assumeRole }: Environment): string {
  const account = accountId ?? assumeRole?.split(':')[4];
  if (account === undefined) throw policyErrors.accountUnknown.error({ environment: name });
  return account;
}

/** A check without a family of its own runs the service's. */
function runBy({ smoke }: Environment, { definitions, checks }: Surroundings): readonly string[] {
  const tasks = smoke.filter((check) => check.kind === 'task');
  const own = tasks.some(({ taskDefinition }) => taskDefinition !== null) ? checks.map(familyOf) : [];
  const ofServices = tasks.flatMap(({ taskDefinition, service }) => {
    return taskDefinition === null ? (definitions.get(service) ?? []).map(familyOf) : [];
  });
  return [...own, ...ofServices];
}

function familyOf(definition: Registrable): string {
  return String(definition['family']);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
