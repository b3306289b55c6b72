import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CodeDeployClient,
  CreateApplicationCommand,
  CreateDeploymentGroupCommand,
  GetApplicationCommand,
  type CreateDeploymentGroupCommandInput,
} from '@aws-sdk/client-codedeploy';
import { CreateSubnetCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  ECRClient,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type DeploymentConfiguration,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientSettings } from '../../ts/adapters/aws/client-settings.ts';
import { awsCalls, type Call } from '../../ts/adapters/aws/call.ts';
import { ecrPlatforms } from '../../ts/adapters/ecr/platforms.ts';
import { ecrRegistry } from '../../ts/adapters/ecr/index.ts';
import { keepingIn } from '../../ts/adapters/evidence/kept.ts';
import { AwsWitness } from '../../ts/adapters/evidence/witness.ts';
import { WorkspaceFiles } from '../../ts/adapters/files/workspace-files.ts';
import { EcsServices } from '../../ts/adapters/ecs/ecs-services.ts';
import { ecsOneOffTasks } from '../../ts/adapters/ecs/one-off-tasks.ts';
import { openLedger } from '../../ts/adapters/ledger/index.ts';
import { processCommands } from '../../ts/adapters/process/commands.ts';
import { deepSurroundings } from '../../ts/adapters/preflight/deep.ts';
import { ecsSurroundings } from '../../ts/adapters/preflight/surroundings.ts';
import { deepChecks } from '../../ts/app/preflight/deep-checks.ts';
import { promote } from '../../ts/app/promote.ts';
import type { PromoteInput } from '../../ts/app/promote-input.ts';
import type { EnvironmentTools } from '../../ts/app/tools.ts';
import type { Environment } from '../../ts/core/config/config.ts';
import { anEnvironment, line } from '../../ts/core/gates/example.ts';
import type { Digest, Release, ServiceBuild } from '../../ts/core/release/release.ts';
import { aRelease } from '../../ts/core/release/example.ts';
import type { Task } from '../../ts/rehearsal/aws/ecs/state.ts';
import type { HttpCheck } from '../../ts/core/smoke/check.ts';
import type { Clock } from '../../ts/ports/clock.ts';
import type { Probe } from '../../ts/ports/probe.ts';
import type { Emulator } from '../../ts/rehearsal/aws/emulator.ts';
import { TestAws } from '../../ts/rehearsal/aws/testing/aws.ts';
import { inProcessAws, type InProcess } from '../../ts/rehearsal/aws/testing/in-process.ts';
import { blueGreen } from '../../ts/rehearsal/aws/testing/blue-green.ts';

const region = 'ap-southeast-2';
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
const registry = `123456789012.dkr.ecr.${region}.amazonaws.com`;

/** An emulated AWS with the cluster of `test`, a ledger in a folder, and the real adapters. */
export class World {
  readonly emulator: Emulator;
  readonly dir: string;
  /** The same AWS for a test that asks it past the product. */
  readonly aws: TestAws;
  private readonly requestHandler: InProcess['requestHandler'] | undefined;

  private constructor({ aws, requestHandler }: Pick<InProcess, 'aws'> & Partial<InProcess>, dir: string) {
    this.aws = aws;
    this.emulator = aws.emulator;
    this.requestHandler = requestHandler;
    this.dir = dir;
  }

