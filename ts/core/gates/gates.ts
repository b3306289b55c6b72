import type { Problem } from '../errors/problem.ts';
import type { Gate } from './gate.ts';
import { imageUnmoved } from './image-unmoved.ts';
import { order } from './order.ts';
import { overrideRecorded } from './override-recorded.ts';
import type { Situation } from './situation.ts';
import { verifiedUpstream } from './verified-upstream.ts';

/** Every gate, in the order in which their refusals are told. */
export const gates: readonly Gate[] = [order, verifiedUpstream, overrideRecorded, imageUnmoved];

/** All refusals together, so that a person mends everything in one go. */
export function refusals(situation: Situation): readonly Problem[] {
  const goingBack = situation.request.kind === 'rollback';
  return gates
    .filter(({ alsoGoingBack }) => alsoGoingBack || !goingBack)
    .flatMap((gate) => gate.judge(situation));
}
