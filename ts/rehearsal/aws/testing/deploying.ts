import {
  DescribeServiceDeploymentsCommand,
  DescribeTasksCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  UpdateServiceCommand,
  type CreateServiceCommandInput,
  type ServiceDeployment,
  type Task,
} from '@aws-sdk/client-ecs';
import type { TestAws } from './aws.ts';

/**
 * Build 1 of `service1` runs behind a load balancer, with a health check of its own every ten seconds and a circuit breaker that goes
 * back; then build 2 is deployed. Answers build 2's deployment.
 */
export async function deployBuild2(
  aws: TestAws,
  settings: Partial<CreateServiceCommandInput> = {},
): Promise<string> {
  const targetGroupArn = await aws.targetGroup('web');
  await aws.createService(await aws.register('1', [], healthCheck), {
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    loadBalancers: [{ targetGroupArn, containerName: 'service1', containerPort: 8080 }],
    ...settings,
  });
  aws.advanceSeconds(120);
  const taskDefinition = await aws.register('2', [], healthCheck);
  const { service } = await aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'test', service: 'service1', taskDefinition }),
  );
  return service?.deployments?.[0]?.id ?? '';
}

const healthCheck = {
  healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'], interval: 10 },
};

export async function stoppedTasks(aws: TestAws, startedBy: string): Promise<readonly Task[]> {
  return tasksOf(aws, startedBy, 'STOPPED');
}

/** By desired status, which changes before the last status does. */
export async function tasksOf(
  aws: TestAws,
  startedBy: string,
  desiredStatus: 'RUNNING' | 'STOPPED',
): Promise<readonly Task[]> {
  const { taskArns = [] } = await aws.ecs.send(
    new ListTasksCommand({ cluster: 'test', startedBy, desiredStatus }),
  );
  if (taskArns.length === 0) return [];
  return (await aws.ecs.send(new DescribeTasksCommand({ cluster: 'test', tasks: taskArns }))).tasks ?? [];
}

export async function newestDeployment(aws: TestAws): Promise<ServiceDeployment | undefined> {
  const { serviceDeployments = [] } = await aws.ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'test', service: 'service1' }),
  );
  const described = await aws.ecs.send(
    new DescribeServiceDeploymentsCommand({
      serviceDeploymentArns: [serviceDeployments[0]?.serviceDeploymentArn ?? ''],
    }),
  );
  return described.serviceDeployments?.[0];
}
