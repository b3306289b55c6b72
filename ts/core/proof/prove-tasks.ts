/**
 * The proof: what was asked for is what runs, task by task, by the digest ECS resolved when it started the container. A task may run
 * the index the release names or the image of its own platform in it.
 */
import type { ProofRow } from '../ledger/fact.ts';
import type { RunningTask } from '../live/live.ts';
import type { ServiceBuild } from '../release/release.ts';
import type { Problem } from '../errors/problem.ts';
import { ecsErrors } from '../errors/catalogue/ecs.ts';

export interface ProofInput {
  readonly service: string;
  readonly build: ServiceBuild;
  readonly container: string;
  /** What the service is to run; ARN or `family:revision`. */
  readonly taskDefinition: string;
  readonly desiredCount: number;
  /** Every running task of the service, whichever deployment it belongs to. */
  readonly tasks: readonly RunningTask[];
  /** null for a service without a load balancer. */
  readonly healthyTargets: number | null;
}

export type Proof =
  | { readonly outcome: ProofRow['outcome']; readonly row: ProofRow }
  | { readonly outcome: 'notProven'; readonly problems: readonly [Problem, ...Problem[]] };

/** Compares every running task with the release. A service with desired count 0 is deployed, which is all that can be said of it. */
export function proveTasks(input: ProofInput): Proof {
  const [first, ...others] = problemsOf(input);
  if (first) return { outcome: 'notProven', problems: [first, ...others] };
  const outcome = input.tasks.length === 0 ? 'deployedNotProven' : 'proven';
  const { service, taskDefinition, healthyTargets, build } = input;
  return {
    outcome,
    row: {
      service,
      outcome,
      taskDefinition,
      digest: build.digest,
      tasks: input.tasks.length,
      healthyTargets,
      note: noteOf(input),
    },
  };
}

function noteOf({ tasks, desiredCount }: ProofInput): string | null {
  if (tasks.length === 0) return 'desired count is 0: deployed, but nothing runs that could be compared';
  if (tasks.length < desiredCount) return `${tasks.length} of ${desiredCount} desired tasks were running`;
  return null;
}

function problemsOf(input: ProofInput): readonly Problem[] {
  const { service, tasks, desiredCount } = input;
  if (tasks.length === 0) {
    return desiredCount === 0 ? [] : [ecsErrors.nothingRuns.problem({ service, desiredCount })];
  }
  return groupedByVerdict(input).flatMap(({ verdict, ids }) => problemOf(verdict, ids, input) ?? []);
}

type Verdict =
  | { readonly kind: 'asReleased' | 'containerAbsent' | 'digestUnknown' }
  | { readonly kind: 'otherDigest' | 'otherDefinition'; readonly found: string };

/** One group a verdict, so that fifty old tasks are one problem and not fifty. */
function groupedByVerdict(
  input: ProofInput,
): readonly { readonly verdict: Verdict; readonly ids: string[] }[] {
  const groups = new Map<string, { readonly verdict: Verdict; readonly ids: string[] }>();
  for (const task of input.tasks) {
    const verdict = verdictOn(task, input);
    const key = JSON.stringify(verdict);
    const group = groups.get(key) ?? { verdict, ids: [] };
    group.ids.push(lastSegment(task.taskArn));
    groups.set(key, group);
  }
  return [...groups.values()];
}

function verdictOn(task: RunningTask, { container, taskDefinition, build }: ProofInput): Verdict {
  const running = task.containers.find(({ name }) => name === container);
  const found = lastSegment(task.taskDefinition);
  if (found !== lastSegment(taskDefinition)) return { kind: 'otherDefinition', found };
  if (!running) return { kind: 'containerAbsent' };
  if (running.imageDigest === null) return { kind: 'digestUnknown' };
  const accepted: readonly string[] = [build.digest, ...Object.values(build.platforms ?? {})];
  return accepted.includes(running.imageDigest)
    ? { kind: 'asReleased' }
    : { kind: 'otherDigest', found: running.imageDigest };
}

function problemOf(verdict: Verdict, tasks: readonly string[], input: ProofInput): Problem | undefined {
  const { service, container } = input;
  switch (verdict.kind) {
    case 'asReleased':
      return undefined;
    case 'containerAbsent':
      return ecsErrors.containerNotRunning.problem({ service, container, tasks });
    case 'digestUnknown':
      return ecsErrors.digestUnknown.problem({ service, container, tasks });
    case 'otherDigest':
      return ecsErrors.otherDigestRuns.problem({
        service,
        wanted: input.build.digest,
        found: verdict.found,
        tasks,
      });
    case 'otherDefinition':
      return ecsErrors.otherDefinitionRuns.problem({
        service,
        wanted: lastSegment(input.taskDefinition),
        found: verdict.found,
        tasks,
      });
  }
}

function lastSegment(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
