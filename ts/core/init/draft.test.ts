import fc from 'fast-check';
import { parseConfig } from '../config/parse.ts';
import { ProblemError } from '../errors/problem.ts';
import { draftOf } from './draft.ts';
import { firstFiles } from './files.ts';
import { unknown, type Findings, type FoundEnvironment, type FoundServiceHere } from './findings.ts';
import { merged } from './merge.ts';
import { promotionYaml } from './promotion-yaml.ts';
import type { Wishes } from './wishes.ts';

const nothing: Wishes = {
  services: [],
  environments: [],
  clusters: [],
  folders: [],
  region: 'eu-west-1',
  engine: undefined,
  repository: undefined,
};

function draft(findings: Findings, wishes: Partial<Wishes> = {}) {
  const found = merged([findings]);
  const made = draftOf(found, { ...nothing, ...wishes });
  const config = parseConfig(promotionYaml(made), 'promotion.yaml');
  return { ...made, config, first: firstFiles(made, found) };
}

const shop = (name: string, services: readonly FoundServiceHere[], more: Partial<FoundEnvironment> = {}) => ({
  name,
  cluster: `shop-${name}`,
  services,
  ...more,
});

test('a service that is called otherwise in each environment gets a template, or is told where it differs', () => {
  const { file } = draft({
    services: [{ name: 'web' }, { name: 'api' }, { name: 'job' }],
    environments: [
      shop('test', [
        { service: 'web', ecsService: 'web-test', container: 'app' },
        { service: 'api', ecsService: 'api' },
        { service: 'job', ecsService: 'job' },
      ]),
      shop('live', [
        { service: 'web', ecsService: 'web-live', container: 'nginx' },
        { service: 'api', ecsService: 'api' },
        { service: 'job', ecsService: 'cron' },
      ]),
    ],
  });
  expect(file.services['web']).toMatchObject({ ecsService: 'web-{environment}', container: 'app' });
  expect(file.services['api']).not.toHaveProperty('ecsService');
  expect(file.environments['live']?.services).toEqual({
    web: { container: 'nginx' },
    job: { ecsService: 'cron' },
  });
});

test('a strategy that all services have is the environment’s, one of some is theirs', () => {
  const canary = { type: 'canary', percent: 10 } as const;
  const { file } = draft({
    services: [{ name: 'web' }, { name: 'api' }],
    environments: [
      shop('test', [
        { service: 'web', strategy: canary },
        { service: 'api', strategy: canary },
      ]),
      shop('live', [{ service: 'web', strategy: { type: 'blueGreen' } }, { service: 'api' }]),
    ],
  });
  expect(file.environments['test']).toMatchObject({ strategy: canary });
  expect(file.environments['live']).not.toHaveProperty('strategy');
  expect(file.environments['live']?.services).toEqual({ web: { strategy: { type: 'blueGreen' } } });
});

test('where CodeDeploy moves a service the engine is ours, whatever Terraform made', () => {
  const codeDeploy = { type: 'codeDeploy', application: 'shop', deploymentGroup: 'web' } as const;
  const { config } = draft({
    services: [{ name: 'web' }],
    environments: [
      shop('live', [{ service: 'web', strategy: codeDeploy }], { engine: 'terraform', stack: 'shop' }),
    ],
  });
  expect(config.environments[0]).toMatchObject({ engine: 'ecs', stack: 'shop' });
});

test('a missing image lies where the others do, and is marked', () => {
  const { file, unknowns } = draft({
    services: [
      { name: 'web', image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web' },
      { name: 'Api' },
    ],
    environments: [{ name: 'test' }],
  });
  expect(file.services['Api']?.image).toBe('111122223333.dkr.ecr.eu-west-1.amazonaws.com/api');
  expect(unknowns).toContainEqual(expect.objectContaining({ at: 'services.Api.image' }));
  expect(unknowns).not.toContainEqual(expect.objectContaining({ at: 'services.web.image' }));
});

test('services whose names come to one variable get different ones', () => {
  const { config } = draft({
    services: [{ name: 'a-b' }, { name: 'a_b' }, { name: 'A-B' }],
    environments: [{ name: 'test' }],
  });
  expect(config.services.map(({ variable }) => variable)).toEqual([
    'A_B_BUILD',
    'A_B_2_BUILD',
    'A_B_3_BUILD',
  ]);
});

test('environments of one cluster whose services nothing tells apart are refused', () => {
  const one = [{ service: 'web', ecsService: 'web' }];
  const environments = [shop('test', one), shop('live', one, { cluster: 'shop-test' })];
  expect(() => draft({ services: [{ name: 'web' }], environments })).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: 'init-same-ecs-service', category: 'usage' })],
    }) as Error,
  );
});

