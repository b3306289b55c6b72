/**
 * The file that a bundle required from beside itself and that is not there; undefined for every other error. An adapter may have
 * taken it for a failure of its own kind, so what lies behind is looked at too.
 */
export function missingPart(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const [, file] = /^Cannot find module '\.\/(ecs-promote-[^']+)'/.exec(cause.message) ?? [];
  return file ?? missingPart(cause.cause);
}
