import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Problem } from '../errors/problem.ts';
import { isOfBuild } from '../release/is-of-build.ts';
import { shortId } from '../release/short-id.ts';
import type { Changes, ResourceChange } from './changes.ts';
import { groupName, isTargetOpen, sameShares, sharesOf, tellShares } from './forwards.ts';
import type { HandedOver, HandedOverService } from './handed-over.ts';
import { list, text } from './json-values.ts';

/**
 * The hand-over guard. Terraform makes services and listeners, and from the first verified promotion on promotions move them: a plan
 * that would put an earlier task definition back, or give the old target group its weight again, undoes what was verified and takes
 * requests to what may not even run any more. What Terraform tells as `before` is what it found when it refreshed, so what runs.
 */
export function whyNotApply(changes: Changes, handedOver: HandedOver): readonly Problem[] {
  const others = groupsOfOthers(changes, handedOver);
  return changes.resources.flatMap((change) => [
    ...serviceMoves(change, changes, handedOver),
    ...forwardMoves(change, others, handedOver),
  ]);
}

/** Whether there is anything in a plan that the guard would look at; without, no ledger needs to be read. */
export function mayMove({ resources }: Changes): boolean {
  return resources.some(
    (change) => moves(change) && (change.type === 'aws_ecs_service' || change.type in forwarding),
  );
}

const forwarding: Readonly<Record<string, 'default_action' | 'action'>> = {
  aws_lb_listener: 'default_action',
  aws_alb_listener: 'default_action',
  aws_lb_listener_rule: 'action',
  aws_alb_listener_rule: 'action',
};

/** What is made anew takes nothing away, and what Terraform forgets stays as it is. */
function moves({ action }: ResourceChange): boolean {
  return action === 'change' || action === 'replace' || action === 'destroy';
}

function serviceMoves(change: ResourceChange, changes: Changes, handedOver: HandedOver): readonly Problem[] {
  const service = moves(change) ? serviceOf(change, handedOver) : undefined;
  if (!service) return [];
  const problem = problems(change, handedOver);
  const { before, after, unknown, action } = change;
  const runs = nameOf(text(before['task_definition']));
  if (action === 'destroy') return [problem('task_definition', runs, 'nothing')];
  const found: Problem[] = [];
  const comes = unknown.includes('task_definition') ? null : nameOf(text(after['task_definition']));
  if (comes !== runs && comes !== nameOf(service.taskDefinition)) {
    const image = comes === null ? imageOf(runs, service, changes) : undefined;
    // Where promotions are made by Terraform, so are task definitions: another one for the same build moves no build.
    const isSameBuild = handedOver.engine === 'terraform' && isOfBuild(service.build, image);
    if (!isSameBuild) found.push(problem('task_definition', runs, comes ?? tellImage(image)));
  }
  const [had, gets] = [groupsOf(before), groupsOf(after)];
  const open = list(change.afterUnknown['load_balancer']).some((one) => one['target_group_arn'] === true);
  if (open || change.afterUnknown['load_balancer'] === true || had.join() !== gets.join()) {
    found.push(problem('load_balancer', tellGroups(had), open ? unknownGroup : tellGroups(gets)));
  }
  return found;
}

function forwardMoves(
  change: ResourceChange,
  others: ReadonlySet<string>,
  handedOver: HandedOver,
): readonly Problem[] {
  const attribute = forwarding[change.type];
  if (attribute === undefined || !moves(change)) return [];
  const runs = sharesOf(change.before[attribute]);
  if ([...runs.keys()].every((arn) => others.has(arn))) return [];
  const problem = problems(change, handedOver);
  if (isTargetOpen(change.afterUnknown[attribute]))
    return [problem(attribute, tellShares(runs), unknownGroup)];
  const comes = sharesOf(change.after[attribute]);
  return sameShares(runs, comes) ? [] : [problem(attribute, tellShares(runs), tellShares(comes))];
}

const unknownGroup = 'a target group that is made by the same plan';

function problems({ address, action }: ResourceChange, { environment, engine, releaseId }: HandedOver) {
  return (attribute: string, runs: string, comes: string): Problem => {
    const release = shortId(releaseId);
    const values = { address, attribute, runs, comes, environment, release };
    return terraformErrors.handOver.problem({ ...values, engine, destroys: action === 'destroy' });
  };
}

/** The service of the environment that a resource is. */
function serviceOf(
  { type, address, before }: ResourceChange,
  { cluster, services }: HandedOver,
): HandedOverService | undefined {
  // What is left of a replacement that was interrupted is the service no more.
  if (type !== 'aws_ecs_service' || address.endsWith(')')) return undefined;
  const said = nameOf(text(before['cluster']));
  if (said !== '' && said !== cluster) return undefined;
  return services.find(({ ecsService }) => ecsService === before['name']);
}

/** Of services that no promotion moves, such as one that was taken out of promotion.yaml and now goes. */
function groupsOfOthers({ resources }: Changes, handedOver: HandedOver): ReadonlySet<string> {
  const services = resources.filter(({ type }) => type === 'aws_ecs_service');
  const ours = services.filter((change) => serviceOf(change, handedOver));
  const kept = new Set(ours.flatMap(({ before }) => groupsOf(before)));
  return new Set(services.flatMap(({ before }) => groupsOf(before)).filter((arn) => !kept.has(arn)));
}

function groupsOf(service: Readonly<Record<string, unknown>>): readonly string[] {
  const groups = list(service['load_balancer']).map((one) => text(one['target_group_arn']));
  return groups.filter((arn) => arn !== '').sort();
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

/** Of an ARN; a name is its own. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
