import { classes, type Class } from './classes.ts';
import type { Verdict } from './sign.ts';

/** When a deployment is given up for a verdict; for a guess not before its deadline, whatever the class. */
export function stoppingRule(verdict: Pick<Verdict, 'class' | 'confidence'>): Class['stopping'] {
  const { stopping } = classes[verdict.class];
  return verdict.confidence === 'guess' && stopping !== 'never' ? 'at the deadline' : stopping;
}
