import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import {
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  desiredCount,
  environments,
  region,
  sampleServices,
  type EnvironmentName,
  type SampleService,
} from './acme.ts';

/** What a team has before its first promotion: repositories, clusters and services with a first task definition, as Terraform makes them. */
export async function buildClusters(endpoint: string): Promise<void> {
  const settings = {
    endpoint,
    region,
    credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'rehearsal' },
  };
  const ecr = new ECRClient(settings);
  for (const { name } of sampleServices) {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: name, imageTagMutability: 'IMMUTABLE' }));
  }
  const ecs = new ECSClient(settings);
  const elb = new ElasticLoadBalancingV2Client(settings);
  for (const environment of environments) {
    await ecs.send(new CreateClusterCommand({ clusterName: `appcluster-${environment}` }));
    for (const service of sampleServices) await createService(ecs, elb, environment, service);
  }
}

async function createService(
  ecs: ECSClient,
  elb: ElasticLoadBalancingV2Client,
  environment: EnvironmentName,
  service: SampleService,
): Promise<void> {
  const { name, port } = service;
  const registered = await ecs.send(new RegisterTaskDefinitionCommand(taskDefinition(environment, service)));
  await ecs.send(
    new CreateServiceCommand({
      cluster: `appcluster-${environment}`,
      serviceName: name,
      taskDefinition: registered.taskDefinition?.taskDefinitionArn,
      desiredCount: desiredCount(environment, service),
      deploymentConfiguration: {
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      ...(port !== null && {
        loadBalancers: [
          {
            targetGroupArn: await targetGroup(elb, environment, name, port),
            containerName: name,
            containerPort: port,
          },
        ],
      }),
    }),
  );
}

function taskDefinition(environment: EnvironmentName, { name, port }: SampleService) {
  return {
    family: `ecs-service-${name}-${environment}`,
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name,
        image: 'public.ecr.aws/nginx/nginx:1.29',
        essential: true,
        environment: [{ name: 'ENVIRONMENT', value: environment }],
        ...(port !== null && { portMappings: [{ containerPort: port, protocol: 'tcp' as const }] }),
      },
    ],
  };
}

async function targetGroup(
  elb: ElasticLoadBalancingV2Client,
  environment: EnvironmentName,
  service: string,
  port: number,
): Promise<string | undefined> {
  const created = await elb.send(
    new CreateTargetGroupCommand({
      Name: `${service}-${environment}`,
      Protocol: 'HTTP',
      Port: port,
      VpcId: 'vpc-0rehearsal',
      TargetType: 'ip',
      HealthCheckPath: '/',
    }),
  );
  return created.TargetGroups?.[0]?.TargetGroupArn;
}
