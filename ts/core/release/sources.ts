import type { Config } from '../config/config.ts';
import { environmentErrors } from '../errors/catalogue/environment.ts';
import { releaseErrors } from '../errors/catalogue/release.ts';
import { throwIfAny, type Problem } from '../errors/problem.ts';
import { didYouMean } from '../errors/suggest.ts';

/** What Copy Artifact is asked for: files of a build, into a folder of the workspace without the folders they are in. */
export interface Source {
  readonly job: string;
  /** A number; null for the last successful build. */
  readonly build: string | null;
  readonly files: string;
  readonly target: string;
  /** Whether it is no failure when there is no such build. */
  readonly optional: boolean;
}

/** From where a release comes, and what `release create` is to make of that; null where it is taken as it is. */
export interface Sources {
  readonly sources: readonly Source[];
  readonly create: {
    readonly import: string | null;
    readonly parent: string;
    readonly override: Readonly<Record<string, string>>;
  } | null;
}

export interface Wanted {
  /** Whose upstream job is meant, where neither a job nor services are named. */
  readonly environment: string | null;
  /** Whose release is taken. */
  readonly job: string | null;
  readonly build: string | null;
  /** Whose own builds make a release; empty for a release from upstream. */
  readonly services: readonly string[];
  /** Build by service. */
  readonly overrides: Readonly<Record<string, string>>;
  /** The job that asks, whose last release the new one follows. */
  readonly own: string;
}

/**
 * Says which artifacts of which builds a release is made of. Every job's name is the configuration's, so that no pipeline guesses one.
 *
 * @throws ProblemError for services and environments that the configuration does not know, and for an upstream that is not one job
 */
export function sourcesOf(wanted: Wanted, config: Config): Sources {
  const { services, overrides } = wanted;
  throwIfAny([...services, ...Object.keys(overrides)].flatMap((service) => unknownService(service, config)));
  const upstream = services.length > 0 ? null : upstreamJob(wanted, config);
  if (upstream !== null) return fromUpstream(upstream, wanted, config);
  const all = services.length > 0 ? services : config.services.map(({ name }) => name);
  return fromServices(all, wanted, config);
}

function fromServices(services: readonly string[], { overrides, own }: Wanted, config: Config): Sources {
  const builds = services.map((service) =>
    serviceSource(service, overrides[service] ?? null, 'import', config),
  );
  const files = 'output/release.json';
  const last = { job: own, build: null, files, target: 'import/last', optional: true };
  return {
    sources: [...builds, last],
    create: { import: 'import', parent: 'import/last/release.json', override: {} },
  };
}

function fromUpstream(job: string, { build, overrides }: Wanted, config: Config): Sources {
  const files = '**/release.json,**/*.env.groovy';
  const folder = (service: string) => `import/override/${service}`;
  const changed = Object.entries(overrides);
  const sources = [
    { job, build, files, target: 'import', optional: false },
    ...changed.map(([service, number]) => serviceSource(service, number, folder(service), config)),
  ];
  const override = Object.fromEntries(
    changed.map(([service]) => [service, `${folder(service)}/${service}.env.groovy`]),
  );
  const create = { import: null, parent: 'import/release.json', override };
  return { sources, create: changed.length === 0 ? null : create };
}

function serviceSource(service: string, build: string | null, target: string, config: Config): Source {
  const job = config.services.find(({ name }) => name === service)?.job ?? '';
  return { job, build, files: `output/${service}.env.groovy`, target, optional: false };
}

/** The job that was named, or that of the environment before; null where there is none before. */
function upstreamJob({ job, environment: name }: Wanted, { environments }: Config): string | null {
  if (job !== null) return job;
  const known = environments.map((each) => each.name);
  const environment = environments.find((each) => each.name === name);
  if (!environment) throw environmentErrors.unknown.error({ environment: name ?? '', known });
  const upstream = environments.filter((each) => environment.promotesFrom.includes(each.name));
  if (upstream.length > 1) {
    const jobs = upstream.map((each) => each.job);
    throw releaseErrors.upstreamUnclear.error({ environment: environment.name, jobs });
  }
  return upstream[0]?.job ?? null;
}

function unknownService(service: string, { services }: Config): readonly Problem[] {
  const known = services.map(({ name }) => name);
  return known.includes(service)
    ? []
    : [releaseErrors.sourceUnknown.problem({ service, known, suggestion: didYouMean(service, known) })];
}
