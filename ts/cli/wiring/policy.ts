import { deployThroughGroups, readDeploymentGroups } from '../../adapters/codedeploy/permissions.ts';
import { pushImages, readImages, tagImages } from '../../adapters/ecr/permissions.ts';
import { moveServices, readServices, runTasks } from '../../adapters/ecs/permissions.ts';
import { keepLedger } from '../../adapters/ledger/permissions.ts';
import { readLogs } from '../../adapters/logs/permissions.ts';
import { lookDeeply, readTraffic } from '../../adapters/preflight/permissions.ts';
import { assumeRoles } from '../../adapters/sts/permissions.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { policyErrors } from '../../core/errors/catalogue/policy.ts';
import { policyOf, type Policy } from '../../core/policy/document.ts';
import { scopeOf, type Surroundings } from '../../core/policy/scope.ts';
import type { Statement } from '../../core/policy/statement.ts';

export const policyRoles = ['deployer', 'reader', 'builder', 'agent'] as const;
export type PolicyRole = (typeof policyRoles)[number];

export interface PolicyWish {
  readonly role: PolicyRole;
  /** Undefined: all of them, which only an agent's policy can be for. */
  readonly environment: Environment | undefined;
  /** Services that are built; undefined: all of them. */
  readonly services: readonly string[] | undefined;
}

/**
 * The policy that a role of this configuration needs, and nothing more.
 *
 * Images and the ledger are asked for as whoever runs the program, and all else as the environment's `assumeRole`: so what these take
 * stands in the agent's policy, unless the environment has no role of its own.
 *
 * @throws policy-environment-wanted, policy-builder-anywhere, policy-account-unknown, and what `surroundings` throws
 */
export async function policyFor(
  { role, environment, services }: PolicyWish,
  config: Config,
  surroundings: (environment: Environment) => Promise<Surroundings>,
): Promise<Policy> {
  const all = config.services.map(({ image }) => image);
  const built = config.services
    .filter(({ name }) => services?.includes(name) ?? true)
    .map(({ image }) => image);
  if (role === 'builder') {
    if (environment) throw policyErrors.builderAnywhere.error({ environment: environment.name });
    return policyOf(pushImages(built));
  }
  if (role === 'agent') {
    const chosen = environment ? [environment] : config.environments;
    const own = chosen.filter(({ assumeRole }) => assumeRole === undefined);
    return policyOf([
      ...pushImages(built),
      ...readImages(all),
      ...keeping(chosen, all),
      ...chosen.slice(0, 1).flatMap(({ region }) => keepLedger(config.ledger, region, 'write')),
      ...assumeRoles(chosen.flatMap(({ assumeRole }) => assumeRole ?? [])),
      ...(await Promise.all(own.map((each) => deploying(each, surroundings)))).flat(),
    ]);
  }
  const wanted = required(role, environment, config);
  const isOurs = wanted.assumeRole === undefined;
  const images = isOurs ? all : [];
  const ledger = isOurs ? config.ledger : undefined;
  if (role === 'reader')
    return policyOf([
      ...readImages(images),
      ...keepLedger(ledger, wanted.region, 'read'),
      ...reading(scopeOf(wanted, await surroundings(wanted))),
    ]);
  return policyOf([
    ...readImages(images),
    ...keeping([wanted], images),
    ...keepLedger(ledger, wanted.region, 'write'),
    ...(await deploying(wanted, surroundings)),
  ]);
}

/** @throws policy-environment-wanted */
export function required(
  role: string,
  environment: Environment | undefined,
  { environments }: Config,
): Environment {
  if (environment) return environment;
  throw policyErrors.environmentWanted.error({ role, known: environments.map(({ name }) => name) });
}

/** Where an environment asks for it. */
function keeping(environments: readonly Environment[], images: readonly string[]): readonly Statement[] {
  return environments.some(({ keepImages }) => keepImages) ? tagImages(images) : [];
}

type Scope = ReturnType<typeof scopeOf>;

/** `plan`, `verify`, `status`, `diagnose`. */
function reading(scope: Scope): readonly Statement[] {
  return [
    ...readServices(scope),
    ...readTraffic(scope),
    ...readDeploymentGroups(scope),
    ...readLogs(scope),
    ...lookDeeply(scope),
  ];
}

/** The same, `promote`, `restart` and `rollback`. */
async function deploying(
  environment: Environment,
  surroundings: (environment: Environment) => Promise<Surroundings>,
): Promise<readonly Statement[]> {
  const scope = scopeOf(environment, await surroundings(environment));
  return [...reading(scope), ...moveServices(scope), ...deployThroughGroups(scope), ...runTasks(scope)];
}
