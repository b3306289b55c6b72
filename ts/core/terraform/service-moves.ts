import type { Problem } from '../errors/problem.ts';
import { isOfBuild } from '../release/is-of-build.ts';
import type { Changes, ResourceChange } from './changes.ts';
import { groupName } from './forwards.ts';
import type { HandedOverService } from './handed-over.ts';
import { list, text } from './json-values.ts';
import { groupsOf, moves, nameOf, problems, serviceOf, unknownGroup, type Kept } from './kept.ts';

/** What a plan would move of a service: its task definition, its target groups, or all of it. */
export function serviceMoves(change: ResourceChange, kept: Kept): readonly Problem[] {
  const service = moves(change) ? serviceOf(change, kept.handedOver) : undefined;
  if (!service) return [];
  const problem = problems(change, kept);
  const runs = nameOf(text(change.before['task_definition']));
  if (change.action === 'destroy') return [problem('task_definition', runs, 'nothing')];
  const brought = kept.brought?.get(service.ecsService);
  // An image that the plan does not tell is looked at after the apply.
  const image = isOpen(change) ? imageOf(runs, service, kept.changes) : undefined;
  if (brought) {
    const isOther = image !== undefined && !isOfBuild(brought, image);
    return isOther ? [problem('task_definition', runs, tellImage(image))] : [];
  }
  return [...definitionMoves(change, service, kept, image), ...groupMoves(change, kept)];
}

function definitionMoves(
  change: ResourceChange,
  service: HandedOverService,
  kept: Kept,
  image: string | undefined,
): readonly Problem[] {
  const runs = nameOf(text(change.before['task_definition']));
  const comes = isOpen(change) ? null : nameOf(text(change.after['task_definition']));
  if (comes === runs || comes === nameOf(service.taskDefinition)) return [];
  // Where promotions are made by Terraform, so are task definitions: another one for the same build moves no build.
  if (kept.handedOver.engine === 'terraform' && isOfBuild(service.build, image)) return [];
  return [problems(change, kept)('task_definition', runs, comes ?? tellImage(image))];
}

/** Terraform is about to make the task definition. */
function isOpen({ unknown }: ResourceChange): boolean {
  return unknown.includes('task_definition');
}

function groupMoves(change: ResourceChange, kept: Kept): readonly Problem[] {
  const [had, gets] = [groupsOf(change.before), groupsOf(change.after)];
  const unknown = change.afterUnknown['load_balancer'];
  const open = list(unknown).some((one) => one['target_group_arn'] === true);
  if (!open && unknown !== true && had.join() === gets.join()) return [];
  const comes = open ? unknownGroup : tellGroups(gets);
  return [problems(change, kept)('load_balancer', tellGroups(had), comes)];
}

/** The image that the service's container gets by the one task definition of the plan that is of the same family. */
function imageOf(runs: string, { container }: HandedOverService, { resources }: Changes): string | undefined {
  const family = runs.replace(/:\d+$/, '');
  const made = resources.filter(
    ({ type, after }) => type === 'aws_ecs_task_definition' && after['family'] === family,
  );
  const [definition] = made;
  if (made.length !== 1 || !definition) return undefined;
  return text(containers(definition).find(({ name }) => name === container)?.['image']) || undefined;
}

function containers({ after }: ResourceChange): readonly Readonly<Record<string, unknown>>[] {
  try {
    return list(JSON.parse(text(after['container_definitions'])));
  } catch {
    // Not known before the apply, or sensitive.
    return [];
  }
}

function tellImage(image: string | undefined): string {
  return image === undefined
    ? 'a task definition that is known only after the apply'
    : `a new task definition with ${image}`;
}

function tellGroups(arns: readonly string[]): string {
  return arns.length === 0 ? 'no target group' : arns.map(groupName).join(', ');
}
