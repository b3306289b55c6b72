import * as z from 'zod/mini';
import { diagnoseErrors } from '../errors/catalogue/diagnose.ts';
import type { Problem } from '../errors/problem.ts';
import { throwIfAny } from '../errors/problem.ts';
import type { SeenTarget, SeenTask, ServicePicture } from './picture.ts';

/** Texts of files that hold the output of the AWS CLI; any of them may be absent. */
export interface SavedFiles {
  readonly services?: SavedFile | undefined;
  readonly tasks?: SavedFile | undefined;
  readonly targets?: SavedFile | undefined;
}

export interface SavedFile {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

/**
 * The services in what a person saved of `aws ecs describe-services`, `aws ecs describe-tasks` and `aws elbv2 describe-target-health`.
 * Targets do not say whose they are: with one service they are its, else they make a picture of their own.
 *
 * @throws diagnose-file-unreadable, for all files at once
 */
export function parseSaved(files: SavedFiles): readonly ServicePicture[] {
  const problems: Problem[] = [];
  const services =
    read(files.services, servicesSchema, 'aws ecs describe-services', problems)?.services ?? [];
  const tasks = read(files.tasks, tasksSchema, 'aws ecs describe-tasks', problems)?.tasks ?? [];
  const health = read(files.targets, targetsSchema, 'aws elbv2 describe-target-health', problems);
  throwIfAny(problems);

  const targets = (health?.TargetHealthDescriptions ?? []).map(seenTarget);
  const names = new Set([...services.map(nameOf), ...tasks.map(ownerOf)]);
  const pictures = [...names].map((service): ServicePicture => {
    const found = services.find((one) => nameOf(one) === service);
    return {
      service,
      deployments: (found?.deployments ?? []).map((deployment) => ({
        id: deployment.id ?? '',
        primary: deployment.status === 'PRIMARY',
        rolloutState: deployment.rolloutState ?? null,
        reason: deployment.rolloutStateReason ?? null,
        createdAt: timeOf(deployment.createdAt),
      })),
      events: (found?.events ?? []).map(({ createdAt, message }) => ({
        at: timeOf(createdAt),
        message: message ?? '',
      })),
      stoppedTasks: tasks.filter((task) => ownerOf(task) === service).flatMap(seenTask),
      targets: names.size === 1 ? targets : [],
    };
  });
  const apart: ServicePicture = {
    service: 'targets',
    deployments: [],
    events: [],
    stoppedTasks: [],
    targets,
  };
  return names.size !== 1 && targets.length > 0 ? [...pictures, apart] : pictures;
}

const time = z.nullish(z.union([z.string(), z.number()]));
const words = z.nullish(z.string());

const servicesSchema = z.object({
  services: z.array(
    z.object({
      serviceName: words,
      deployments: z.nullish(
        z.array(
          z.object({
            id: words,
            status: words,
            rolloutState: words,
            rolloutStateReason: words,
            createdAt: time,
          }),
        ),
      ),
      events: z.nullish(z.array(z.object({ createdAt: time, message: words }))),
    }),
  ),
});

const tasksSchema = z.object({
  tasks: z.array(
    z.object({
      group: words,
      startedBy: words,
      lastStatus: words,
      stopCode: words,
      stoppedReason: words,
      stoppedAt: time,
      containers: z.nullish(z.array(z.object({ exitCode: z.nullish(z.number()), reason: words }))),
    }),
  ),
});

const targetsSchema = z.object({
  TargetHealthDescriptions: z.array(
    z.object({ TargetHealth: z.nullish(z.object({ State: words, Reason: words, Description: words })) }),
  ),
});

type SavedTask = z.infer<typeof tasksSchema>['tasks'][number];

function read<Schema extends z.ZodMiniType>(
  saved: SavedFile | undefined,
  schema: Schema,
  command: string,
  problems: Problem[],
): z.infer<Schema> | undefined {
  if (!saved) return undefined;
  const { file, text } = saved;
  const json = jsonOf(text);
  const parsed = json === undefined ? undefined : z.safeParse(schema, json);
  if (parsed?.success) return parsed.data;
  const where = parsed?.error.issues[0]?.path.join('.');
  const reason =
    parsed === undefined ? 'it is not JSON' : `${where === '' ? 'it' : (where ?? 'it')} is not as expected`;
  problems.push(diagnoseErrors.fileUnreadable.problem({ file, command, reason }, { file }));
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

/** The CLI writes times as text, its first version as seconds since the epoch. */
function timeOf(value: string | number | null | undefined): number | null {
  const at = typeof value === 'number' ? value * 1000 : Date.parse(value ?? '');
  return Number.isNaN(at) ? null : at;
}

function nameOf({ serviceName }: { readonly serviceName?: string | null | undefined }): string {
  return serviceName ?? '';
}

/** `service:name`; a task that was run by hand belongs to its family. */
function ownerOf({ group }: SavedTask): string {
  return group?.replace(/^service:/, '') ?? 'tasks';
}

function seenTask(task: SavedTask): readonly SeenTask[] {
  const stopped = (task.lastStatus ?? 'STOPPED') === 'STOPPED' || typeof task.stoppedReason === 'string';
  if (!stopped) return [];
  return [
    {
      startedBy: task.startedBy ?? null,
      stoppedAt: timeOf(task.stoppedAt),
      stopCode: task.stopCode ?? null,
      stoppedReason: task.stoppedReason ?? null,
      containers: (task.containers ?? []).map(({ exitCode, reason }) => ({
        exitCode: exitCode ?? null,
        reason: reason ?? null,
      })),
    },
  ];
}

function seenTarget({
  TargetHealth: health,
}: z.infer<typeof targetsSchema>['TargetHealthDescriptions'][number]): SeenTarget {
  return {
    state: health?.State ?? 'unknown',
    reason: health?.Reason ?? null,
    description: health?.Description ?? null,
  };
}
