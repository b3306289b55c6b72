import type { EnvironmentFile } from '../config/environment-schema.ts';
import type { PromotionFile, ServiceFile } from '../config/schema.ts';
import type { StrategyFile } from '../config/strategy-schema.ts';
import { ecsServiceName } from '../config/resolve-environment.ts';
import { initErrors } from '../errors/catalogue/init.ts';
import { throwIfAny, type Problem } from '../errors/problem.ts';
import { variableName } from '../service-env/variable-name.ts';
import type { FoundEnvironment, FoundService, FoundServiceHere, Unknown } from './findings.ts';
import { unknown } from './findings.ts';
import { isLive, lineOf, type Station } from './line.ts';
import type { Merged } from './merge.ts';
import { ecsServiceTemplate } from './names.ts';
import type { Wishes } from './wishes.ts';
import { lookedAt, wishedEnvironments } from './wishes.ts';

/** A first promotion.yaml, and what in it only a person can say. It has the type of the schema, so it cannot have members that there are not. */
export interface Draft {
  readonly file: PromotionFile;
  /** Where a person must look, in the order of the file. */
  readonly unknowns: readonly Unknown[];
}

/** Stands where an account must stand and nobody knows which. */
export const noAccount = '000000000000';

/**
 * Decides, from all that was found.
 *
 * @throws ProblemError `init-no-services`, `init-no-environments`, `init-no-region`
 */
export function draftOf(found: Merged, wishes: Wishes): Draft {
  throwIfAny(missing(found, wishes));
  const region =
    wishes.region ?? mostCommon(found.environments.flatMap(({ region: one }) => one ?? [])) ?? '';
  const accountId = mostCommon(found.environments.flatMap(({ accountId: one }) => one ?? []));
  const line = lineOf(
    found.environments.map(({ name }) => name),
    wishedEnvironments(wishes),
  );
  const [first] = line.map(({ name }) => found.environments.find((one) => one.name === name));
  const registry = registryOf(found, first?.accountId ?? accountId, region);
  const services = withOwnVariables(
    found.services.map((service) => serviceDraft(service, found.environments, registry)),
  );
  const environments = line.map((station) =>
    environmentDraft(station, { found, wishes, services, defaults: { region, accountId } }),
  );
  const file: PromotionFile = {
    version: 1,
    defaults: { region, ...(accountId !== undefined && { accountId }) },
    ...(found.repository && { jenkins: found.repository }),
    services: Object.fromEntries(services.map(({ name, file: one }) => [name, one])),
    environments: Object.fromEntries(environments.map(({ name, file: one }) => [name, one])),
  };
  throwIfAny(sameEcsServices(file));
  const unknowns = [
    ...(accountId === undefined
      ? [
          unknown(
            'defaults.accountId',
            'the AWS account, which every step would compare with its credentials',
            "accountId: '123456789012'",
          ),
        ]
      : []),
    ...(found.repository
      ? []
      : [
          unknown(
            'jenkins',
            'the repository of this file and the Jenkinsfiles, without which `jobs` makes no jobs',
            'jenkins: { repository: git@github.com:acme/deployments.git }',
          ),
        ]),
    ...services.flatMap(({ unknowns: own }) => own),
    ...environments.flatMap(({ unknowns: own }) => own),
    ...found.unknowns,
  ];
  return { file, unknowns: onePerPlace(unknowns) };
}

function missing({ services, environments }: Merged, wishes: Wishes): readonly Problem[] {
  const looked = lookedAt(wishes);
  return [
    ...(services.length === 0 ? [initErrors.noServices.problem({ looked })] : []),
    ...(environments.length === 0 ? [initErrors.noEnvironments.problem({ looked })] : []),
    ...(wishes.region === undefined && environments.every((one) => one.region === undefined)
      ? [initErrors.noRegion.problem({})]
      : []),
  ];
}

interface Drafted<File> {
  readonly name: string;
  readonly file: File;
  readonly unknowns: readonly Unknown[];
}