  static async start(
    options: {
      desiredCount?: number;
      circuitBreaker?: boolean;
      mutableTags?: boolean;
      logs?: boolean;
      versionConsistency?: 'enabled' | 'disabled';
      /** Behind load balancers with test listeners, so that traffic can shift. */
      traffic?: boolean;
      deployment?: DeploymentConfiguration;
      /** Moved by CodeDeploy: application `shop`, a group named after each service. Goes with `traffic`. */
      codeDeploy?: Partial<CreateDeploymentGroupCommandInput>;
      /** For programs that come over HTTP and share the virtual clock; otherwise requests are handed over in memory. */
      server?: boolean;
    } = {},
  ): Promise<World> {
    const reached = options.server ? { aws: await TestAws.start() } : inProcessAws();
    const world = new World(reached, mkdtempSync(join(tmpdir(), 'promotion-')));
    const { desiredCount = 2, circuitBreaker = true, mutableTags = false, logs = false } = options;
    if (logs) await world.logs().send(new CreateLogGroupCommand({ logGroupName: 'test' }));
    const ecs = world.ecs();
    await ecs.send(new CreateClusterCommand({ clusterName: 'appcluster-test' }));
    for (const { name } of line.services) {
      await world.ecr().send(
        new CreateRepositoryCommand({
          repositoryName: name,
          imageTagMutability: mutableTags ? 'MUTABLE' : 'IMMUTABLE',
        }),
      );
      const definition = {
        family: name,
        ...(options.traffic && { networkMode: 'awsvpc' as const }),
        containerDefinitions: [
          {
            name,
            image: 'public.ecr.aws/nginx/nginx:1.29',
            memory: 128,
            ...(options.versionConsistency && { versionConsistency: options.versionConsistency }),
            ...(logs && { logConfiguration }),
            ...(options.traffic && { portMappings: [{ containerPort: 8080 }] }),
          },
        ],
      };
      await ecs.send(new RegisterTaskDefinitionCommand(definition));
      await ecs.send(
        new CreateServiceCommand({
          cluster: 'appcluster-test',
          serviceName: name,
          taskDefinition: name,
          desiredCount,
          deploymentConfiguration: {
            deploymentCircuitBreaker: { enable: circuitBreaker, rollback: circuitBreaker },
            ...options.deployment,
          },
          ...(options.traffic && (await world.behindLoadBalancer(name))),
          ...(options.codeDeploy && { deploymentController: { type: 'CODE_DEPLOY' } }),
        }),
      );
      if (options.codeDeploy) await world.createGroup(name, options.codeDeploy);
    }
    world.emulator.clock.advance(600_000);
    return world;
  }

  /** The rule of the service's production listener is `productionRules.get(name)`. */
  readonly productionRules = new Map<string, string>();

  private async createGroup(name: string, group: Partial<CreateDeploymentGroupCommandInput>): Promise<void> {
    const { codedeploy } = this.aws;
    const application = { applicationName: 'shop' };
    await codedeploy
      .send(new GetApplicationCommand(application))
      .catch(() => codedeploy.send(new CreateApplicationCommand({ ...application, computePlatform: 'ECS' })));
    const listener = (this.productionRules.get(name) ?? '')
      .replace(':listener-rule/', ':listener/')
      .replace(/\/[^/]+$/, '');
    await codedeploy.send(
      new CreateDeploymentGroupCommand({
        ...application,
        deploymentGroupName: name,
        serviceRoleArn: 'arn:aws:iam::123456789012:role/codedeploy',
        ecsServices: [{ clusterName: 'appcluster-test', serviceName: name }],
        loadBalancerInfo: {
          targetGroupPairInfoList: [
            {
              targetGroups: [{ name }, { name: `${name}-alternate` }],
              prodTrafficRoute: { listenerArns: [listener] },
            },
          ],
        },
        ...group,
      }),
    );
  }

  private async behindLoadBalancer(name: string) {
    const aws = this.aws;
    const { loadBalancers, productionRule } = await blueGreen(aws, name, name);
    this.productionRules.set(name, productionRule);
    const ec2 = new EC2Client(this.settings());
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24' }));
    const awsvpcConfiguration = { subnets: [Subnet?.SubnetId ?? ''] };
    return { loadBalancers, networkConfiguration: { awsvpcConfiguration } };
  }

