import { initErrors } from '../errors/catalogue/init.ts';
import type { Problem } from '../errors/problem.ts';
import type { Findings } from './findings.ts';
import { environmentOf } from './names.ts';
import { toldWhereabouts, whereaboutsOf, type Whereabouts } from './whereabouts.ts';

/** What a person says to `init`. */
export interface Wishes {
  /** `web`, or with its image `web=123456789012.dkr.ecr.eu-west-1.amazonaws.com/web`. */
  readonly services: readonly string[];
  /** `live`, or with its cluster `live=shop-live@acme-live/eu-west-1`, in the order of the line. */
  readonly environments: readonly string[];
  /** Clusters, `shop-live@acme-live/eu-west-1`, each of an environment that is called as the cluster’s name ends. */
  readonly clusters: readonly string[];
  /** Folders with Jenkinsfiles or stacks, as the person named them. */
  readonly folders: readonly string[];
  /** Where nothing says another one. */
  readonly region: string | undefined;
  readonly engine: 'ecs' | 'terraform' | undefined;
  readonly repository: string | undefined;
}

/** An environment to read from its cluster. */
export interface WishedCluster extends Whereabouts {
  readonly environment: string;
}

/** Clusters to ask AWS about: those that are named, each with its environment. */
export function wishedClusters({ environments, clusters }: Wishes): readonly WishedCluster[] {
  return [
    ...environments.flatMap((word) => {
      const { name, value } = split(word);
      const where = value === undefined ? undefined : whereaboutsOf(value);
      return where ? [{ environment: name, ...where }] : [];
    }),
    ...clusters.flatMap((word) => {
      const where = whereaboutsOf(word);
      return where ? [{ environment: environmentOf(where.cluster), ...where }] : [];
    }),
  ];
}

/** An environment is one cluster: of two, services of one would be promoted to where they are not. */
export function twoClusters(wished: readonly WishedCluster[]): readonly Problem[] {
  const places = new Map<string, Set<string>>();
  for (const one of wished)
    places.set(one.environment, (places.get(one.environment) ?? new Set()).add(toldWhereabouts(one)));
  return [...places]
    .filter(([, clusters]) => clusters.size > 1)
    .map(([environment, clusters]) =>
      initErrors.twoClusters.problem({ environment, clusters: [...clusters] }),
    );
}

/** Where there could be something, for people. */
export function lookedAt(wishes: Wishes): readonly string[] {
  return [...wishedClusters(wishes).map(({ cluster }) => `the cluster ${cluster}`), ...wishes.folders];
}

export function wishedEnvironments({ environments }: Wishes): readonly string[] {
  return [...new Set(environments.map((word) => split(word).name))];
}

export function findingsOfWishes(wishes: Wishes): Findings {
  return {
    named: 'your words',
    services: wishes.services.map((word) => {
      const { name, value } = split(word);
      return { name, ...(value !== undefined && { image: value }) };
    }),
    environments: wishedEnvironments(wishes).map((name) => ({ name })),
    ...(wishes.repository !== undefined && { repository: { repository: wishes.repository } }),
  };
}

function split(word: string): { readonly name: string; readonly value: string | undefined } {
  const at = word.indexOf('=');
  return at < 0 ? { name: word, value: undefined } : { name: word.slice(0, at), value: word.slice(at + 1) };
}
