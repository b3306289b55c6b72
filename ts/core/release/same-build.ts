import type { ServiceBuild } from './release.ts';

/** Whether both are the same build of the same image; what else is recorded of it (subject, commit) does not count. */
export function isSameBuild(a: ServiceBuild | undefined, b: ServiceBuild | undefined): boolean {
  return a?.build === b?.build && a?.digest === b?.digest && a?.image === b?.image;
}
