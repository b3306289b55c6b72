import { createHash } from 'node:crypto';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateSecurityGroupCommand, CreateSubnetCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CompleteLayerUploadCommand,
  CreateRepositoryCommand,
  InitiateLayerUploadCommand,
  PutImageCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr';
import {
  CreateCapacityProviderCommand,
  CreateClusterCommand,
  CreateServiceCommand,
  PutClusterCapacityProvidersCommand,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ModifyRuleCommand,
  type Action,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { awsCalls } from '../../ts/adapters/aws/call.ts';
import { systemClock } from '../../ts/adapters/clock/system.ts';
import { ecrRegistry } from '../../ts/adapters/ecr/index.ts';
import { ecrPlatforms } from '../../ts/adapters/ecr/platforms.ts';
import { EcsServices } from '../../ts/adapters/ecs/ecs-services.ts';
import { deepSurroundings } from '../../ts/adapters/preflight/deep.ts';
import { ecsSurroundings } from '../../ts/adapters/preflight/surroundings.ts';
import { deepChecks } from '../../ts/app/preflight/deep-checks.ts';
import { gatherSituation } from '../../ts/app/situation.ts';
import { verify } from '../../ts/app/verify.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import type { PreflightRow } from '../../ts/core/preflight/row.ts';
import type { Digest, Release } from '../../ts/core/release/release.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';

const trusting = (service: string) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
  });
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** What is not as it should be; nothing given: a service with everything that is checked, and all of it well. */
export interface Flaws {
  readonly architecture?: string;
  readonly trusted?: string;
  readonly withoutTaskRole?: true;
  readonly withoutSecret?: true;
  readonly withoutValue?: true;
  readonly withoutParameter?: true;
  readonly withoutLogGroup?: true;
  readonly policy?: object;
  readonly weights?: readonly [number, number];
  readonly subnetMask?: number;
  readonly otherSubnet?: true;
  readonly otherSecurityGroup?: true;
  readonly notAttached?: true;
  readonly fleet?: true;
}

/** service1 in the cluster of `test`: Fargate, blue/green, roles, a secret and a parameter, logs, two target groups. */
export class PreflightWorld {
  readonly aws: TestAws;
  readonly release: Release;

  private constructor(aws: TestAws, release: Release) {
    this.aws = aws;
    this.release = release;
  }

  static async start(flaws: Flaws = {}): Promise<PreflightWorld> {
    const aws = await TestAws.start();
    await aws.ecs.send(new CreateClusterCommand({ clusterName: 'appcluster-test' }));
    const digest = await pushImage(aws, flaws.architecture ?? 'amd64');
    const { rule, groups } = await createService(aws, flaws, await definition(aws, flaws));
    aws.advanceSeconds(600);
    if (flaws.weights)
      await aws.elb.send(
        new ModifyRuleCommand({ RuleArn: rule, Actions: forwarding(groups, flaws.weights) }),
      );
    const image = '123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1';
    const build = { build: 90, commit: null, subject: 'Change', image, tag: '90', digest };
    return new PreflightWorld(aws, { version: 1, parent: null, services: { service1: build } });
  }

  /** All rows, as of an environment in which a release was verified before. */
  async rows(): Promise<readonly PreflightRow[]> {
    const call = awsCalls({ clock: systemClock });
    const settings = () => settingsOf(this.aws);
    const access = {
      ecs: this.aws.ecs,
      elb: this.aws.elb,
      codedeploy: this.aws.codedeploy,
      cluster: 'appcluster-test',
      call,
    };
    const tools = {
      config: line,
      environment: anEnvironment('test', []),
      ledger: { read: () => Promise.resolve([]) } as never,
      services: new EcsServices(access),
      registry: ecrRegistry({ settings, call }),
      images: ecrPlatforms({ settings, call }),
      surroundings: ecsSurroundings(access, () =>
        deepChecks(deepSurroundings('appcluster-test', settings(), call)),
      ),
      clock: systemClock,
    };
    const request = { by: { name: 'anna' }, reason: null, kind: 'promote' as const, exceptions: {} };
    const situation = await gatherSituation(this.release, request, tools as never);
    const verified = {
      ...situation,
      state: { ...situation.state, lastVerified: { release: this.release } as never },
    };
    return verify(verified, tools);
  }

