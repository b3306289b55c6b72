import { containersOf, type Registrable } from './copy-with-image.ts';

/**
 * The stream that a container of a task writes to with the `awslogs` driver: `<prefix>/<container>/<task id>` (ECS developer guide,
 * "Send Amazon ECS logs to CloudWatch"); null where the driver is another one, or there is no prefix and Docker's own id names it.
 */
export function logStreamOf(
  definition: Registrable,
  container: string,
  taskId: string,
): { readonly group: string; readonly stream: string } | null {
  const logging = containersOf(definition).find(({ name }) => name === container)?.['logConfiguration'] as
    { readonly logDriver?: string; readonly options?: Readonly<Record<string, string>> } | undefined;
  const group = logging?.options?.['awslogs-group'];
  const prefix = logging?.options?.['awslogs-stream-prefix'];
  if (logging?.logDriver !== 'awslogs' || group === undefined || prefix === undefined) return null;
  return { group, stream: `${prefix}/${container}/${taskId}` };
}
