import * as z from 'zod/mini';
import type { AppSpecInput } from '../appspec/render-appspec.ts';
import { renderErrors } from '../errors/catalogue/render.ts';
import { jsonOf, type SavedText } from './saved.ts';

/** What an AppSpec keeps of a service, so that a deployment changes nothing but the task definition. */
export interface ServiceTemplate extends Pick<
  AppSpecInput,
  'platformVersion' | 'networkConfiguration' | 'capacityProviderStrategy'
> {
  /** ARN of what runs now. */
  readonly taskDefinition: string;
  /** Where its load balancers lead to. */
  readonly targets: readonly { readonly container: string; readonly port: number }[];
}

const network = z.object({
  awsvpcConfiguration: z.optional(
    z.object({
      subnets: z.array(z.string()),
      securityGroups: z.optional(z.array(z.string())),
      assignPublicIp: z.optional(z.string()),
    }),
  ),
});
/** A service and each of its task sets say this of themselves. */
const settings = {
  taskDefinition: z.optional(z.string()),
  platformVersion: z.optional(z.string()),
  networkConfiguration: z.optional(network),
  capacityProviderStrategy: z.optional(
    z.array(
      z.object({
        capacityProvider: z.string(),
        base: z.optional(z.number()),
        weight: z.optional(z.number()),
      }),
    ),
  ),
  loadBalancers: z.optional(
    z.array(z.object({ containerName: z.optional(z.string()), containerPort: z.optional(z.number()) })),
  ),
};
const serviceSchema = z.object({
  ...settings,
  serviceName: z.optional(z.string()),
  status: z.optional(z.string()),
  taskSets: z.optional(z.array(z.object({ ...settings, status: z.optional(z.string()) }))),
});
const expected = 'the output of `aws ecs describe-services`';
const savedSchema = z.object({ services: z.array(serviceSchema) });

/**
 * The one service of a saved answer, or the one that is named.
 *
 * @throws render-file-unreadable
 */
export function parseSavedService(saved: SavedText, wanted: string | null): ServiceTemplate {
  const parsed = z.safeParse(savedSchema, jsonOf(saved, expected));
  const services = parsed.success
    ? parsed.data.services.filter(({ serviceName }) => wanted === null || serviceName === wanted)
    : [];
  const [service] = services;
  if (service && services.length === 1) return templateOf(service);
  const reason = !parsed.success
    ? 'services are not there'
    : wanted === null
      ? `it holds ${parsed.data.services.length} services, and --service does not say which`
      : `it has no service ${wanted}`;
  throw renderErrors.fileUnreadable.error({ file: saved.file, expected, reason });
}

/** @param described a service as DescribeServices answers it */
export function serviceTemplate(described: unknown): ServiceTemplate {
  return templateOf(z.parse(serviceSchema, described));
}

/** What CodeDeploy deploys is told by the primary task set: the service itself keeps what it was created with. */
function templateOf(service: z.output<typeof serviceSchema>): ServiceTemplate {
  const primary = service.taskSets?.find(({ status }) => status === 'PRIMARY');
  const {
    taskDefinition = '',
    platformVersion,
    networkConfiguration,
    capacityProviderStrategy,
  } = primary ?? service;
  const loadBalancers = primary?.loadBalancers ?? service.loadBalancers ?? [];
  const targets = loadBalancers.flatMap(({ containerName, containerPort }) =>
    containerName === undefined || containerPort === undefined
      ? []
      : [{ container: containerName, port: containerPort }],
  );
  const unlike = new Map(targets.map((target) => [`${target.container}:${target.port}`, target]));
  return {
    taskDefinition,
    targets: [...unlike.values()],
    platformVersion,
    networkConfiguration,
    capacityProviderStrategy,
  };
}
