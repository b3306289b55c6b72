import type {
  AlarmConfiguration,
  AutoRollbackConfiguration,
  BlueGreenDeploymentConfiguration,
  DeploymentStatus,
  ECSService,
  ErrorInformation,
  LifecycleEventStatus,
  LoadBalancerInfo,
  RevisionLocation,
  RollbackInfo,
  TrafficRoutingConfig,
} from '@aws-sdk/client-codedeploy';
import type { Deployment as TaskSetOfEcs, Service } from '../ecs/state.ts';
import type { TargetGroup } from '../elb/state.ts';
import type { AppSpecContent } from './app-spec.ts';

/** What CodeDeploy holds for one account in one region, as far as it deploys to ECS. */
export interface CodeDeployState {
  readonly applications: Map<string, Application>;
  /** The account's own; the predefined ones are everybody's. */
  readonly configurations: Map<string, DeploymentConfiguration>;
  /** By id, oldest first. */
  readonly deployments: Map<string, Deployment>;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly computePlatform: 'ECS';
  readonly createdAt: number;
  readonly groups: Map<string, DeploymentGroup>;
}

export interface DeploymentGroup {
  readonly id: string;
  readonly application: Application;
  name: string;
  settings: GroupSettings;
  /** What its last successful deployment brought. */
  targetRevision: RevisionLocation | undefined;
}

/** What CreateDeploymentGroup and UpdateDeploymentGroup set. */
export interface GroupSettings {
  readonly configName: string;
  readonly serviceRoleArn: string;
  readonly ecsService: Required<ECSService>;
  readonly loadBalancerInfo: LoadBalancerInfo;
  readonly alarms: AlarmConfiguration;
  readonly autoRollback: AutoRollbackConfiguration;
  readonly blueGreen: BlueGreenDeploymentConfiguration;
}

export interface DeploymentConfiguration {
  readonly id: string;
  readonly name: string;
  readonly routing: TrafficRoutingConfig;
  readonly createdAt: number | undefined;
}

export interface Deployment {
  readonly id: string;
  readonly group: DeploymentGroup;
  readonly configuration: DeploymentConfiguration;
  readonly revision: RevisionLocation;
  readonly previousRevision: RevisionLocation | undefined;
  readonly appSpec: AppSpecContent;
  readonly description: string | undefined;
  readonly creator: 'user' | 'codeDeployRollback';
  readonly autoRollback: AutoRollbackConfiguration;
  readonly alarms: AlarmConfiguration;
  readonly createdAt: number;
  startedAt: number | undefined;
  completedAt: number | undefined;
  status: DeploymentStatus;
  error: ErrorInformation | undefined;
  rollback: RollbackInfo | undefined;
  readonly events: readonly LifecycleEvent[];
  /** What it moves, from its start on. */
  moved: Moved | undefined;
  /** A waiting time that ContinueDeployment can end. */
  wait: Wait | undefined;
  /** A Lambda function that has been called and has not answered. */
  hook: OpenHook | undefined;
  terminationStarted: boolean;
  updatedAt: number;
}

export interface LifecycleEvent {
  readonly name: string;
  status: LifecycleEventStatus;
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** Why it failed. */
  message: string | undefined;
}

/** The original and the replacement task set, each with the target group in front of it. */
export interface Moved {
  readonly service: Service;
  readonly original: TaskSetOfEcs;
  readonly originalGroup: TargetGroup;
  readonly replacementGroup: TargetGroup;
  replacement: TaskSetOfEcs | undefined;
}

export interface Wait {
  readonly type: 'READY_WAIT' | 'TERMINATION_WAIT';
  readonly over: () => void;
}

export interface OpenHook {
  readonly executionId: string;
  readonly answer: (status: 'Succeeded' | 'Failed') => void;
}

export function emptyCodeDeploy(): CodeDeployState {
  return {
    applications: new Map(),
    configurations: new Map(),
    deployments: new Map(),
  };
}

export function isOver({ status }: Deployment): boolean {
  return status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
}

/** The deployment of the group that has not ended; there is never more than one. */
export function activeOf(state: CodeDeployState, group: DeploymentGroup): Deployment | undefined {
  return [...state.deployments.values()].find((each) => each.group === group && !isOver(each));
}