function serviceDraft(
  { name, image, job, variable, source }: FoundService,
  environments: readonly FoundEnvironment[],
  registry: string,
): Drafted<ServiceFile> {
  const seen = environments.flatMap((environment) =>
    (environment.services ?? [])
      .filter(({ service }) => service === name)
      .map((here) => ({ ...here, environment: environment.name })),
  );
  const [first] = seen;
  const named = first?.ecsService;
  const constant =
    named !== undefined && seen.length > 1 && seen.every(({ ecsService }) => ecsService === named);
  const ecsService =
    first === undefined || named === undefined || constant
      ? named
      : ecsServiceTemplate(named, first.environment);
  const container = first?.container;
  return {
    name,
    file: {
      image: image ?? `${registry}/${name.toLowerCase().replace(/[_-]+$/, '')}`,
      ...(job !== undefined && job !== `${name}-build` && { job }),
      ...(variable !== undefined && variable !== variableName(name) && { variable }),
      ...(ecsService !== undefined && ecsService !== name && { ecsService }),
      ...(container !== undefined && container !== name && { container }),
      ...(source && { source }),
    },
    unknowns: [
      ...(image === undefined
        ? [unknown(`services.${name}.image`, 'guessed from the name: the repository in ECR')]
        : []),
      ...(seen.length === 0
        ? [
            unknown(
              `services.${name}.ecsService`,
              `what ECS calls it; ${name} where nothing is said`,
              `ecsService: ${name}-{environment}`,
            ),
          ]
        : []),
      ...(source
        ? []
        : [
            unknown(
              `services.${name}.source`,
              'where its source is; until then its build job is made by hand',
              `source: { repository: 'git@github.com:acme/${name}.git' }`,
            ),
          ]),
    ],
  };
}

interface Surroundings {
  readonly found: Merged;
  readonly wishes: Wishes;
  readonly services: readonly Drafted<ServiceFile>[];
  readonly defaults: { readonly region: string; readonly accountId: string | undefined };
}

function environmentDraft(
  { name, promotesFrom: [before] }: Station,
  { found, wishes, services, defaults }: Surroundings,
): Drafted<EnvironmentFile> {
  const environment = found.environments.find((one) => one.name === name) ?? { name };
  const here = environment.services ?? [];
  const shared = sharedStrategy(here);
  const own = services.flatMap((service) => differences(service, here, name, shared));
  const byTerraform = engineOf(environment, here, wishes) === 'terraform';
  const stack =
    environment.stack ?? (byTerraform && !environment.cluster ? `app-cluster-${name}` : undefined);
  const cluster = environment.cluster ?? (stack === undefined ? name : undefined);
  const at = `environments.${name}`;
  const guessedOrder = wishedEnvironments(wishes).length === 0 || !wishedEnvironments(wishes).includes(name);
  const live = isLive(name) || environment.confirmed === true;
  return {
    name,
    file: {
      ...(before !== undefined && { promotesFrom: before }),
      ...(cluster !== undefined && cluster !== stack && { cluster }),
      ...(stack !== undefined && { stack }),
      ...(byTerraform && { engine: 'terraform' as const }),
      ...(environment.region !== undefined &&
        environment.region !== defaults.region && { region: environment.region }),
      ...(environment.accountId !== undefined &&
        environment.accountId !== defaults.accountId && { accountId: environment.accountId }),
      ...(environment.assumeRole !== undefined && { assumeRole: environment.assumeRole }),
      ...(environment.onDemand && stack !== undefined && { onDemand: {} }),
      ...(shared && { strategy: shared }),
      ...(own.length > 0 && { services: Object.fromEntries(own) }),
    },
    unknowns: [
      ...(before !== undefined && guessedOrder
        ? [unknown(`${at}.promotesFrom`, 'guessed from the names: say what is right')]
        : []),
      ...(environment.cluster === undefined && stack === undefined
        ? [unknown(`${at}.cluster`, 'guessed: the ECS cluster')]
        : []),
      ...roleUnknown(environment, defaults.accountId),
      ...(environment.onDemand && stack !== undefined
        ? [
            unknown(
              `${at}.onDemand`,
              "when it is destroyed each day: { destroyAt: '20:00', timeZone: Australia/Melbourne }",
            ),
          ]
        : []),
      ...(live
        ? [
            unknown(
              `${at}.approval`,
              'who must approve what goes there',
              'approval: { from: [release-managers], notRequester: true }',
            ),
            unknown(
              `${at}.smoke`,
              'what must answer before a release counts as verified',
              "smoke: [{ url: 'https://live.acme.example/health' }]",
            ),
          ]
        : []),
      ...services
        .filter((service) => environment.services && !here.some((one) => one.service === service.name))
        .map((service) =>
          unknown(
            `${at}.services.${service.name}`,
            `${service.name} was not found there: make it, or what is promoted there will be refused`,
          ),
        ),
    ],
  };
}

