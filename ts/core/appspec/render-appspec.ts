import { lifecycleHooks, type AppSpec, type LifecycleHook, type TargetService } from './appspec.ts';

/** What an AppSpec is rendered from; the network and the capacity providers as ECS describes them in services and task sets. */
export interface AppSpecInput {
  /** ARN with its revision. */
  readonly taskDefinition: string;
  /** The container and port behind the service's load balancer. */
  readonly containerName: string;
  readonly containerPort: number;
  readonly platformVersion?: string | undefined;
  readonly networkConfiguration?: EcsNetworkConfiguration | undefined;
  readonly capacityProviderStrategy?: readonly EcsCapacityProviderItem[] | undefined;
  /** Lambda functions by name or ARN. */
  readonly hooks?: Readonly<Partial<Record<LifecycleHook, string>>> | undefined;
}

export interface EcsNetworkConfiguration {
  readonly awsvpcConfiguration?:
    | {
        readonly subnets: readonly string[] | undefined;
        readonly securityGroups?: readonly string[] | undefined;
        readonly assignPublicIp?: string | undefined;
      }
    | undefined;
}

export interface EcsCapacityProviderItem {
  readonly capacityProvider: string | undefined;
  readonly base?: number | undefined;
  readonly weight?: number | undefined;
}

/**
 * The AppSpec that moves a service to a task definition. To change nothing but the task definition, give what the live task set has: a
 * member that is left out is CodeDeploy's to choose.
 */
export function renderAppSpec(input: AppSpecInput): AppSpec {
  const hooks = lifecycleHooks.flatMap((event) => {
    const lambda = input.hooks?.[event];
    return lambda === undefined ? [] : [{ [event]: lambda }];
  });
  return {
    version: 0,
    Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties: propertiesOf(input) } }],
    ...(hooks.length > 0 && { Hooks: hooks }),
  };
}

/**
 * As CreateDeployment takes it in `appSpecContent.content`. The version is written as the number 0, which is also what AWS's own GitHub
 * action sends (aws-actions/amazon-ecs-deploy-task-definition).
 */
export function appSpecJson(appSpec: AppSpec): string {
  return JSON.stringify(appSpec);
}

function propertiesOf(input: AppSpecInput): TargetService['Properties'] {
  const { platformVersion, capacityProviderStrategy = [] } = input;
  const network = input.networkConfiguration?.awsvpcConfiguration;
  return {
    TaskDefinition: input.taskDefinition,
    LoadBalancerInfo: { ContainerName: input.containerName, ContainerPort: input.containerPort },
    ...(platformVersion !== undefined && { PlatformVersion: platformVersion }),
    ...(network && { NetworkConfiguration: { AwsvpcConfiguration: networkOf(network) } }),
    ...(capacityProviderStrategy.length > 0 && {
      CapacityProviderStrategy: capacityProviderStrategy.map(capacityOf),
    }),
  };
}

function networkOf({
  subnets = [],
  securityGroups = [],
  assignPublicIp,
}: NonNullable<EcsNetworkConfiguration['awsvpcConfiguration']>): NonNullable<
  TargetService['Properties']['NetworkConfiguration']
>['AwsvpcConfiguration'] {
  return {
    Subnets: subnets,
    ...(securityGroups.length > 0 && { SecurityGroups: securityGroups }),
    ...(assignPublicIp !== undefined && { AssignPublicIp: assignPublicIp }),
  };
}

function capacityOf({ capacityProvider = '', base, weight }: EcsCapacityProviderItem) {
  return {
    CapacityProvider: capacityProvider,
    ...(base !== undefined && { Base: base }),
    ...(weight !== undefined && { Weight: weight }),
  };
}
