import * as z from 'zod/mini';
import { diagnoseErrors } from '../errors/catalogue/diagnose.ts';
import { throwIfAny, type Problem } from '../errors/problem.ts';
import type { SeenDeployment, SeenTarget, SeenTask, ServicePicture } from './picture.ts';
import { savedJson, whyNoJson } from './saved-json.ts';

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
 * @throws diagnose-file-unreadable, for all files at once; diagnose-files-empty where none of them holds anything
 */
export function parseSaved(files: SavedFiles): readonly ServicePicture[] {
  const problems: Problem[] = [];
  const saved = {
    services: read(files.services, servicesSchema, 'services', 'aws ecs describe-services', problems),
    tasks: read(files.tasks, tasksSchema, 'tasks', 'aws ecs describe-tasks', problems),
    targets: read(
      files.targets,
      targetsSchema,
      'targetHealthDescriptions',
      'aws elbv2 describe-target-health',
      problems,
    ),
  };
  throwIfAny(problems);
  const pictures = picturesOf(
    saved.services?.services ?? [],
    saved.tasks?.tasks ?? [],
    (saved.targets?.targetHealthDescriptions ?? []).map(seenTarget),
  );
  if (pictures.length === 0) throwIfAny([nothingIn(files, saved.services, saved.tasks)]);
  return pictures;
}

function picturesOf(
  services: readonly SavedService[],
  tasks: readonly SavedTask[],
  targets: readonly SeenTarget[],
): readonly ServicePicture[] {
  const owners = [...services.map(ownerOfService), ...tasks.map(ownerOfTask)];
  const keys = new Set(owners.map((owner) => keyOf(owner, owners)));
  const pictures = [...keys].map((key): ServicePicture => {
    const isHere = (owner: Owner) => keyOf(owner, owners) === key;
    const found = services.filter((service) => isHere(ownerOfService(service)));
    return {
      service: key,
      deployments: found.flatMap(seenDeployments),
      events: found.flatMap(({ events }) =>
        (events ?? []).map(({ createdAt, message }) => ({ at: timeOf(createdAt), message: message ?? '' })),
      ),
      stoppedTasks: tasks.filter((task) => isHere(ownerOfTask(task))).flatMap(seenTask),
      targets: keys.size === 1 ? targets : [],
    };
  });
  const apart = { service: 'targets', deployments: [], events: [], stoppedTasks: [], targets };
  return keys.size !== 1 && targets.length > 0 ? [...pictures, apart] : pictures;
}

interface Owner {
  readonly cluster: string;
  readonly name: string;
}

/** A service's name; with its cluster's, where the files speak of services of that name in several clusters. */
function keyOf({ cluster, name }: Owner, all: readonly Owner[]): string {
  const isTwice = all.some((other) => other.name === name && other.cluster !== cluster);
  return isTwice && cluster !== '' ? `${cluster}/${name}` : name;
}

function ownerOfService({ clusterArn, serviceName }: SavedService): Owner {
  return { cluster: lastPart(clusterArn), name: serviceName ?? '' };
}

/** `service:name`; a task that was run by hand belongs to its family. */
function ownerOfTask({ clusterArn, group }: SavedTask): Owner {
  return { cluster: lastPart(clusterArn), name: group?.replace(/^service:/, '') ?? 'tasks' };
}

function lastPart(arn: string | null | undefined): string {
  return arn?.split('/').at(-1) ?? '';
}

const time = z.nullish(z.union([z.string(), z.number()]));
const words = z.nullish(z.string());
const failures = z.nullish(z.array(z.object({ arn: words, reason: words })));

const servicesSchema = z.object({
  services: z.array(
    z.object({
      serviceName: words,
      clusterArn: words,
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
      // In place of deployments, where CodeDeploy deploys the service.
      taskSets: z.nullish(
        z.array(z.object({ id: words, status: words, stabilityStatus: words, createdAt: time })),
      ),
      events: z.nullish(z.array(z.object({ createdAt: time, message: words }))),
    }),
  ),
  failures,
});

const tasksSchema = z.object({
  tasks: z.array(
    z.object({
      clusterArn: words,
      group: words,
      startedBy: words,
      lastStatus: words,
      stopCode: words,
      stoppedReason: words,
      stoppedAt: time,
      containers: z.nullish(z.array(z.object({ exitCode: z.nullish(z.number()), reason: words }))),
    }),
  ),
  failures,
});

const targetsSchema = z.object({
  targetHealthDescriptions: z.array(
    z.object({ targetHealth: z.nullish(z.object({ state: words, reason: words, description: words })) }),
  ),
});

type SavedService = z.infer<typeof servicesSchema>['services'][number];
type SavedTask = z.infer<typeof tasksSchema>['tasks'][number];

function read<Schema extends z.ZodMiniType>(
  saved: SavedFile | undefined,
  schema: Schema,
  list: string,
  command: string,
  problems: Problem[],
): z.infer<Schema> | undefined {
  if (!saved) return undefined;
  const { file, text } = saved;
  const json = savedJson(text, list);
  const parsed = json === undefined ? undefined : z.safeParse(schema, json);
  if (parsed?.success) return parsed.data;
  const where = parsed?.error.issues[0]?.path.join('.');
  const reason =
    parsed === undefined ? whyNoJson(text) : `${where === '' ? 'it' : (where ?? 'it')} is not as expected`;
  problems.push(diagnoseErrors.fileUnreadable.problem({ file, command, reason }, { file }));
  return undefined;
}

type Answered = { readonly failures?: z.infer<typeof failures> } | undefined;

function nothingIn(files: SavedFiles, ...answers: readonly Answered[]): Problem {
  const given = [files.services, files.tasks, files.targets].flatMap((saved) => saved?.file ?? []);
  const missing = answers.flatMap((answer) => answer?.failures ?? []);
  return diagnoseErrors.filesEmpty.problem({
    files: given,
    failures: missing.map(({ arn, reason }) => `${arn ?? 'something'}: ${reason ?? 'not found'}`),
  });
}

/** The CLI writes times as text, its first version as seconds since the epoch, PowerShell as `/Date(milliseconds)/`. */
function timeOf(value: string | number | null | undefined): number | null {
  const [, milliseconds] = /^\/Date\((\d+)/.exec(String(value)) ?? [];
  if (milliseconds !== undefined) return Number(milliseconds);
  const at = typeof value === 'number' ? value * 1000 : Date.parse(value ?? '');
  return Number.isNaN(at) ? null : at;
}

function seenDeployments({ deployments, taskSets }: SavedService): readonly SeenDeployment[] {
  const ofEcs = (deployments ?? []).map((deployment) => ({
    id: deployment.id ?? '',
    primary: deployment.status === 'PRIMARY',
    rolloutState: deployment.rolloutState ?? null,
    reason: deployment.rolloutStateReason ?? null,
    createdAt: timeOf(deployment.createdAt),
  }));
  const ofCodeDeploy = (taskSets ?? []).map((taskSet) => ({
    id: taskSet.id ?? '',
    primary: taskSet.status === 'PRIMARY',
    rolloutState: taskSet.stabilityStatus === 'STEADY_STATE' ? 'COMPLETED' : 'IN_PROGRESS',
    reason: null,
    createdAt: timeOf(taskSet.createdAt),
  }));
  return [...ofEcs, ...ofCodeDeploy];
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
  targetHealth,
}: z.infer<typeof targetsSchema>['targetHealthDescriptions'][number]): SeenTarget {
  return {
    state: targetHealth?.state ?? 'unknown',
    reason: targetHealth?.reason ?? null,
    description: targetHealth?.description ?? null,
  };
}
