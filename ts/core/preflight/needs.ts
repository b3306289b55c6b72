import * as z from 'zod/mini';
import type { CheckId } from './check-ids.ts';
import type { ServiceSettings } from './facts.ts';

/** What a task definition says of where its tasks can run. */
export interface Needs {
  /** `bridge` where nothing is said, as ECS has it on Linux. */
  readonly networkMode: string;
  readonly fargate: boolean;
  /** `linux/arm64`; null where neither the definition nor Fargate's default says so. */
  readonly platform: string | null;
  /** Ports that containers listen on, by container. */
  readonly ports: ReadonlyMap<string, readonly number[]>;
}

const text = z.optional(z.string());
const definitionSchema = z.object({
  networkMode: text,
  requiresCompatibilities: z.optional(z.array(z.string())),
  runtimePlatform: z.optional(z.object({ cpuArchitecture: text, operatingSystemFamily: text })),
  containerDefinitions: z.array(
    z.object({
      name: z.string(),
      portMappings: z.optional(z.array(z.object({ containerPort: z.optional(z.number()) }))),
    }),
  ),
});
type Definition = z.infer<typeof definitionSchema>;

/** @param definition as RegisterTaskDefinition takes it */
export function needsOf(definition: Readonly<Record<string, unknown>>): Needs {
  const { networkMode = 'bridge', ...read } = z.parse(definitionSchema, definition);
  const fargate = read.requiresCompatibilities?.includes('FARGATE') === true;
  return {
    networkMode,
    fargate,
    platform: platformOf(read.runtimePlatform, fargate),
    ports: new Map(
      read.containerDefinitions.map(({ name, portMappings = [] }) => [
        name,
        portMappings.flatMap(({ containerPort }) => containerPort ?? []),
      ]),
    ),
  };
}

/**
 * In a registry's words. X86_64 on Linux is Fargate's default ("Task definition parameters for Fargate"); elsewhere the machines
 * decide, which may be of any kind.
 */
function platformOf(stated: Definition['runtimePlatform'], fargate: boolean): string | null {
  const cpu = stated?.cpuArchitecture ?? (fargate ? 'X86_64' : null);
  const system = (stated?.operatingSystemFamily ?? 'LINUX').startsWith('WINDOWS') ? 'windows' : 'linux';
  return cpu === null ? null : `${system}/${cpu === 'ARM64' ? 'arm64' : 'amd64'}`;
}

/** What in the text of a task definition gives each of the deeper checks something to ask. */
const signs: Partial<Readonly<Record<CheckId, RegExp>>> = {
  'execution-role': /"executionRoleArn":/,
  'task-role': /"taskRoleArn":/,
  secrets: /"(valueFrom|credentialsParameter)":/,
  'secret-access': /"(valueFrom|credentialsParameter)":/,
  'log-group': /"awslogs-group":/,
  subnets: /"networkMode":"awsvpc"/,
  'security-groups': /"networkMode":"awsvpc"/,
};

/**
 * Whether a deeper check has anything to ask. Their part takes as long to load as the rest of the program, so a rough answer comes
 * first: a word in the environment of a container may bring it in for nothing.
 */
export function hasToAsk(
  check: CheckId,
  definition: Readonly<Record<string, unknown>>,
  { network, capacityProviders }: ServiceSettings,
): boolean {
  if (check === 'capacity-provider') return capacityProviders.length > 0;
  const isOfNetwork = check === 'subnets' || check === 'security-groups';
  return signs[check]?.test(JSON.stringify(definition)) === true && (!isOfNetwork || network !== null);
}
