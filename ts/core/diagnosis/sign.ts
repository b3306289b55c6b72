import type { ClassId } from './classes.ts';

/** Where a text was found. `log` is a line that the container itself wrote; the others are the words of ECS, its agent and ELB. */
export const fields = [
  'stoppedReason',
  'containerReason',
  'event',
  'targetHealth',
  'statusReason',
  'log',
] as const;

export type Field = (typeof fields)[number];

/** One thing that was seen of a deployment: a text, and with a stopped task its codes. */
export interface Sign {
  readonly text: string;
  /** Unknown: every rule may apply. */
  readonly field?: Field | undefined;
  readonly exitCode?: number | undefined;
  /** `TaskFailedToStart`, `EssentialContainerExited`, `UserInitiated`, `ServiceSchedulerInitiated`, … (Task.stopCode) */
  readonly stopCode?: string | undefined;
}

/** `certain`: AWS words it so for this cause. `likely`: other causes are rare. `guess`: the text is cut, or says next to nothing. */
export type Confidence = 'certain' | 'likely' | 'guess';

export interface Verdict {
  readonly class: ClassId;
  readonly confidence: Confidence;
  /** It belongs to a deployment that goes well, or says nothing about how it goes. */
  readonly benign: boolean;
  /** The part of what was seen that decided. */
  readonly evidence: string;
  /** What to do next; one or two sentences. */
  readonly advice: string;
}