  /** The checks with that outcome, each once. */
  async checks(outcome: PreflightRow['outcome']): Promise<readonly string[]> {
    return [
      ...new Set((await this.rows()).filter((row) => row.outcome === outcome).map(({ check }) => check)),
    ];
  }
}

function settingsOf(aws: TestAws) {
  return {
    endpoint: aws.emulator.url,
    region: 'ap-southeast-2',
    credentials: () => Promise.resolve({ accessKeyId: 'AKIA123456789012TEST', secretAccessKey: 'secret' }),
    maxAttempts: 1 as const,
    requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true as const },
  };
}

/** A single image, whose platform is in its configuration only. */
async function pushImage({ ecr }: TestAws, architecture: string): Promise<Digest> {
  const repositoryName = 'service1';
  await ecr.send(new CreateRepositoryCommand({ repositoryName, imageTagMutability: 'IMMUTABLE' }));
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture }));
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  const { uploadId } = await ecr.send(new InitiateLayerUploadCommand({ repositoryName }));
  await ecr.send(
    new UploadLayerPartCommand({
      repositoryName,
      uploadId,
      partFirstByte: 0,
      partLastByte: config.length - 1,
      layerPartBlob: config,
    }),
  );
  await ecr.send(new CompleteLayerUploadCommand({ repositoryName, uploadId, layerDigests: [digest] }));
  const imageManifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: config.length },
    layers: [],
  });
  const { image } = await ecr.send(new PutImageCommand({ repositoryName, imageTag: '90', imageManifest }));
  return image?.imageId?.imageDigest as Digest;
}

async function definition(aws: TestAws, flaws: Flaws): Promise<RegisterTaskDefinitionCommandInput> {
  const settings = settingsOf(aws);
  const [iam, secrets, ssm] = [
    new IAMClient(settings),
    new SecretsManagerClient(settings),
    new SSMClient(settings),
  ];
  const role = async (RoleName: string) => {
    const AssumeRolePolicyDocument = trusting(flaws.trusted ?? 'ecs-tasks.amazonaws.com');
    return (await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))).Role?.Arn;
  };
  const executionRoleArn = await role('service1-execution');
  const Statement = flaws.policy ?? {
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue', 'ssm:GetParameters'],
    Resource: '*',
  };
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'service1-execution',
      PolicyName: 'read',
      PolicyDocument: JSON.stringify({ Statement }),
    }),
  );
  const taskRoleArn = flaws.withoutTaskRole ? 'arn:aws:iam::123456789012:role/gone' : await role('service1');
  const missing = 'arn:aws:secretsmanager:ap-southeast-2:123456789012:secret:gone-AbCdEf';
  const created = await secrets.send(
    new CreateSecretCommand({
      Name: 'db',
      ...(!flaws.withoutValue && { SecretString: '{"password":"never read"}' }),
    }),
  );
  if (!flaws.withoutParameter)
    await ssm.send(
      new PutParameterCommand({ Name: '/service1/token', Value: 'never read', Type: 'SecureString' }),
    );
  if (!flaws.withoutLogGroup)
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/service1' }));
  for (const client of [iam, secrets, ssm]) client.destroy();
  return {
    family: 'service1',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn,
    taskRoleArn,
    containerDefinitions: [
      {
        name: 'service1',
        image: 'public.ecr.aws/nginx/nginx:1.29',
        portMappings: [{ containerPort: 8080 }],
        secrets: [
          { name: 'DB', valueFrom: `${flaws.withoutSecret ? missing : (created.ARN ?? '')}:password::` },
          { name: 'TOKEN', valueFrom: '/service1/token' },
        ],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/service1',
            'awslogs-region': 'ap-southeast-2',
            'awslogs-stream-prefix': 'ecs',
          },
        },
      },
    ],
  };
}