  /** What a build job leaves: an image under the build's number, and what its artifact says. */
  async build(service: string, build: number, content = `${service} ${build}`): Promise<ServiceBuild> {
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: `sha256:${'0'.repeat(64)}`,
        size: 2,
      },
      layers: [],
      annotations: { content },
    });
    await this.ecr().send(
      new PutImageCommand({ repositoryName: service, imageTag: String(build), imageManifest }),
    );
    const found = await this.ecr().send(
      new BatchGetImageCommand({ repositoryName: service, imageIds: [{ imageTag: String(build) }] }),
    );
    const digest = found.images?.[0]?.imageId?.imageDigest as Digest;
    return {
      build,
      commit: null,
      subject: `Change ${build}`,
      image: `${registry}/${service}`,
      tag: String(build),
      digest,
    };
  }

  async release(service1: number, service2: number): Promise<Release> {
    return aRelease({
      service1: await this.build('service1', service1),
      service2: await this.build('service2', service2),
    });
  }

  /** The tools as the program makes them; each call of this is like a new process. */
  async tools(
    differing: Partial<EnvironmentTools> & {
      settings?: Partial<Environment>;
      /** Comes between the adapters and every request to AWS. */
      around?: (call: Call) => Call;
    } = {},
  ): Promise<EnvironmentTools> {
    const { settings: environmentSettings = {}, around = (call: Call) => call, ...rest } = differing;
    const clock = this.clock();
    const call = around(awsCalls({ clock }));
    const settings = () => ({
      ...this.settings(),
      credentials: () => Promise.resolve(credentials),
      maxAttempts: 1 as const,
      // The adapters' settings of it are Node's; what is handed in here carries the requests itself.
      requestHandler: this.requestHandler as ClientSettings['requestHandler'],
    });
    const access = {
      ecs: this.ecs(),
      elb: new ElasticLoadBalancingV2Client(this.settings()),
      codedeploy: new CodeDeployClient(this.settings()),
      cluster: 'appcluster-test',
      call,
    };
    const services = new EcsServices(access);
    const seen = new AwsWitness(access, this.logs());
    return {
      config: line,
      environment: anEnvironment('test', [], environmentSettings),
      ledger: await openLedger(join(this.dir, 'ledger'), { clock, cwd: this.dir, env: {} }),
      services,
      uninterrupted: services,
      probe: answering(200),
      commands: processCommands({ cwd: this.dir, env: process.env }),
      oneOffTasks: ecsOneOffTasks({ ...access, call }, this.logs()),
      variables: new Map(),
      notices: { send: () => Promise.resolve([]) },
      archives: true,
      witness: {
        gather: (...of) => seen.gather(...of),
        logTail: (...of) => seen.logTail(...of),
        keep: keepingIn('out', new WorkspaceFiles(this.dir), { line: () => undefined }),
      },
      registry: ecrRegistry({ settings, call }),
      images: ecrPlatforms({ settings, call }),
      surroundings: ecsSurroundings(access, () =>
        deepChecks(deepSurroundings('appcluster-test', settings(), call)),
      ),
      clock,
      report: { line: () => undefined },
      interrupted: new AbortController().signal,
      ...rest,
    };
  }

  /** Promotes to `test` as anna, like a new process. */
  async promote(
    release: Release,
    input: Partial<PromoteInput> = {},
    differing: Parameters<World['tools']>[0] = {},
  ): ReturnType<typeof promote> {
    return this.promoteWith(await this.tools(differing), release, input);
  }

  /** The same with tools that were made before. */
  async promoteWith(
    tools: EnvironmentTools,
    release: Release,
    input: Partial<PromoteInput> = {},
  ): ReturnType<typeof promote> {
    return promote(
      {
        release,
        by: { name: 'anna' },
        reason: null,
        kind: 'promote',
        exceptions: {},
        approvedPlan: null,
        approvedBy: [],
        approvedAt: null,
        answer: null,
        acceptFailed: [],
        ...input,
      },
      tools,
    );
  }

  /** A revision that somebody else registers, as Terraform would. */
  async registerNewer(family: string, container: { memory: number }): Promise<void> {
    await this.ecs().send(
      new RegisterTaskDefinitionCommand({
        family,
        containerDefinitions: [{ name: family, image: 'public.ecr.aws/nginx/nginx:1.29', ...container }],
      }),
    );
  }

  /** A revision with another task role, as Terraform would register it. */
  async useRole(family: string, taskRoleArn: string): Promise<void> {
    const containerDefinitions = [{ name: family, image: 'public.ecr.aws/nginx/nginx:1.29', memory: 128 }];
    await this.ecs().send(new RegisterTaskDefinitionCommand({ family, taskRoleArn, containerDefinitions }));
  }

  /** The image that a service runs by its task definition; asks ECS past the tools, and holds no clock. */
  async imageOf(service: string): Promise<string | undefined> {
    const { services = [] } = await this.ecs().send(
      new DescribeServicesCommand({ cluster: 'appcluster-test', services: [service] }),
    );
    const { taskDefinition } = await this.ecs().send(
      new DescribeTaskDefinitionCommand({ taskDefinition: services[0]?.taskDefinition }),
    );
    return taskDefinition?.containerDefinitions?.[0]?.image;
  }

  /** How often the operation was called without an error. */
  calls(operation: string): number {
    return this.emulator.calls.filter((call) => call.operation === operation && !call.error).length;
  }

  /** AWS's time passes while the process sleeps, and at no other moment. */
  private clock(): Clock {
    const { clock } = this.emulator;
    return {
      now: () => clock.now(),
      sleep: (milliseconds, signal) => {
        if (signal?.aborted !== true) clock.advance(milliseconds);
        return signal?.aborted === true ? Promise.reject(signal.reason as Error) : Promise.resolve();
      },
    };
  }

  async close(): Promise<void> {
    await this.aws.close();
    rmSync(this.dir, { recursive: true });
  }

  ecs(): ECSClient {
    return new ECSClient({ ...this.settings(), maxAttempts: 1 });
  }

  /** The tasks that RunTask started, oldest first, as the emulator holds them. */
  oneOffTasks(): readonly Task[] {
    const { clusters } = this.emulator.world.region('123456789012', region).ecs;
    return [...(clusters.get('appcluster-test')?.tasks.values() ?? [])].filter(({ service }) => !service);
  }

  private logs(): CloudWatchLogsClient {
    return new CloudWatchLogsClient(this.settings());
  }

  private ecr(): ECRClient {
    return new ECRClient(this.settings());
  }

  private settings() {
    const { requestHandler } = this;
    const endpoint = this.emulator.url;
    return { endpoint, region, credentials, ...(requestHandler && { requestHandler }) };
  }
}