test('all that is missing is said at once', () => {
  let codes: readonly string[] = [];
  try {
    draft({}, { region: undefined });
  } catch (error) {
    if (error instanceof ProblemError) codes = error.problems.map(({ code }) => code);
  }
  expect(codes).toEqual(['init-no-services', 'init-no-environments', 'init-no-region']);
});

test('Terraform makes what is not there when it is wished, and its configuration is written', () => {
  const { first, config } = draft(
    { services: [{ name: 'web' }], environments: [{ name: 'test' }, { name: 'live', cluster: 'shop-live' }] },
    { engine: 'terraform' },
  );
  expect(config.environments.map(({ engine, stack }) => [engine, stack])).toEqual([
    ['terraform', 'app-cluster-test'],
    ['ecs', undefined],
  ]);
  expect(first.files.map(({ path }) => path)).toContain(
    'orchestration/config/eu-west-1/app-cluster-test/variables.tfvars',
  );
});

test('whatever was found, the file is one that every step reads', () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,20}$/).filter((one) => !(one in {}));
  const words = fc.constantFrom('true', 'null', 'yes', 'on', 'n', 'web', 'live', 'test', 'sandbox', 'e1');
  const names = fc.uniqueArray(fc.oneof(name, words), { minLength: 1, maxLength: 4 });
  const ecsName = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
  const strategy = fc.constantFrom(
    undefined,
    { type: 'blueGreen', bakeMinutes: 5 } as const,
    { type: 'codeDeploy', application: 'a\'"b: #', deploymentGroup: '${x}' } as const,
  );
  fc.assert(
    fc.property(
      names,
      names,
      ecsName,
      strategy,
      fc.boolean(),
      (services, environments, suffix, how, stacks) => {
        const { config } = draft({
          services: services.map((service) => ({ name: service, job: `ö "${service}"` })),
          repository: { repository: 'https://acme.example/x?a=#b', branch: "it's", credentials: 'id' },
          environments: environments.map((environment) => ({
            name: environment,
            cluster: `c-${environment}`,
            ...(stacks && {
              stack: `s.${environment}`,
              engine: 'terraform' as const,
              onDemand: true as const,
            }),
            services: services.map((service, at) => ({
              service,
              ecsService: `${at}${suffix}-${environment}`.slice(0, 200),
              container: suffix,
              ...(how && { strategy: how }),
            })),
          })),
          unknowns: [
            { file: 'promotion.yaml', at: `services.${services[0] ?? ''}.image`, what: 'a\n  b: "c\u2028d' },
          ],
        });
        expect(config.services.map((one) => one.name).toSorted()).toEqual(services.toSorted());
        for (const { services: targets, name: environment } of config.environments)
          expect(targets.map(({ ecsService }) => ecsService)).toEqual(
            config.services.map(({ name: service }) =>
              `${services.indexOf(service)}${suffix}-${environment}`.slice(0, 200),
            ),
          );
      },
    ),
    { numRuns: 300 },
  );
});

test('the repository is called a guess only where an old Jenkinsfile named it', () => {
  const guess = unknown('jenkins.repository', 'guessed');
  const guessed = { repository: { repository: 'git@x:acme/tools.git' }, unknowns: [guess] };
  const places = (sources: readonly Findings[]) => merged(sources).unknowns.map(({ at }) => at);
  expect(places([guessed])).toEqual(['jenkins.repository']);
  expect(places([{ repository: { repository: 'git@x:acme/deployments.git' } }, guessed])).toEqual([]);
});
