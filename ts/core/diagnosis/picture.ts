import type { Sign } from './sign.ts';

/** What AWS shows of one service at one time, reduced to what a diagnosis needs. Times are milliseconds since the epoch. */
export interface ServicePicture {
  readonly service: string;
  readonly deployments: readonly SeenDeployment[];
  readonly events: readonly { readonly at: number | null; readonly message: string }[];
  readonly stoppedTasks: readonly SeenTask[];
  readonly targets: readonly SeenTarget[];
}

export interface SeenDeployment {
  readonly id: string;
  readonly primary: boolean;
  /** `IN_PROGRESS`, `COMPLETED`, `FAILED`; null behind a Classic Load Balancer. */
  readonly rolloutState: string | null;
  readonly reason: string | null;
  readonly createdAt: number | null;
}

export interface SeenTask {
  /** The deployment that started it. */
  readonly startedBy: string | null;
  readonly stoppedAt: number | null;
  readonly stopCode: string | null;
  readonly stoppedReason: string | null;
  readonly containers: readonly { readonly exitCode: number | null; readonly reason: string | null }[];
}

export interface SeenTarget {
  readonly state: string;
  readonly reason: string | null;
  readonly description: string | null;
}

/**
 * The signs of the service's present deployment. ECS shows the hundred newest events and an hour of stopped tasks, whatever became of
 * them: what was before the deployments that are there, and before a steady state that was reached since, is history.
 */
export function signsOf(picture: ServicePicture): readonly Sign[] {
  const since = beginning(picture);
  const recent = (at: number | null) => since === null || at === null || at >= since;
  return [
    ...picture.deployments.flatMap(({ reason }) =>
      reason === null ? [] : [{ text: reason, field: 'statusReason' } as const],
    ),
    ...picture.stoppedTasks
      .filter((task) => recent(task.stoppedAt) && isOfPresent(task, picture))
      .flatMap(signsOfTask),
    ...picture.events
      .filter(({ at }) => recent(at))
      .map(({ message }) => ({ text: message, field: 'event' }) as const),
    ...picture.targets.flatMap(signOfTarget),
  ];
}

function beginning({ deployments, events }: ServicePicture): number | null {
  const started = deployments.flatMap(({ createdAt }) => createdAt ?? []);
  const steady = events.flatMap(({ at, message }) => (isSteady(message) && at !== null ? [at] : []));
  const first = started.length === 0 ? null : Math.min(...started);
  const settled = deployments.every(({ rolloutState, reason }) => hasSucceeded(rolloutState, reason));
  return settled && steady.length > 0 ? Math.max(...steady, first ?? 0) : first;
}

/** A deployment that came to its end by going back is no success. */
function hasSucceeded(rolloutState: string | null, reason: string | null): boolean {
  return (
    (rolloutState === null || rolloutState === 'COMPLETED') &&
    !/roll(ing|ed)\s+back|failed/i.test(reason ?? '')
  );
}

function isSteady(message: string): boolean {
  return /has\s+reached\s+a\s+steady\s+state/i.test(message);
}

/** A task that an older deployment let go of is not a failure of this one. */
function isOfPresent({ startedBy }: SeenTask, { deployments }: ServicePicture): boolean {
  if (deployments.length === 0 || startedBy?.startsWith('ecs-svc/') !== true) return true;
  return deployments.some(({ id }) => id === startedBy);
}

/** What one stopped task tells: why it was stopped, with the exit code that explains it, and each container's reason. */
export function signsOfTask(
  task: Pick<SeenTask, 'stopCode' | 'stoppedReason' | 'containers'>,
): readonly Sign[] {
  const stopCode = task.stopCode ?? undefined;
  const exitCode = tellingExitCode(task.containers.flatMap((container) => container.exitCode ?? []));
  const whole: Sign = { text: task.stoppedReason ?? '', field: 'stoppedReason', stopCode, exitCode };
  const ofContainers = task.containers.flatMap(({ reason, exitCode: code }): readonly Sign[] =>
    reason === null
      ? []
      : [{ text: reason, field: 'containerReason', stopCode, exitCode: code ?? undefined }],
  );
  return [whole, ...ofContainers];
}

/** When one container ends, the others are sent a SIGTERM and then a SIGKILL: any other code is of the one that ended first. */
function tellingExitCode(codes: readonly number[]): number | undefined {
  const byItself = codes.filter((code) => code !== 137 && code !== 143);
  return byItself.find((code) => code !== 0) ?? codes.find((code) => code === 137) ?? byItself[0] ?? codes[0];
}

function signOfTarget({ state, reason, description }: SeenTarget): readonly Sign[] {
  if (state === 'healthy') return [];
  const text = [reason, description].filter(Boolean).join(': ') || state;
  return [{ text, field: 'targetHealth' }];
}
