import { createHash } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type ContainerDefinition,
  type CreateServiceCommandInput,
  type RegisterTaskDefinitionCommandInput,
  type Service,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';

/** The emulated AWS with the real SDK's clients, and what tests keep asking of it. Nobody registers: a test moves the clock by hand. */
export class TestAws {
  readonly emulator: Emulator;
  readonly ecs: ECSClient;
  readonly ecr: ECRClient;
  readonly elb: ElasticLoadBalancingV2Client;
  readonly logs: CloudWatchLogsClient;
  readonly codedeploy: CodeDeployClient;
  readonly sts: STSClient;

  static async start(options: EmulatorOptions = {}): Promise<TestAws> {
    return new TestAws(await startEmulator(options));
  }

  /** @param requestHandler what carries the clients' requests, where that is not HTTP */
  constructor(emulator: Emulator, accessKeyId = 'AKIA123456789012TEST', requestHandler?: object) {
    const settings = {
      ...(requestHandler && { requestHandler }),
      endpoint: emulator.url,
      region: 'ap-southeast-2',
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    };
    this.emulator = emulator;
    this.ecs = new ECSClient(settings);
    this.ecr = new ECRClient(settings);
    this.elb = new ElasticLoadBalancingV2Client(settings);
    this.logs = new CloudWatchLogsClient(settings);
    this.codedeploy = new CodeDeployClient(settings);
    this.sts = new STSClient(settings);
  }

  async close(): Promise<void> {
    for (const client of [this.ecs, this.ecr, this.elb, this.logs, this.sts, this.codedeploy])
      client.destroy();
    await this.emulator.close();
  }

  /** Pushes an image whose content is its tag; answers its digest. */
  async push(repository: string, tag: string): Promise<string> {
    const imageManifest = manifestOf(`${repository}:${tag}`);
    const { image } = await this.ecr.send(
      new PutImageCommand({ repositoryName: repository, imageTag: tag, imageManifest }),
    );
    return image?.imageId?.imageDigest ?? '';
  }

  /** A cluster `test` and repository `service1` holding builds 1 and 2. */
  async layOut(): Promise<void> {
    await this.ecs.send(new CreateClusterCommand({ clusterName: 'test' }));
    await this.ecr.send(new CreateRepositoryCommand({ repositoryName: 'service1' }));
    await this.push('service1', '1');
    await this.push('service1', '2');
  }

  async register(
    tag: string,
    more: Partial<RegisterTaskDefinitionCommandInput['containerDefinitions']> = [],
    container: Partial<ContainerDefinition> = {},
  ): Promise<string> {
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'service1',
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [
          {
            name: 'service1',
            image: imageOf('service1', tag),
            essential: true,
            portMappings: [{ containerPort: 8080 }],
            logConfiguration: {
              logDriver: 'awslogs',
              options: {
                'awslogs-group': '/ecs/service1',
                'awslogs-region': 'ap-southeast-2',
                'awslogs-stream-prefix': 'ecs',
              },
            },
            ...container,
          },
          ...(more as NonNullable<RegisterTaskDefinitionCommandInput['containerDefinitions']>),
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  /** A target group behind a listener, health checked every 10 s, 2 in a row, 30 s of draining. Answers its ARN. */
  async targetGroup(name: string): Promise<string> {
    const balancer = await this.elb.send(
      new CreateLoadBalancerCommand({ Name: `${name}-lb`, Subnets: ['subnet-1'] }),
    );
    const group = await this.elb.send(
      new CreateTargetGroupCommand({
        Name: name,
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-1',
        HealthCheckIntervalSeconds: 10,
        HealthyThresholdCount: 2,
        UnhealthyThresholdCount: 2,
      }),
    );
    const arn = group.TargetGroups?.[0]?.TargetGroupArn ?? '';
    await this.elb.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn: arn,
        Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
      }),
    );
    await this.elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: balancer.LoadBalancers?.[0]?.LoadBalancerArn,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: arn }],
      }),
    );
    return arn;
  }

  async createService(
    taskDefinition: string,
    more: Partial<CreateServiceCommandInput> = {},
  ): Promise<Service> {
    const { service } = await this.ecs.send(
      new CreateServiceCommand({
        cluster: 'test',
        serviceName: 'service1',
        taskDefinition,
        desiredCount: 2,
        launchType: 'FARGATE',
        ...more,
      }),
    );
    if (!service) throw new Error('no service');
    return service;
  }

  async service(name = 'service1'): Promise<Service> {
    const { services } = await this.ecs.send(
      new DescribeServicesCommand({ cluster: 'test', services: [name] }),
    );
    const [service] = services ?? [];
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }

  advanceSeconds(seconds: number): void {
    this.emulator.clock.advance(seconds * 1000);
  }
}

export function imageOf(repository: string, tag: string): string {
  const separator = tag.startsWith('sha256:') ? '@' : ':';
  return `123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/${repository}${separator}${tag}`;
}

/** An OCI image manifest whose digest depends on `content`. */
export function manifestOf(content: string): string {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: content.length };
  return JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
}
