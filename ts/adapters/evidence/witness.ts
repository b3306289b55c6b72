import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Service, Task } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetDeploymentCommand } from '@aws-sdk/client-codedeploy';
import { ProblemError } from '../../core/errors/problem.ts';
import { maskedJson, maskedLines } from '../../core/evidence/mask.ts';
import { logStreamOf } from '../../core/task-definition/log-stream.ts';
import type { EvidenceFile, LogOf, Witness } from '../../ports/witness.ts';
import { askCodeDeploy, type CodeDeployAccess } from '../codedeploy/access.ts';
import { ask, lastSegment } from '../ecs/access.ts';
import { describeServices } from '../ecs/describe-services.ts';
import { describeTaskDefinition } from '../ecs/describe-task-definition.ts';
import { describeServiceDeployments, newestServiceDeploymentTo } from '../ecs/service-deployments.ts';
import { describeTasks, listTasks } from '../ecs/tasks.ts';
import { lastLines } from '../logs/last-lines.ts';

type Deployment = Parameters<Witness['gather']>[0][number];

/** Of so many stopped tasks the logs are kept, the newest; alike ones tell the same. */
const mostLogs = 3;
const logLines = 200;
const longestLine = 2_000;
/** What one page of ListTasks holds; a deployment that lost more tasks than that is described by them. */
const mostTasks = 100;

/** What AWS shows of deployments, in the form it shows it in, as files. Where they are kept is not its business. */
export class AwsWitness implements Pick<Witness, 'gather' | 'logTail'> {
  readonly #access: CodeDeployAccess;
  readonly #logs: CloudWatchLogsClient;

  constructor(access: CodeDeployAccess, logs: CloudWatchLogsClient) {
    this.#access = access;
    this.#logs = logs;
  }

  async gather(
    deployments: readonly Deployment[],
    depth: 'all' | 'deployment',
  ): Promise<readonly EvidenceFile[]> {
    const files: EvidenceFile[] = [];
    for (const deployment of deployments) {
      const piece = async (name: string, read: () => Promise<unknown>): Promise<void> => {
        try {
          const value = await read();
          if (value !== undefined)
            files.push({ name: `${deployment.ecsService}/${name}.json`, text: maskedJson(value) });
        } catch (error) {
          const text = `${reasonOf(error)}\n`;
          files.push({ name: `${deployment.ecsService}/${name}.unread.txt`, text });
        }
      };
      await piece('deployment', () => this.#deployment(deployment));
      if (depth === 'deployment') continue;
      let service: Service | undefined;
      let tasks: readonly Task[] = [];
      await piece('service', async () => (service = await this.#service(deployment)));
      await piece('stopped-tasks', async () => (tasks = await this.#stoppedTasks(deployment)));
      await piece('target-health', () => this.#targetHealth(service));
      files.push(...(await this.#logFiles(deployment, tasks)));
    }
    return files;
  }

  async logTail({ taskDefinition, taskArn, container }: LogOf, lines: number): Promise<readonly string[]> {
    const definition = await this.#definition(taskDefinition);
    const stream = definition && logStreamOf(definition, container, lastSegment(taskArn));
    if (!stream) return [];
    const found = await lastLines({ logs: this.#logs, call: this.#access.call }, stream, lines);
    return maskedLines(found.map((line) => line.slice(0, longestLine)));
  }

  async #definition(arn: string) {
    try {
      return (await describeTaskDefinition(this.#access, arn)).taskDefinition.definition;
    } catch (error) {
      reasonOf(error);
      return undefined;
    }
  }

  async #deployment({ deploymentId, ecsService, taskDefinition }: Deployment): Promise<unknown> {
    if (deploymentId.startsWith('d-')) {
      const { deploymentInfo } = await askCodeDeploy(
        this.#access,
        'GetDeployment',
        deploymentId,
        [],
        (options) => this.#access.codedeploy.send(new GetDeploymentCommand({ deploymentId }), options),
      );
      return deploymentInfo;
    }
    const arn = deploymentId.startsWith('arn:')
      ? deploymentId
      : (await newestServiceDeploymentTo(this.#access, ecsService, taskDefinition, undefined))
          ?.serviceDeploymentArn;
    return arn === undefined ? undefined : (await describeServiceDeployments(this.#access, [arn])).get(arn);
  }

  async #service({ ecsService }: Deployment): Promise<Service | undefined> {
    return (await describeServices(this.#access, [ecsService])).get(ecsService);
  }

  /** The task definition is the promotion's own, so it tells whose they are, whatever started them. */
  async #stoppedTasks({ ecsService, taskDefinition }: Deployment): Promise<readonly Task[]> {
    const filter = { serviceName: ecsService, desiredStatus: 'STOPPED' } as const;
    const { arns } = await listTasks(this.#access, `service ${ecsService}`, filter);
    const tasks = await describeTasks(this.#access, arns);
    return tasks
      .filter(({ taskDefinitionArn = '' }) => lastSegment(taskDefinitionArn) === lastSegment(taskDefinition))
      .toSorted((a, b) => stoppedAt(b) - stoppedAt(a))
      .slice(0, mostTasks);
  }

  async #targetHealth(service: Service | undefined): Promise<unknown> {
    const groups = [
      ...new Set((service?.loadBalancers ?? []).flatMap(({ targetGroupArn }) => targetGroupArn ?? [])),
    ];
    if (groups.length === 0) return undefined;
    return Promise.all(
      groups.map(async (TargetGroupArn) => {
        const { TargetHealthDescriptions } = await ask(
          this.#access,
          'elasticloadbalancing:DescribeTargetHealth',
          `target group ${TargetGroupArn}`,
          (options) => this.#access.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }), options),
        );
        return { TargetGroupArn, TargetHealthDescriptions };
      }),
    );
  }

  async #logFiles(deployment: Deployment, tasks: readonly Task[]): Promise<readonly EvidenceFile[]> {
    const { ecsService, taskDefinition } = deployment;
    const files: EvidenceFile[] = [];
    for (const { taskArn = '', containers = [] } of tasks
      .filter(({ startedAt }) => startedAt)
      .slice(0, mostLogs)) {
      for (const { name = '' } of containers) {
        const lines = await this.logTail({ taskDefinition, taskArn, container: name }, logLines);
        if (lines.length > 0)
          files.push({
            name: `${ecsService}/logs/${lastSegment(taskArn)}-${name}.txt`,
            text: `${lines.join('\n')}\n`,
          });
      }
    }
    return files;
  }
}

function stoppedAt({ stoppingAt, stoppedAt: over }: Task): number {
  return (stoppingAt ?? over)?.getTime() ?? 0;
}

/** Whatever kept it from being read is said in the evidence, except that somebody wants us to stop. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return error instanceof Error ? error.message : String(error);
  if (error.problems.some(({ category }) => category === 'interrupted')) throw error;
  return error.problems.map(({ what }) => what).join(' ');
}
