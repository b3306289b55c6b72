import type { Config } from '../config/config.ts';
import type { ServiceBuild } from '../release/release.ts';
import type { BoardEnvironment } from './environment.ts';
import { keyOf } from './first-seen.ts';
import type { Running } from './running.ts';

/** One service: which of its builds runs where. */
export interface BoardService {
  readonly name: string;
  /** In the order in which the environments have them, so that what is newest mostly comes first. */
  readonly builds: readonly BoardBuild[];
  /** Environments that should have it and of which nothing is recorded. */
  readonly missingIn: readonly string[];
}

export interface BoardBuild extends Pick<ServiceBuild, 'build' | 'subject' | 'commit'> {
  readonly places: readonly Place[];
}

/** Where a build runs. */
export interface Place {
  readonly environment: string;
  /** Since when (ISO 8601) and by whom. */
  readonly at: string;
  readonly by: string;
  readonly standing: Running['standing'];
  /** What runs instead; null where it runs as recorded, or where nobody looked. */
  readonly drift: string | null;
}

export function servicesOf(
  config: Config,
  environments: readonly BoardEnvironment[],
): readonly BoardService[] {
  const having = new Map(
    config.environments.map(({ name, services }) => [name, new Set(services.map(({ service }) => service))]),
  );
  return config.services.map(({ name }) =>
    serviceOf(
      name,
      environments.filter((environment) => having.get(environment.name)?.has(name)),
    ),
  );
}

function serviceOf(service: string, environments: readonly BoardEnvironment[]): BoardService {
  const builds = new Map<string, BoardBuild & { readonly places: Place[] }>();
  const missingIn: string[] = [];
  for (const { name, running, drift } of environments) {
    const build = running?.release.services[service];
    if (!running || !build) {
      missingIn.push(name);
      continue;
    }
    const key = keyOf(service, build);
    const { subject, commit } = build;
    const found = builds.get(key) ?? { build: build.build, subject, commit, places: [] };
    builds.set(key, found);
    const { at, by } = running.sinceOf.get(service) ?? running.since;
    found.places.push({
      environment: name,
      at,
      by,
      standing: running.standing,
      drift: drift.get(service) ?? null,
    });
  }
  return { name: service, builds: [...builds.values()], missingIn };
}
