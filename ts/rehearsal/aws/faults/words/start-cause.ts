import type { StartFailure } from '../kind.ts';
import { wordsFor, type Said, type Wording, type Words } from './said.ts';
import type { ContainerFacts } from '../place.ts';

/** Why a task does not start: where in its life that shows, after how long, and in whose words. */
export interface StartCause {
  readonly moment: StartFailure['moment'];
  readonly seconds: StartFailure['seconds'];
  readonly words: Words<Said>;
}

/** Texts were cut at so many characters: "[FARGATE][ECS] Stop Truncating the output", aws/containers-roadmap#1133. */
const longestOldText = 255;

/**
 * How a start that failed is told. On Fargate `stoppedReason` holds what went wrong and the service says it in an event. On EC2 that
 * is so for the task's own resources; for what went wrong with a container the task says only "Task failed to start" and the reason
 * stands at the container (aws/amazon-ecs-agent#1654, aws/containers-roadmap#2561). Early agents made an exit of it: "Essential
 * container in task exited" without an exit code (RafalWilinski/deploy-with-serverless#11).
 */
export function startFailure(cause: StartCause, container: ContainerFacts, wording: Wording): StartFailure {
  const { by, text } = wordsFor(cause.words, container, wording);
  const whole = text(container);
  const said = wording === 'old' && whole.length > longestOldText ? `${whole.slice(0, 252)}...` : whole;
  const { moment, seconds } = cause;
  const isFargate = container.launchType === 'FARGATE';
  const isExit = by === 'container' && wording === 'old' && !isFargate;
  return {
    moment,
    seconds,
    stopCode: isExit ? 'EssentialContainerExited' : 'TaskFailedToStart',
    stoppedReason: isExit
      ? 'Essential container in task exited'
      : by === 'container' && !isFargate
        ? 'Task failed to start'
        : said,
    containerReason: by === 'container' ? said : undefined,
    event: isFargate ? `was unable to place a task. Reason: ${said}` : undefined,
  };
}
