import type {
  CodeDeployGroup,
  DeploymentProgress,
  LiveService,
  Pause,
  RunningTask,
  ServiceRevision,
  TaskDefinition,
} from '../../core/live/live.ts';
import type { DeployOptions, ImageChange, Services, StartedDeployment } from '../../ports/services.ts';
import type { EcsAccess } from './access.ts';
import { deploy } from './deploy.ts';
import { FollowedDeployments } from './followed.ts';
import { observe } from './observe.ts';
import { progress } from './progress.ts';
import { runningTasks } from './running-tasks.ts';
import { answer, stop } from './steer.ts';
import { targetRevisions } from './target-revisions.ts';
import { targets } from './targets.ts';
import { TaskDefinitions } from './task-definitions.ts';

/**
 * The services of one ECS cluster. What it remembers only saves requests: a process that starts anew
 * finds everything in ECS again.
 */
export class EcsServices implements Services {
  readonly #access: EcsAccess;
  readonly #taskDefinitions: TaskDefinitions;
  readonly #followed = new FollowedDeployments();

  #requests = 0;

  constructor(access: EcsAccess) {
    this.#access = {
      ...access,
      call: (operation, send) =>
        access.call(operation, (options) => {
          this.#requests += 1;
          return send(options);
        }),
    };
    this.#taskDefinitions = new TaskDefinitions(this.#access);
  }

  observe(ecsServices: readonly string[]): Promise<ReadonlyMap<string, LiveService>> {
    return observe(this.#access, ecsServices);
  }

  async taskDefinition(arn: string): Promise<TaskDefinition> {
    return (await this.#taskDefinitions.describe(arn)).taskDefinition;
  }

  newestForeignRevision(family: string): Promise<TaskDefinition | undefined> {
    return this.#taskDefinitions.newestForeign(family);
  }

  registerCopy(template: TaskDefinition, change: ImageChange): Promise<TaskDefinition> {
    return this.#taskDefinitions.registerCopy(template, change);
  }

  codeDeployGroup(): Promise<CodeDeployGroup> {
    return Promise.resolve({ status: 'missing', what: 'application' });
  }

  deploy(ecsService: string, taskDefinition: string, options: DeployOptions): Promise<StartedDeployment> {
    const deploying = {
      access: this.#access,
      taskDefinitions: this.#taskDefinitions,
      followed: this.#followed,
    };
    return deploy(deploying, ecsService, taskDefinition, options);
  }

  progress(deployments: readonly StartedDeployment[]): Promise<readonly DeploymentProgress[]> {
    return progress(this.#access, this.#followed, deployments);
  }

  get requestsSent(): number {
    return this.#requests;
  }

  stop(deployment: StartedDeployment, how: 'rollback' | 'abort'): Promise<void> {
    return stop(this.#access, this.#followed, deployment, how);
  }

  answer(deployment: StartedDeployment, pause: Pause, answered: 'continue' | 'rollback'): Promise<void> {
    return answer(this.#access, this.#followed, deployment, pause, answered);
  }

  runningTasks(ecsServices: readonly string[]): Promise<ReadonlyMap<string, readonly RunningTask[]>> {
    return runningTasks(this.#access, ecsServices);
  }

  targetRevisions(deploymentIds: readonly string[]): Promise<ReadonlyMap<string, ServiceRevision>> {
    return targetRevisions(this.#access, this.#followed, deploymentIds);
  }

  targets(ecsService: string): Promise<{ readonly healthy: number; readonly registered: number } | null> {
    return targets(this.#access, ecsService);
  }
}
