import type { Problem } from '../errors/problem.ts';
import type { ResourceChange } from './changes.ts';
import { isTargetOpen, sameShares, sharesOf, tellShares } from './forwards.ts';
import { groupsOf, moves, problems, serviceOf, unknownGroup, type Kept } from './kept.ts';

const forwarding: Readonly<Record<string, 'default_action' | 'action'>> = {
  aws_lb_listener: 'default_action',
  aws_alb_listener: 'default_action',
  aws_lb_listener_rule: 'action',
  aws_alb_listener_rule: 'action',
};

/** Whether the resource leads requests somewhere. */
export function forwards({ type }: ResourceChange): boolean {
  return type in forwarding;
}

/** What a plan would move of the requests that a listener or a rule of it leads to target groups. */
export function forwardMoves(change: ResourceChange, kept: Kept): readonly Problem[] {
  const attribute = forwarding[change.type];
  if (attribute === undefined || !moves(change)) return [];
  const runs = sharesOf(change.before[attribute]);
  const free = groupsNotKept(kept);
  if ([...runs.keys()].every((arn) => free.has(arn))) return [];
  const problem = problems(change, kept);
  if (isTargetOpen(change.afterUnknown[attribute]))
    return [problem(attribute, tellShares(runs), unknownGroup)];
  const comes = sharesOf(change.after[attribute]);
  return sameShares(runs, comes) ? [] : [problem(attribute, tellShares(runs), tellShares(comes))];
}

/**
 * Of services that no promotion moves, such as one that was taken out of promotion.yaml and now goes; and of those that the promotion at
 * hand brings another build of.
 */
function groupsNotKept({ changes, handedOver, brought }: Kept): ReadonlySet<string> {
  const services = changes.resources.filter(({ type }) => type === 'aws_ecs_service');
  const keeps = services.filter((change) => {
    const service = serviceOf(change, handedOver);
    return service && !brought?.has(service.ecsService);
  });
  const kept = new Set(keeps.flatMap(({ before }) => groupsOf(before)));
  return new Set(services.flatMap(({ before }) => groupsOf(before)).filter((arn) => !kept.has(arn)));
}
