import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  clientSettings,
  desiredCount,
  environments,
  sampleServices,
  type EnvironmentName,
  type SampleService,
} from './acme.ts';
import type { StackService } from '../terraform/tree.ts';
import { logGroupOf, taskDefinitionOf } from './task-definition.ts';

/** What a team has before its first promotion: repositories, clusters and services with a first task definition, as Terraform makes them. */
export async function buildClusters(
  endpoint: string,
  byTerraform: readonly EnvironmentName[] = [],
): Promise<Readonly<Record<string, Readonly<Record<string, StackService>>>>> {
  const stacks: Record<string, Record<string, StackService>> = {};
  const settings = clientSettings(endpoint);
  const ecr = new ECRClient(settings);
  for (const { name } of sampleServices) {
    await ecr.send(new CreateRepositoryCommand({ repositoryName: name, imageTagMutability: 'IMMUTABLE' }));
  }
  const ecs = new ECSClient(settings);
  const elb = new ElasticLoadBalancingV2Client(settings);
  const logs = new CloudWatchLogsClient(settings);
  for (const environment of environments) {
    await ecs.send(new CreateClusterCommand({ clusterName: `appcluster-${environment}` }));
    await logs.send(new CreateLogGroupCommand({ logGroupName: logGroupOf(environment) }));
    const listener = await createListener(elb, environment);
    for (const [index, service] of sampleServices.entries()) {
      const targetGroup = await createTargetGroup(elb, environment, service, listener, index + 1);
      if (byTerraform.includes(environment)) {
        const stack = (stacks[`appcluster-${environment}`] ??= {});
        stack[service.name] = stackService(environment, service, targetGroup);
      } else await createService(ecs, environment, service, targetGroup);
    }
  }
  return stacks;
}

/** The same service, for Terraform to create. */
function stackService(
  environment: EnvironmentName,
  service: SampleService,
  targetGroupArn: string | undefined,
): StackService {
  return {
    container: service.name,
    image: 'public.ecr.aws/nginx/nginx:1.29',
    definition: taskDefinitionOf(environment, service),
    service: serviceOf(environment, service, targetGroupArn),
  };
}

async function createService(
  ecs: ECSClient,
  environment: EnvironmentName,
  service: SampleService,
  targetGroupArn: string | undefined,
): Promise<void> {
  const registered = await ecs.send(
    new RegisterTaskDefinitionCommand(taskDefinitionOf(environment, service)),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: `appcluster-${environment}`,
      taskDefinition: registered.taskDefinition?.taskDefinitionArn,
      ...serviceOf(environment, service, targetGroupArn),
    }),
  );
}

function serviceOf(environment: EnvironmentName, service: SampleService, targetGroupArn: string | undefined) {
  const { name, port } = service;
  return {
    serviceName: name,
    desiredCount: desiredCount(environment, service),
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    ...(port !== null && {
      loadBalancers: [{ targetGroupArn, containerName: name, containerPort: port }],
    }),
  };
}

/** One load balancer an environment; what no rule takes is answered 404. */
async function createListener(elb: ElasticLoadBalancingV2Client, environment: EnvironmentName) {
  const balancers = await elb.send(
    new CreateLoadBalancerCommand({ Name: `appcluster-${environment}`, Subnets: ['subnet-0a', 'subnet-0b'] }),
  );
  const listeners = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancers.LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    }),
  );
  return listeners.Listeners?.[0]?.ListenerArn;
}

/** The service's target group behind `/<service>/*`; undefined for a worker. */
async function createTargetGroup(
  elb: ElasticLoadBalancingV2Client,
  environment: EnvironmentName,
  { name, port }: SampleService,
  listener: string | undefined,
  priority: number,
): Promise<string | undefined> {
  if (port === null) return undefined;
  const created = await elb.send(
    new CreateTargetGroupCommand({
      Name: `${name}-${environment}`,
      Protocol: 'HTTP',
      Port: port,
      VpcId: 'vpc-0rehearsal',
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 10,
      HealthyThresholdCount: 2,
    }),
  );
  const targetGroup = created.TargetGroups?.[0]?.TargetGroupArn;
  // Requests here are short, so an old task need not be kept for AWS's five minutes.
  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: targetGroup,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
    }),
  );
  await elb.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: priority,
      Conditions: [{ Field: 'path-pattern', Values: [`/${name}/*`] }],
      Actions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
    }),
  );
  return targetGroup;
}
