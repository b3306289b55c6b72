/**
 * An AppSpec for ECS: what CodeDeploy is to bring about, in CodeDeploy's own member names (user guide, "AppSpec file structure for
 * Amazon ECS deployments" and "AppSpec 'resources' section").
 */
export interface AppSpec {
  /** The only one there is, `0.0`. */
  readonly version: 0;
  /** Exactly one. */
  readonly Resources: readonly [{ readonly TargetService: TargetService }];
  /** A map of one entry each, in the order the events happen. */
  readonly Hooks?: readonly Readonly<Partial<Record<LifecycleHook, string>>>[];
}

export interface TargetService {
  readonly Type: 'AWS::ECS::Service';
  readonly Properties: {
    /** ARN with its revision. */
    readonly TaskDefinition: string;
    readonly LoadBalancerInfo: { readonly ContainerName: string; readonly ContainerPort: number };
    /** What is absent is CodeDeploy's to choose; for the platform version that is LATEST, whatever runs now. */
    readonly PlatformVersion?: string;
    readonly NetworkConfiguration?: { readonly AwsvpcConfiguration: AwsvpcConfiguration };
    readonly CapacityProviderStrategy?: readonly CapacityProviderItem[];
  };
}

export interface AwsvpcConfiguration {
  readonly Subnets: readonly string[];
  readonly SecurityGroups?: readonly string[];
  readonly AssignPublicIp?: string;
}

export interface CapacityProviderItem {
  readonly CapacityProvider: string;
  readonly Base?: number;
  readonly Weight?: number;
}

/** The events a Lambda function can be run at, in order ("AppSpec 'hooks' section for an Amazon ECS deployment"). */
export const lifecycleHooks = [
  'BeforeInstall',
  'AfterInstall',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const;

export type LifecycleHook = (typeof lifecycleHooks)[number];
