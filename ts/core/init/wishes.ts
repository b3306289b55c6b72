import type { Findings } from './findings.ts';
import { environmentOf } from './names.ts';

/** What a person says to `init`. */
export interface Wishes {
  /** `web`, or with its image `web=123456789012.dkr.ecr.eu-west-1.amazonaws.com/web`. */
  readonly services: readonly string[];
  /** `live`, or with its cluster `live=shop-live`, in the order of the line. */
  readonly environments: readonly string[];
  /** Clusters, each of an environment that is called as its name ends. */
  readonly clusters: readonly string[];
  /** Folders with Jenkinsfiles or stacks, as the person named them. */
  readonly folders: readonly string[];
  readonly region: string | undefined;
  readonly engine: 'ecs' | 'terraform' | undefined;
  readonly repository: string | undefined;
}

/** An environment to read from its cluster. */
export interface WishedCluster {
  readonly environment: string;
  readonly cluster: string;
}

/** Clusters to ask AWS about: those that are named, each with its environment. */
export function wishedClusters({ environments, clusters }: Wishes): readonly WishedCluster[] {
  return [
    ...environments.flatMap((word) => {
      const { name, value } = split(word);
      return value === undefined ? [] : [{ environment: name, cluster: value }];
    }),
    ...clusters.map((cluster) => ({ environment: environmentOf(cluster), cluster })),
  ];
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
