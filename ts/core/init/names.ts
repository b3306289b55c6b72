import { serviceName } from '../service-name.ts';

/** Names of services and environments as promotion.yaml takes them, from what AWS, folders and stacks are called. */
export function fits(name: string): boolean {
  return serviceName.safeParse(name).success;
}

/** The nearest name that fits; `thing` stands before a text that does not, and for one of which nothing is left. */
export function fittingName(text: string, thing: 'service' | 'environment'): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+/, '');
  const name = plain.slice(0, 63).replace(/[-_]+$/, '');
  if (name === '') return thing;
  return fits(name) ? name : `${thing}-${name}`.slice(0, 63);
}

/** What comes after the last hyphen: `live` of `appcluster-live`. A name of one word is the environment's. */
export function environmentOf(clusterOrStack: string): string {
  const short = clusterOrStack.slice(clusterOrStack.lastIndexOf('/') + 1);
  return fittingName(/[-_.]([A-Za-z][A-Za-z0-9]*)$/.exec(short)?.[1] ?? short, 'environment');
}

/** `service1` of the ECS service `service1-live`, `service1_live` or `live-service1` in live. */
export function serviceOf(ecsService: string, environment: string): string {
  return fittingName(
    ecsServiceTemplate(ecsService, environment)
      .replace(/^\{environment\}[-_]/, '')
      .replace(/[-_]\{environment\}$/, ''),
    'service',
  );
}

/** `service1-{environment}` of `service1-live` in live; the name itself where the environment is no part of it. */
export function ecsServiceTemplate(ecsService: string, environment: string): string {
  for (const mark of ['-', '_']) {
    if (ecsService.endsWith(mark + environment) && ecsService.length > environment.length + 1)
      return `${ecsService.slice(0, -environment.length)}{environment}`;
    if (ecsService.startsWith(environment + mark))
      return `{environment}${ecsService.slice(environment.length)}`;
  }
  return ecsService;
}