const logConfiguration = {
  logDriver: 'awslogs' as const,
  options: { 'awslogs-group': 'test', 'awslogs-region': region, 'awslogs-stream-prefix': 'v1' },
};

/** A service that answers every request so. */
export function answering(status: number | (() => Promise<number>)): Probe {
  return {
    get: async () => ({
      status: typeof status === 'number' ? status : await status(),
      headers: {},
      body: '',
      milliseconds: 12,
    }),
  };
}

/** A check that wants 200 of the address. */
export function addressCheck(url: string, differing: Partial<HttpCheck> = {}): HttpCheck {
  return {
    kind: 'http',
    on: 'production',
    tries: 3,
    url,
    status: [200],
    requestHeaders: {},
    headers: {},
    body: null,
    withinMilliseconds: null,
    timeoutSeconds: 10,
    ...differing,
  };
}

/** Settings by which CodeDeploy moves every service of `test`, each through the group of its name. */
export function throughCodeDeploy(pause = false): { settings: Partial<Environment> } {
  const services = anEnvironment('test', []).services.map((target) => ({
    ...target,
    strategy: {
      type: 'codeDeploy' as const,
      application: 'shop',
      deploymentGroup: target.ecsService,
      pause,
      hooks: {},
    },
  }));
  return { settings: { deadlineMinutes: 60, services } };
}
