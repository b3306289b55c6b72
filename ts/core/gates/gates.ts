import type { Problem } from '../errors/problem.ts';
import type { Gate } from './gate.ts';
import { freeze } from './freeze.ts';
import { imageUnmoved } from './image-unmoved.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { order } from './order.ts';
import { overrideRecorded } from './override-recorded.ts';
import { exceptionsNamed } from './exceptions-named.ts';
import { overtaking } from './overtaking.ts';
import { prerequisites } from './prerequisites.ts';
import type { Situation } from './situation.ts';
import { soak } from './soak.ts';
import { stopped } from './stopped.ts';
import { verifiedUpstream } from './verified-upstream.ts';

/** Every gate, in the order in which their refusals are told. */
export const gates: readonly Gate[] = [
  stopped,
  oneAtATime,
  freeze,
  order,
  verifiedUpstream,
  soak,
  prerequisites,
  overtaking,
  exceptionsNamed,
  overrideRecorded,
  imageUnmoved,
];

/** All refusals together, so that a person mends everything in one go. */
export function refusals(situation: Situation): readonly Problem[] {
  return judging(situation).flatMap((gate) => gate.judge(situation));
}

/** The gates that have a say. */
export function judging({ request }: Situation): readonly Gate[] {
  return gates.filter(({ alsoGoingBack }) => alsoGoingBack || request.kind !== 'rollback');
}
