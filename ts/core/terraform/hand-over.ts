import type { Problem } from '../errors/problem.ts';
import type { Release } from '../release/release.ts';
import type { Changes } from './changes.ts';
import { forwardMoves, forwards } from './forward-moves.ts';
import { broughtBy, type HandedOver } from './handed-over.ts';
import { moves, type Kept } from './kept.ts';
import { serviceMoves } from './service-moves.ts';

/**
 * The hand-over guard. Terraform makes services and listeners, and from the first verified promotion on promotions move them: a plan
 * that would put an earlier task definition back, or give the old target group its weight again, undoes what was verified and takes
 * requests to what may not even run any more. What Terraform tells as `before` is what it found when it refreshed, so what runs.
 */
export function whyNotApply(changes: Changes, handedOver: HandedOver): readonly Problem[] {
  return movesAway({ changes, handedOver, brought: null });
}

/**
 * The same of the plan of a promotion by Terraform. What the promotion itself is about to change is excepted: services that the release
 * brings another build of get it, with the target groups and the rules that are theirs alone. Whatever else would move is nothing that
 * anybody wanted to promote.
 */
export function whyNotPromote(
  changes: Changes,
  handedOver: HandedOver,
  release: Release,
): readonly Problem[] {
  return movesAway({ changes, handedOver, brought: broughtBy(release, handedOver) });
}

function movesAway(kept: Kept): readonly Problem[] {
  return kept.changes.resources.flatMap((change) => [
    ...serviceMoves(change, kept),
    ...forwardMoves(change, kept),
  ]);
}

/** Whether there is anything in a plan that the guard would look at; without, no ledger needs to be read. */
export function mayMove({ resources }: Changes): boolean {
  return resources.some((change) => moves(change) && (change.type === 'aws_ecs_service' || forwards(change)));
}
