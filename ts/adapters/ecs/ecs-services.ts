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
import type { CodeDeployAccess } from '../codedeploy/access.ts';
import { deployThroughCodeDeploy } from '../codedeploy/deploy.ts';
import type { CodeDeployStrategy } from '../../core/config/config.ts';
import { codeDeployGroup } from '../codedeploy/group.ts';
import { codeDeployProgress, FollowedThroughCodeDeploy } from '../codedeploy/progress.ts';
import { answerDeployment, stopDeployment } from '../codedeploy/steer.ts';
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
 * The services of one ECS cluster, whoever moves them: ECS itself or CodeDeploy. What it remembers only saves requests: a process that
 * starts anew finds everything in AWS again.
 */
export class EcsServices implements Services {
  readonly #access: CodeDeployAccess;
  readonly #taskDefinitions: TaskDefinitions;
  readonly #followed = new FollowedDeployments();
  readonly #throughCodeDeploy = new FollowedThroughCodeDeploy();
  #requests = 0;

  constructor(access: CodeDeployAccess) {
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

  codeDeployGroup(strategy: CodeDeployStrategy): Promise<CodeDeployGroup> {
    return codeDeployGroup(this.#access, strategy);
  }

  deploy(ecsService: string, taskDefinition: string, options: DeployOptions): Promise<StartedDeployment> {
    const { strategy } = options;
    const deploying = { access: this.#access, taskDefinitions: this.#taskDefinitions };
    return strategy.type === 'codeDeploy'
      ? deployThroughCodeDeploy({ ...deploying, ...options, strategy, ecsService, taskDefinition })
      : deploy({ ...deploying, followed: this.#followed }, ecsService, taskDefinition, options);
  }

  async progress(deployments: readonly StartedDeployment[]): Promise<readonly DeploymentProgress[]> {
    const theirs = deployments.filter(isOfCodeDeploy);
    const own = deployments.filter((deployment) => !isOfCodeDeploy(deployment));
    const all = [
      ...(await progress(this.#access, this.#followed, own)),
      ...(await codeDeployProgress(this.#access, this.#throughCodeDeploy, theirs)),
    ];
    const byService = new Map(all.map((each) => [each.ecsService, each]));
    return deployments.flatMap(({ ecsService }) => byService.get(ecsService) ?? []);
  }

  get requestsSent(): number {
    return this.#requests;
  }

  stop(deployment: StartedDeployment, how: 'rollback' | 'abort'): Promise<void> {
    if (isOfCodeDeploy(deployment)) return stopDeployment(this.#access, deployment, how);
    return stop(this.#access, this.#followed, deployment, how);
  }

  answer(deployment: StartedDeployment, pause: Pause, answered: 'continue' | 'rollback'): Promise<void> {
    if (isOfCodeDeploy(deployment)) return answerDeployment(this.#access, deployment, answered);
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

/** `d-…`, or the task set that a service under CodeDeploy was created with. */
function isOfCodeDeploy({ deploymentId }: StartedDeployment): boolean {
  return deploymentId.startsWith('d-') || deploymentId.includes(':task-set/');
}
