import type { Release, ReleaseId, ServiceBuild } from './release.ts';

/**
 * A release of the given builds that follows `parent` (null for the first of a line). Texts are made fit for JSON: half of a character
 * pair, which an artifact may hold and canonical JSON may not, becomes U+FFFD.
 */
export function createRelease({
  parent,
  builds,
}: {
  readonly parent: ReleaseId | null;
  readonly builds: Readonly<Record<string, ServiceBuild>>;
}): Release {
  const services = Object.fromEntries(
    Object.entries(builds).map(([service, build]) => [
      service,
      { ...build, subject: wellFormed(build.subject) },
    ]),
  );
  return { version: 1, parent, services };
}

/** Lone surrogates as U+FFFD, as a UTF-8 encoder would write them. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
