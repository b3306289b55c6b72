import * as z from 'zod/mini';
import { readCredentials, readReference, type Reference } from './references.ts';

/** What a task definition needs to be there, beside its image, before a task of it starts. */
export interface DeepNeeds {
  readonly networkMode: string;
  /** ARNs or names; null where there is none. */
  readonly executionRole: string | null;
  readonly taskRole: string | null;
  readonly references: readonly Reference[];
  readonly logGroups: readonly LogGroupNeed[];
}

export interface LogGroupNeed {
  readonly name: string;
  /** Null: that of the cluster. */
  readonly region: string | null;
  /** The agent creates it (`awslogs-create-group`). */
  readonly created: boolean;
}

const text = z.optional(z.string());
const secrets = z.optional(z.array(z.object({ name: z.string(), valueFrom: z.string() })));
const containerSchema = z.object({
  name: z.string(),
  secrets,
  repositoryCredentials: z.optional(z.object({ credentialsParameter: z.string() })),
  logConfiguration: z.optional(
    z.object({
      logDriver: z.string(),
      options: z.optional(z.record(z.string(), z.string())),
      secretOptions: secrets,
    }),
  ),
});
type Container = z.infer<typeof containerSchema>;

const definitionSchema = z.object({
  networkMode: text,
  executionRoleArn: text,
  taskRoleArn: text,
  containerDefinitions: z.array(containerSchema),
});

/** @param definition as RegisterTaskDefinition takes it */
export function deepNeedsOf(definition: Readonly<Record<string, unknown>>): DeepNeeds {
  const read = z.parse(definitionSchema, definition);
  return {
    networkMode: read.networkMode ?? 'bridge',
    executionRole: read.executionRoleArn ?? null,
    taskRole: read.taskRoleArn ?? null,
    references: read.containerDefinitions.flatMap(referencesOf),
    logGroups: read.containerDefinitions.flatMap(logGroupOf),
  };
}

function referencesOf(container: Container): readonly Reference[] {
  const { name, repositoryCredentials, logConfiguration } = container;
  const given = [...(container.secrets ?? []), ...(logConfiguration?.secretOptions ?? [])];
  return [
    ...given.map((secret) => readReference(secret.valueFrom, `${secret.name} of ${name}`)),
    ...(repositoryCredentials
      ? [readCredentials(repositoryCredentials.credentialsParameter, `registry of ${name}`)]
      : []),
  ];
}

function logGroupOf({ logConfiguration }: Container): readonly LogGroupNeed[] {
  const options = logConfiguration?.options ?? {};
  const name = options['awslogs-group'];
  if (logConfiguration?.logDriver !== 'awslogs' || name === undefined) return [];
  const region = options['awslogs-region'] ?? null;
  return [{ name, region, created: options['awslogs-create-group'] === 'true' }];
}
