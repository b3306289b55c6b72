import {
  DescribeServiceDeploymentsCommand,
  ListServiceDeploymentsCommand,
  UpdateServiceCommand,
  type Service,
  type ServiceDeployment,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { describeServiceDeployment } from '../ecs/describe/service-deployment.ts';
import type { TestAws } from './aws.ts';

/** Deployments of `service1` in the cluster `test`, as tests follow them. */

export async function update(aws: TestAws, change: Partial<UpdateServiceCommandInput>): Promise<Service> {
  const { service } = await aws.ecs.send(
    new UpdateServiceCommand({ cluster: 'test', service: 'service1', ...change }),
  );
  if (!service) throw new Error('no service');
  return service;
}

export async function newestDeployment(aws: TestAws): Promise<ServiceDeployment> {
  const { serviceDeployments } = await aws.ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'test', service: 'service1' }),
  );
  const arn = serviceDeployments?.[0]?.serviceDeploymentArn ?? '';
  const described = await aws.ecs.send(
    new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
  );
  const [deployment] = described.serviceDeployments ?? [];
  if (!deployment) throw new Error('no service deployment');
  return deployment;
}

/** Moves time on second by second until the newest deployment is as wanted. */
export async function until(
  aws: TestAws,
  isReached: (deployment: ServiceDeployment) => boolean,
  mostSeconds = 7200,
): Promise<ServiceDeployment> {
  for (let second = 0; second < mostSeconds; second++) {
    if (isReached(glance(aws))) return newestDeployment(aws);
    aws.advanceSeconds(1);
  }
  throw new Error(`not reached within ${mostSeconds} s: ${JSON.stringify(glance(aws))}`);
}

/** The newest deployment as it would be described, without asking over the network: for looking every second. */
export function glance(aws: TestAws): ServiceDeployment {
  const { clusters } = aws.emulator.world.region('123456789012', 'ap-southeast-2').ecs;
  const [record] = clusters.get('test')?.services.get('service1')?.history ?? [];
  if (!record) throw new Error('no service deployment');
  return describeServiceDeployment(record);
}

export const untilStage = (aws: TestAws, stage: string): Promise<ServiceDeployment> =>
  until(aws, ({ lifecycleStage }) => lifecycleStage === stage);

export const untilEnded = (aws: TestAws): Promise<ServiceDeployment> =>
  until(aws, ({ finishedAt }) => finishedAt !== undefined);
