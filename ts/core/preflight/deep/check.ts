import type { Checked } from '../check.ts';
import type { Finding } from '../row.ts';
import type { DeepFacts } from './facts.ts';
import type { DeepNeeds } from './needs.ts';

export interface DeeplyChecked extends Checked {
  readonly needs: DeepNeeds;
}

export type DeepCheck = (checked: DeeplyChecked, facts: DeepFacts) => readonly Finding[];