async function createService(
  aws: TestAws,
  flaws: Flaws,
  task: RegisterTaskDefinitionCommandInput,
): Promise<Balanced> {
  const ec2 = new EC2Client(settingsOf(aws));
  const subnet = await ec2.send(
    new CreateSubnetCommand({ VpcId: 'vpc-1', CidrBlock: `10.0.0.0/${flaws.subnetMask ?? 24}` }),
  );
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'service1', Description: 'service1', VpcId: 'vpc-1' }),
  );
  ec2.destroy();
  if (flaws.fleet)
    await aws.ecs.send(
      new CreateCapacityProviderCommand({
        name: 'fleet',
        autoScalingGroupProvider: { autoScalingGroupArn: 'arn:aws:autoscaling:group' },
      }),
    );
  const attached = flaws.notAttached ? ['FARGATE_SPOT'] : ['FARGATE', 'FARGATE_SPOT'];
  await aws.ecs.send(
    new PutClusterCapacityProvidersCommand({
      cluster: 'appcluster-test',
      capacityProviders: attached,
      defaultCapacityProviderStrategy: [],
    }),
  );
  await aws.ecs.send(new RegisterTaskDefinitionCommand(task));
  const balancing = await balanced(aws);
  const { groups, rule } = balancing;
  await aws.ecs.send(
    new CreateServiceCommand({
      cluster: 'appcluster-test',
      serviceName: 'service1',
      taskDefinition: 'service1',
      desiredCount: 2,
      capacityProviderStrategy: [{ capacityProvider: flaws.fleet ? 'fleet' : 'FARGATE', weight: 1 }],
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 0,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: [flaws.otherSubnet ? 'subnet-gone' : (subnet.Subnet?.SubnetId ?? '')],
          securityGroups: [flaws.otherSecurityGroup ? 'sg-gone' : (group.GroupId ?? '')],
        },
      },
      loadBalancers: [
        {
          targetGroupArn: groups[0],
          containerName: 'service1',
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: groups[1],
            productionListenerRule: rule,
            roleArn: 'arn:aws:iam::123456789012:role/ecs',
          },
        },
      ],
    }),
  );
  return balancing;
}

interface Balanced {
  readonly groups: readonly [string, string];
  readonly rule: string;
}

async function balanced({ elb }: TestAws): Promise<Balanced> {
  const balancer = await elb.send(new CreateLoadBalancerCommand({ Name: 'lb', Subnets: ['subnet-1'] }));
  const create = async (Name: string) => {
    const created = await elb.send(
      new CreateTargetGroupCommand({
        Name,
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-1',
        HealthCheckIntervalSeconds: 10,
        HealthyThresholdCount: 2,
      }),
    );
    return created.TargetGroups?.[0]?.TargetGroupArn ?? '';
  };
  const groups = [await create('blue'), await create('green')] as const;
  const listener = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer.LoadBalancers?.[0]?.LoadBalancerArn,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    }),
  );
  const rules = await elb.send(
    new CreateRuleCommand({
      ListenerArn: listener.Listeners?.[0]?.ListenerArn,
      Priority: 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: forwarding(groups, [1, 0]),
    }),
  );
  return { groups, rule: rules.Rules?.[0]?.RuleArn ?? '' };
}

function forwarding(groups: Balanced['groups'], weights: readonly [number, number]): Action[] {
  const TargetGroups = groups.map((TargetGroupArn, at) => ({ TargetGroupArn, Weight: weights[at] ?? 0 }));
  return [{ Type: 'forward', ForwardConfig: { TargetGroups } }];
}
