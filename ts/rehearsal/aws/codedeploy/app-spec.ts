import type { CapacityProviderStrategyItem, NetworkConfiguration } from '@aws-sdk/client-ecs';
import { parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { invalidRevision } from './errors.ts';

/** What an AppSpec says, in ECS's words. */
export interface AppSpecContent {
  readonly taskDefinition: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly platformVersion: string | undefined;
  readonly networkConfiguration: NetworkConfiguration | undefined;
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  /** Lambda function by lifecycle event. */
  readonly hooks: ReadonlyMap<string, string>;
}

/**
 * Reads an AppSpec for ECS in YAML or JSON (user guide, "AppSpec file structure for Amazon ECS deployments"). CodeDeploy overlooks
 * members that it does not know; here they are errors, so that a misspelt one passes no rehearsal.
 */
export function parseAppSpec(text: string): AppSpecContent {
  const document = parseDocument(text);
  if (document.errors.length > 0)
    throw invalidRevision('The AppSpec file content is not valid YAML or JSON.');
  const parsed = z.safeParse(schema, document.toJS());
  if (!parsed.success)
    throw invalidRevision(`The AppSpec file is not valid: ${z.prettifyError(parsed.error)}`);
  const { Resources, Hooks = [] } = parsed.data;
  const properties = Object.values(Resources[0])[0]?.Properties;
  if (!properties) throw invalidRevision('The AppSpec file has no resource.');
  const network = properties.NetworkConfiguration?.AwsvpcConfiguration;
  return {
    taskDefinition: properties.TaskDefinition,
    containerName: properties.LoadBalancerInfo.ContainerName,
    containerPort: properties.LoadBalancerInfo.ContainerPort,
    platformVersion: properties.PlatformVersion,
    networkConfiguration: network && {
      awsvpcConfiguration: {
        subnets: network.Subnets,
        securityGroups: network.SecurityGroups,
        assignPublicIp: network.AssignPublicIp,
      },
    },
    capacityProviderStrategy: (properties.CapacityProviderStrategy ?? []).map(
      ({ CapacityProvider, Base, Weight }) => ({
        capacityProvider: CapacityProvider,
        base: Base,
        weight: Weight,
      }),
    ),
    hooks: new Map(Hooks.flatMap((hook) => Object.entries(hook))),
  };
}

const events = [
  'BeforeInstall',
  'AfterInstall',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const;

const properties = z.strictObject({
  TaskDefinition: z.string(),
  LoadBalancerInfo: z.strictObject({
    ContainerName: z.string(),
    ContainerPort: z.int().check(z.minimum(1), z.maximum(65_535)),
  }),
  PlatformVersion: z.optional(z.string()),
  NetworkConfiguration: z.optional(
    z.strictObject({
      AwsvpcConfiguration: z.strictObject({
        Subnets: z.array(z.string()),
        SecurityGroups: z.optional(z.array(z.string())),
        AssignPublicIp: z.optional(z.enum(['ENABLED', 'DISABLED'])),
      }),
    }),
  ),
  CapacityProviderStrategy: z.optional(
    z.array(
      z.strictObject({
        CapacityProvider: z.string(),
        Base: z.optional(z.int()),
        Weight: z.optional(z.int()),
      }),
    ),
  ),
});

const schema = z.strictObject({
  version: z.union([z.literal(0), z.literal('0.0')]),
  Resources: z.tuple([
    z.record(z.string(), z.strictObject({ Type: z.literal('AWS::ECS::Service'), Properties: properties })),
  ]),
  Hooks: z.optional(z.array(z.partialRecord(z.enum(events), z.string()))),
});