/** Whoever ran init may be somebody in every account; an agent of Jenkins is somebody in one, and acts by roles in the others. */
function roleUnknown(
  { name, assumeRole, accountId }: FoundEnvironment,
  usual: string | undefined,
): readonly Unknown[] {
  const at = `environments.${name}.assumeRole`;
  if (assumeRole !== undefined)
    return [
      unknown(
        at,
        `init read it as this role; to deploy it needs what \`ecs-promote policy --environment ${name}\` prints`,
      ),
    ];
  if (accountId === undefined || accountId === usual) return [];
  return [
    unknown(
      at,
      `the role that an agent of account ${usual ?? ''} acts as in account ${accountId}`,
      `assumeRole: 'arn:aws:iam::${accountId}:role/ecs-promote-${name}'`,
    ),
  ];
}

/** CodeDeploy is the affair of the engine `ecs` alone. */
function engineOf({ engine, cluster }: FoundEnvironment, here: readonly FoundServiceHere[], wishes: Wishes) {
  const byCodeDeploy = here.some(({ strategy }) => strategy?.type === 'codeDeploy');
  if (byCodeDeploy) return 'ecs';
  return engine ?? (cluster === undefined ? wishes.engine : undefined);
}

/** The strategy that all services of an environment have; undefined for rolling, where they differ, and for CodeDeploy, whose groups move one each. */
function sharedStrategy(here: readonly FoundServiceHere[]): StrategyFile | undefined {
  const [first] = here;
  const same = here.every(({ strategy }) => JSON.stringify(strategy) === JSON.stringify(first?.strategy));
  return same && first?.strategy?.type !== 'codeDeploy' ? first?.strategy : undefined;
}

/** What a service is here and promotion.yaml does not say of it in general. */
function differences(
  { name, file }: Drafted<ServiceFile>,
  here: readonly FoundServiceHere[],
  environment: string,
  shared: StrategyFile | undefined,
): readonly (readonly [string, NonNullable<EnvironmentFile['services']>[string]])[] {
  const found = here.find(({ service }) => service === name);
  if (!found) return [];
  const { ecsService, container, strategy } = found;
  const usual = ecsServiceName(file.ecsService ?? name, environment);
  const own = {
    ...(ecsService !== undefined && ecsService !== usual && { ecsService }),
    ...(container !== undefined && container !== (file.container ?? name) && { container }),
    ...(strategy && !shared && { strategy }),
  };
  return Object.keys(own).length === 0 ? [] : [[name, own]];
}

/** `a-b` and `a_b` come to one variable, which the configuration refuses. */
function withOwnVariables(services: readonly Drafted<ServiceFile>[]): readonly Drafted<ServiceFile>[] {
  const taken = new Set<string>();
  return services.map((service) => {
    const wanted = service.file.variable ?? variableName(service.name);
    const stem = wanted.replace(/_BUILD$/, '');
    let variable = wanted;
    for (let number = 2; taken.has(variable); number++) variable = `${stem}_${number}_BUILD`;
    taken.add(variable);
    return variable === wanted ? service : { ...service, file: { ...service.file, variable } };
  });
}

/** Two environments of one cluster of one account and region whose services nothing tells apart. */
function sameEcsServices({ services, environments }: PromotionFile): readonly Problem[] {
  const owners = new Map<string, string>();
  return Object.entries(environments).flatMap(
    ([name, { cluster, stack, region, accountId, services: here = {} }]) => {
      const place = cluster ?? stack ?? '';
      const own = Object.entries(services).map(([service, { ecsService = service }]) =>
        JSON.stringify([
          accountId,
          region,
          place,
          ecsServiceName(here[service]?.ecsService ?? ecsService, name),
        ]),
      );
      const other = own.map((one) => owners.get(one)).find((one) => one !== undefined);
      for (const one of own) owners.set(one, name);
      return other === undefined
        ? []
        : [initErrors.sameEcsService.problem({ environments: [other, name], cluster: place })];
    },
  );
}

/** Where the other services' images are, else where those of the account would be that the line begins in. */
function registryOf({ services }: Merged, accountId: string | undefined, region: string): string {
  const hosts = services.flatMap(({ image }) => /^\d{12}\.dkr\.ecr\.[^/]+/.exec(image ?? '')?.[0] ?? []);
  return mostCommon(hosts) ?? `${accountId ?? noAccount}.dkr.ecr.${region}.amazonaws.com`;
}

function mostCommon(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter((one) => one === value).length;
  return values.toSorted((a, b) => count(b) - count(a))[0];
}

function onePerPlace(unknowns: readonly Unknown[]): readonly Unknown[] {
  const places = new Map(unknowns.map((one) => [`${one.file} ${one.at}`, one]));
  return [...places.values()];
}
