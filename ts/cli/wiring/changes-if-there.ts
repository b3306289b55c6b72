import type { Context } from '../context.ts';
import { missingPart } from '../missing-part.ts';
import { changesOfPlan } from '../part-changes.ts';
import type { ChangesOfPlan, WantedOfChanges } from './plan-changes.ts';

/**
 * The part is on images only. Where it is not, a plan says what it says without it, unless somebody asked for what only the part can do:
 * then the missing part is the answer.
 */
export async function changesIfThere(
  wanted: WantedOfChanges,
  of: Parameters<typeof changesOfPlan>[1],
  context: Context,
): Promise<ChangesOfPlan | null> {
  try {
    return await changesOfPlan(wanted, of, context);
  } catch (cause) {
    const asked = [wanted.markdown, wanted.repo, ...Object.values(wanted.clone)].some(
      (one) => one !== undefined,
    );
    if (asked || missingPart(cause) === undefined) throw cause;
    return null;
  }
}
