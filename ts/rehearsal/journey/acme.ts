/** The company of the rehearsal: three services, five environments, and what its `promotion.yaml` says of them. */
export const region = 'ap-southeast-2';
export const accountId = '123456789012';
export const registry = `${accountId}.dkr.ecr.${region}.amazonaws.com`;

/** For the clients of the emulated AWS. */
export function clientSettings(endpoint: string) {
  return {
    endpoint,
    region,
    credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'rehearsal' },
  };
}

export interface SampleService {
  readonly name: string;
  /** Number of the first build, as if there had been others before. */
  readonly firstBuild: number;
  /** Behind a load balancer, or a worker without one. */
  readonly port: number | null;
  /** Its task definition has a health check of the container's own. */
  readonly hasHealthCheck: boolean;
}

export const sampleServices: readonly SampleService[] = [
  { name: 'service1', firstBuild: 90, port: 8080, hasHealthCheck: false },
  { name: 'service2', firstBuild: 41, port: 8080, hasHealthCheck: true },
  { name: 'service3', firstBuild: 17, port: null, hasHealthCheck: false },
];

export const environments = ['test', 'beta', 'staging', 'live', 'sandbox'] as const;
export type EnvironmentName = (typeof environments)[number];

/** Desired number of tasks; the worker sleeps in the sandbox, so that there is something which can't be proven. */
export function desiredCount(environment: EnvironmentName, service: SampleService): number {
  if (environment === 'sandbox' && service.port === null) return 0;
  return environment === 'live' ? 3 : 2;
}

/** The environments that come and go where Terraform is there: their services are in stacks, and the engine is `terraform`. */
export const onDemand: readonly EnvironmentName[] = ['test', 'staging'];

export const promotionYaml = promotionYamlOf([]);

/** @param byTerraform environments that Terraform writes */
export function promotionYamlOf(byTerraform: readonly EnvironmentName[]): string {
  const where = (environment: EnvironmentName): string =>
    byTerraform.includes(environment)
      ? `stack: appcluster-${environment}, engine: terraform, onDemand: {}`
      : `cluster: appcluster-${environment}`;
  return `version: 1
defaults:
  region: ${region}
  accountId: "${accountId}"
services:
${sampleServices.map(({ name }) => `  ${name}:\n    image: ${registry}/${name}`).join('\n')}
environments:
  test: { ${where('test')} }
  beta: { promotesFrom: test, cluster: appcluster-beta }
  staging: { promotesFrom: beta, ${where('staging')} }
  live:
    promotesFrom: staging
    cluster: appcluster-live
    settleMinutes: 2
    approval: { from: [release-managers], minimum: 1, notRequester: true }
  sandbox: { promotesFrom: staging, cluster: appcluster-sandbox }
`;
}

/** A message that would be executed by a pipeline which loads it as Groovy or passes it through a shell. */
export const hostileMessage = `$(touch pwned) '; env.LIVE=1 //\\u0022 \${env.SECRET} "quoted" \`id\``;
