import type { ReleaseId } from './release.ts';

/** The first seven digits, as git shortens its own: what people say and read. */
export function shortId(id: ReleaseId): string {
  return id.slice(0, 7);
}
