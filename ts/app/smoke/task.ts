import { sha256Hex } from '../../core/release/canonical.ts';
import type { TaskCheck } from '../../core/smoke/check.ts';
import type { OneOffState, StartedOneOff } from '../../ports/one-off-tasks.ts';
import { withoutPeriod } from '../tell.ts';
import type { Attempt } from './attempt.ts';
import type { SmokeSubject, SmokeTools } from './tools.ts';

const pauseMilliseconds = 5_000;
const logLines = 20;

/**
 * Runs the task in the environment's cluster and waits for its end, once. The token of a try is the same in every run of the
 * promotion, so one that was killed in between finds its task and starts no second one; an interruption leaves the task running for it.
 */
export async function tryTask(check: TaskCheck, number: string, tools: SmokeTools): Promise<Attempt> {
  const { oneOffTasks, clock, subject } = tools;
  const taskDefinition = await taskDefinitionOf(check, tools);
  if (taskDefinition === undefined) return notStarted(`release ${subject.releaseId} has no ${check.service}`);
  const began = clock.now();
  const started = await oneOffTasks.start({
    ecsService: subject.services.find(({ service }) => service === check.service)?.ecsService ?? '',
    taskDefinition,
    container: check.container,
    command: check.command,
    token: tokenOf(check, number, taskDefinition, subject),
    startedBy: `ecs-promote/${subject.promotion}`,
  });
  if ('refused' in started) return notStarted(started.refused);
  const state = await waitFor(started, check, began + check.timeoutMinutes * 60_000, tools);
  const milliseconds = clock.now() - began;
  const output = await oneOffTasks.lastLines(started, check.container, logLines);
  return { passed: state?.exitCode === 0, milliseconds, detail: wordsOf(state, check, milliseconds), output };
}

/** What the service runs, or a copy of the family's newest revision with the release's image: RunTask cannot override an image. */
async function taskDefinitionOf(check: TaskCheck, tools: SmokeTools): Promise<string | undefined> {
  const { subject, services } = tools;
  const build = subject.release.services[check.service];
  const running = subject.services.find(({ service }) => service === check.service);
  if (!build || !running) return undefined;
  if (check.taskDefinition === null) return running.taskDefinition;
  const template =
    (await services.newestForeignRevision(check.taskDefinition)) ??
    (await services.taskDefinition(check.taskDefinition));
  const copy = await services.registerCopy(template, {
    container: check.container,
    image: `${build.image}@${build.digest}`,
    releaseId: subject.releaseId,
    service: check.service,
    promotion: subject.promotion,
  });
  return copy.arn;
}

function tokenOf(check: TaskCheck, number: string, taskDefinition: string, subject: SmokeSubject): string {
  const { command, container, on } = check;
  return sha256Hex(JSON.stringify([subject.promotion, on, number, taskDefinition, container, command]));
}

/** Undefined when its time was up; then it has been stopped. */
async function waitFor(
  { taskArn }: StartedOneOff,
  check: TaskCheck,
  deadline: number,
  { oneOffTasks, clock, interrupted }: SmokeTools,
): Promise<Extract<OneOffState, { state: 'ended' }> | undefined> {
  for (;;) {
    const state = await oneOffTasks.look(taskArn, check.container);
    if (state.state === 'ended') return state;
    if (clock.now() >= deadline) {
      await oneOffTasks.stop(
        taskArn,
        `ecs-promote: the smoke check took longer than ${check.timeoutMinutes} minutes`,
      );
      return undefined;
    }
    await clock.sleep(Math.min(pauseMilliseconds, deadline - clock.now()), interrupted);
  }
}

function notStarted(reason: string): Attempt {
  return { passed: false, milliseconds: null, detail: `could not be started: ${reason}`, output: [] };
}

function wordsOf(
  state: Extract<OneOffState, { state: 'ended' }> | undefined,
  { container, timeoutMinutes }: TaskCheck,
  milliseconds: number,
): string {
  if (!state) return `was stopped because it took longer than ${timeoutMinutes} min`;
  if (state.exitCode === 0) return `exits with 0 after ${Math.round(milliseconds / 1000)} s`;
  const why = state.reason === null ? '' : ` (${withoutPeriod(state.reason)})`;
  return state.exitCode === null
    ? `ended without an exit code of ${container}${why}`
    : `exits with ${state.exitCode}, not 0${why}`;
}
