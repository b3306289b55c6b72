import type { Environment, ServiceTarget } from '../core/config/config.ts';
import { environmentsBefore } from '../core/config/environments-before.ts';
import type { LiveTarget, PromotionRequest, Situation } from '../core/gates/situation.ts';
import { environmentState, recordedReleases, verificationOf } from '../core/ledger/environment-state.ts';
import type { Fact, ProofRow } from '../core/ledger/fact.ts';
import type { LiveService } from '../core/live/live.ts';
import type { ImageIdentity } from '../core/release/image.ts';
import { releaseId, servicesHash } from '../core/release/release-id.ts';
import type { Release } from '../core/release/release.ts';
import type { StackChanges } from '../core/terraform/stack-changes.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Registry } from '../ports/registry.ts';
import type { Services } from '../ports/services.ts';
import { observe } from './observe.ts';
import type { EnvironmentTools } from './tools.ts';

/** Reads everything a decision about `release` rests on. Changes nothing. */
export async function gatherSituation(
  release: Release,
  request: PromotionRequest,
  tools: Omit<EnvironmentTools, 'report' | 'interrupted' | 'probe'>,
): Promise<Situation> {
  const { config, environment, ledger, registry, clock } = tools;
  const before = environmentsBefore(environment, config);
  const facts = await factsOf(ledger, [environment.name, ...before]);
  const stateOf = (name: string) => environmentState(name, facts.get(name) ?? []);
  const state = stateOf(environment.name);
  const proven = request.kind === 'rollback' ? verificationOf(state, servicesHash(release)) : undefined;
  const [live, images] = await Promise.all([
    liveTargets(tools, release, proven?.proof ?? []),
    imagesOf(registry, release),
  ]);
  const stack = environment.engine === 'terraform' ? await planned(tools.stack, release) : undefined;
  return {
    config,
    environment,
    release,
    releaseId: releaseId(release),
    servicesHash: servicesHash(release),
    state,
    upstream: new Map(before.map((name) => [name, stateOf(name)])),
    known: recordedReleases([...facts.values()].flat()),
    live,
    images,
    checks: new Map(),
    request,
    stack,
    away: stack === undefined ? [] : tools.stack?.away(release, facts.get(environment.name) ?? []),
    now: clock.now(),
  };
}

/** Never without: it would be promoted past Terraform. */
function planned(stack: EnvironmentTools['stack'], release: Release): Promise<StackChanges> {
  if (!stack) throw new Error('the engine is terraform, and there is no stack');
  return stack.plan(release);
}

/** The facts of the environments, by environment. */
export async function factsOf(
  ledger: Ledger,
  environments: readonly string[],
): Promise<ReadonlyMap<string, readonly Fact[]>> {
  return new Map(
    await Promise.all(environments.map(async (name) => [name, await ledger.read(name)] as const)),
  );
}

async function liveTargets(
  tools: Pick<EnvironmentTools, 'services' | 'environment'>,
  release: Release,
  proven: readonly ProofRow[],
): Promise<ReadonlyMap<string, LiveTarget>> {
  const { services, environment } = tools;
  const { engine } = environment;
  const targets = environment.services.filter(({ service }) => service in release.services);
  const found = await observe(
    targets.map(({ ecsService }) => ecsService),
    tools,
  );
  return new Map(
    await Promise.all(
      targets.map(async (target) => {
        const { ecsService } = target;
        const live = found.get(ecsService) ?? { status: 'missing' as const, ecsService };
        return [target.service, await liveTarget(services, live, target, engine, proven)] as const;
      }),
    ),
  );
}

async function liveTarget(
  services: Services,
  service: LiveService,
  { service: name, strategy }: ServiceTarget,
  engine: Environment['engine'],
  proven: readonly ProofRow[],
): Promise<LiveTarget> {
  const codeDeploy = strategy.type === 'codeDeploy' ? await services.codeDeployGroup(strategy) : null;
  if (service.status !== 'active') return { service, current: null, template: null, codeDeploy };
  const current = await services.taskDefinition(service.taskDefinition);
  // Terraform writes its own, and what it had written before it may have deregistered.
  if (engine === 'terraform') return { service, current, template: current, codeDeploy };
  const before = proven.find((row) => row.service === name)?.taskDefinition;
  const template =
    before === undefined
      ? ((await services.newestForeignRevision(current.family)) ?? current)
      : await services.taskDefinition(before);
  return { service, current, template, codeDeploy };
}

async function imagesOf(
  registry: Registry,
  release: Release,
): Promise<ReadonlyMap<string, ImageIdentity | null>> {
  return new Map(
    await Promise.all(
      Object.entries(release.services).map(
        async ([service, { image, tag }]) => [service, (await registry.resolve(image, tag)) ?? null] as const,
      ),
    ),
  );
}
