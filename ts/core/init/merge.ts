import type { Findings, FoundEnvironment, FoundService } from './findings.ts';

/** All sources together: what the first of them says of a member counts, and what a later one says otherwise is told. */
export type Merged = Required<Omit<Findings, 'named' | 'repository' | 'buildAgent' | 'deployAgent'>> &
  Pick<Findings, 'repository' | 'buildAgent' | 'deployAgent'>;

export function merged(sources: readonly Findings[]): Merged {
  const services = new Map<string, FoundService>();
  const environments = new Map<string, FoundEnvironment>();
  const imagesFrom = new Map<string, string>();
  const contradictions: string[] = [];
  for (const source of sources) {
    for (const service of source.services ?? []) {
      const before = services.get(service.name);
      if (before?.image !== undefined && service.image !== undefined && before.image !== service.image)
        contradictions.push(
          `The image of ${service.name} is ${before.image} by ${imagesFrom.get(service.name) ?? 'one file'}, and ${service.image} by ${source.named ?? 'another'}. promotion.yaml has one for all environments, the first: their tasks must be able to pull it.`,
        );
      if (service.image !== undefined && before?.image === undefined)
        imagesFrom.set(service.name, source.named ?? 'one file');
      services.set(service.name, { ...service, ...before });
    }
    for (const environment of source.environments ?? []) {
      const before = environments.get(environment.name);
      environments.set(environment.name, { ...environment, ...before });
    }
  }
  const first = <Key extends 'repository' | 'buildAgent' | 'deployAgent'>(key: Key) =>
    sources.find((source) => source[key] !== undefined)?.[key];
  const [repository, buildAgent, deployAgent] = [
    first('repository'),
    first('buildAgent'),
    first('deployAgent'),
  ];
  return {
    services: [...services.values()],
    environments: [...environments.values()],
    ...(repository && { repository }),
    ...(buildAgent !== undefined && { buildAgent }),
    ...(deployAgent !== undefined && { deployAgent }),
    unknowns: sources.flatMap((source) =>
      (source.unknowns ?? []).filter(
        // Only who named the repository may have guessed it.
        ({ at }) => at !== 'jenkins.repository' || source.repository === repository,
      ),
    ),
    remarks: [...new Set([...sources.flatMap(({ remarks = [] }) => remarks), ...contradictions])],
  };
}
