import type { WaitingRelease } from '../waiting.ts';
import { count } from './words.ts';

/** What is asked when it comes, and not before. */
export function conditions({ needsApproval, asks }: WaitingRelease): string {
  const said = [
    needsApproval ? 'when approved' : '',
    asks > 0 ? `if ${count(asks, 'check')} outside agree` : '',
  ];
  return said.map((words) => (words === '' ? '' : ` ${words}`)).join('');
}
