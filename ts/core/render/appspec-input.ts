import { lifecycleHooks } from '../appspec/appspec.ts';
import type { AppSpecInput } from '../appspec/render-appspec.ts';
import { renderErrors } from '../errors/catalogue/render.ts';
import { throwIfAny } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';
import { containersOf, type Registrable } from '../task-definition/copy-with-image.ts';
import type { ServiceTemplate } from './service-template.ts';

/** What a person says of the AppSpec; what is said wins over what the service has. */
export interface AppSpecWish {
  readonly taskDefinition: string | null;
  readonly container: string | null;
  readonly port: number | null;
  readonly platformVersion: string | null;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: string | null;
  readonly hooks: Readonly<Record<string, string>>;
}

/** What the CodeDeployToECS action replaces by the ARN of the revision that it registers from `taskdef.json`. */
const placeholder = '<TASK_DEFINITION>';

/**
 * Everything of an AppSpec, from what a person said, a service as it is, or a task definition's port mappings.
 *
 * @throws render-port-unclear, render-hook-unknown
 */
export function appSpecInput(
  wish: AppSpecWish,
  service: ServiceTemplate | null,
  definition: Registrable | null,
): AppSpecInput {
  throwIfAny(unknownHooks(wish.hooks));
  const target = targetOf(wish, [...(service?.targets ?? []), ...(service ? [] : portsOf(definition))]);
  return {
    taskDefinition: wish.taskDefinition ?? placeholder,
    containerName: target.container,
    containerPort: target.port,
    platformVersion: wish.platformVersion ?? service?.platformVersion,
    networkConfiguration: networkOf(wish, service),
    capacityProviderStrategy: service?.capacityProviderStrategy,
    hooks: wish.hooks,
  };
}

function unknownHooks(hooks: AppSpecWish['hooks']) {
  const known: readonly string[] = lifecycleHooks;
  return Object.keys(hooks)
    .filter((event) => !known.includes(event))
    .map((event) => renderErrors.hookUnknown.problem({ event, known, suggestion: didYouMean(event, known) }));
}

type Target = ServiceTemplate['targets'][number];

function targetOf({ container, port }: AppSpecWish, found: readonly Target[]): Target {
  if (container !== null && port !== null) return { container, port };
  const fitting = found.filter(
    (target) => (container ?? target.container) === target.container && (port ?? target.port) === target.port,
  );
  const [target] = fitting;
  if (target && fitting.length === 1) return target;
  throw renderErrors.portUnclear.error({ found: fitting.map((each) => `${each.container}:${each.port}`) });
}

function portsOf(definition: Registrable | null): readonly Target[] {
  return containersOf(definition ?? {}).flatMap(({ name, portMappings }) =>
    ((portMappings ?? []) as readonly { readonly containerPort?: number }[]).flatMap(({ containerPort }) =>
      containerPort === undefined ? [] : [{ container: String(name), port: containerPort }],
    ),
  );
}

function networkOf(
  { subnets, securityGroups, assignPublicIp }: AppSpecWish,
  service: ServiceTemplate | null,
): AppSpecInput['networkConfiguration'] {
  const now = service?.networkConfiguration?.awsvpcConfiguration;
  if (subnets.length === 0 && securityGroups.length === 0 && assignPublicIp === null) {
    return service?.networkConfiguration;
  }
  return {
    awsvpcConfiguration: {
      subnets: subnets.length > 0 ? subnets : now?.subnets,
      securityGroups: securityGroups.length > 0 ? securityGroups : now?.securityGroups,
      assignPublicIp: assignPublicIp ?? now?.assignPublicIp,
    },
  };
}
