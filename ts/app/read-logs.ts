import { deploymentVerdict } from '../core/diagnosis/deployment-verdict.ts';
import type { DeploymentProgress, StoppedTask } from '../core/live/live.ts';
import type { StartedDeployment } from '../ports/services.ts';
import type { EnvironmentTools } from './tools.ts';

const consoleLines = 10;
const longestLine = 300;
/** A log reaches CloudWatch some seconds after the container has ended; after so many looks there will be none. */
const mostTries = 5;

/**
 * The log of a container that ended by itself: AWS knows its exit code and nothing more, the log says why, and an image for another
 * architecture shows nowhere else. Read once for each deployment.
 */
export class Logs {
  readonly #witness: EnvironmentTools['witness'];
  readonly #lines = new Map<string, readonly string[]>();
  readonly #tries = new Map<string, number>();

  constructor(witness: EnvironmentTools['witness']) {
    this.#witness = witness;
  }

  /** The last lines, where they explain anything and could be read. */
  of(ecsService: string): readonly string[] {
    return this.#lines.get(ecsService) ?? [];
  }

  async read(progress: readonly DeploymentProgress[], started: readonly StartedDeployment[]): Promise<void> {
    for (const each of progress) {
      const { ecsService, stoppedTasks } = each;
      const ended = deploymentVerdict(each)?.class === 'exit-code' ? containerOf(stoppedTasks) : undefined;
      const deployment = started.find((candidate) => candidate.ecsService === ecsService);
      const tries = this.#tries.get(ecsService) ?? 0;
      if (!ended || !deployment || this.#lines.has(ecsService) || tries >= mostTries) continue;
      this.#tries.set(ecsService, tries + 1);
      const { taskDefinition } = deployment;
      const lines = await this.#witness.logTail({ taskDefinition, ...ended }, consoleLines);
      if (lines.length > 0) this.#lines.set(ecsService, lines.map(printable));
    }
  }
}

/** The newest one with an exit code of its own: those of the others are what they were stopped with. */
function containerOf(
  tasks: readonly StoppedTask[],
): { readonly taskArn: string; readonly container: string } | undefined {
  const ended = tasks.flatMap(({ taskArn, containers }) =>
    containers.flatMap(({ name, exitCode }) =>
      exitCode === null || exitCode === 137 || exitCode === 143
        ? []
        : [{ taskArn, container: name, exitCode }],
    ),
  );
  const found = ended.findLast(({ exitCode }) => exitCode !== 0) ?? ended.at(-1);
  return found && { taskArn: found.taskArn, container: found.container };
}

function printable(line: string): string {
  return line.replaceAll(/\p{Cc}+/gu, ' ').slice(0, longestLine);
}
