import { failureIds } from './class-ids.ts';

/** What a rehearsal can let go wrong: each class of cause, and what has another name among those who know the emulator. */
export const faultNames = [...failureIds, 'crash-loop', 'unhealthy-targets', 'throttling'] as const;

export type FaultName = (typeof faultNames)[number];
