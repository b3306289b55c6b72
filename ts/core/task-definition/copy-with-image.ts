/**
 * A task definition as `DescribeTaskDefinition` shows it holds members that `RegisterTaskDefinition` refuses. A list of what may be
 * sent would silently drop members AWS adds later, so what is known to describe the revision is left out, and all else is kept.
 */
import { ecsErrors } from '../errors/catalogue/ecs.ts';

/** A task definition as RegisterTaskDefinition takes it. */
export type Registrable = Readonly<Record<string, unknown>>;

/** Members of DescribeTaskDefinition's answer that say something of the revision and not of what it runs. */
const describesTheRevision = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/**
 * The definition with only `container`'s image changed.
 *
 * @param described as DescribeTaskDefinition answered it, or already without the revision's own members
 * @param image `repository@sha256:…`
 * @throws ecs-container-not-in-definition, which names the containers there are
 */
export function copyWithImage(described: Registrable, container: string, image: string): Registrable {
  const containers = containersOf(described);
  if (!containers.some(({ name }) => name === container)) {
    throw ecsErrors.containerNotInDefinition.error({
      family: familyAndRevision(described),
      container,
      containers: containers.map(({ name }) => String(name)),
    });
  }
  return {
    ...registrable(described),
    containerDefinitions: containers.map((definition) =>
      definition['name'] === container ? { ...definition, image } : definition,
    ),
  };
}

/** The definition without what only describes the revision. */
export function registrable(described: Registrable): Registrable {
  return Object.fromEntries(
    Object.entries(described).filter(
      ([member, value]) => !describesTheRevision.has(member) && value !== undefined,
    ),
  );
}

/** The container definitions; empty where there are none. */
export function containersOf(definition: Registrable): readonly Readonly<Record<string, unknown>>[] {
  const containers = definition['containerDefinitions'];
  return Array.isArray(containers) ? (containers as readonly Readonly<Record<string, unknown>>[]) : [];
}

function familyAndRevision({ family, revision }: Registrable): string {
  return typeof revision === 'number' ? `${String(family)}:${revision}` : String(family);
}
