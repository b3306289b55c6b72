import type { Environment } from '../config/config.ts';
import type { StackName } from './request.ts';

/** The environments that a stack is; without a region those of any. */
export function environmentsOf<Some extends Pick<Environment, 'stack' | 'region'>>(
  { stack, region }: StackName,
  environments: readonly Some[],
): readonly Some[] {
  return environments.filter((one) => one.stack === stack && (region === null || one.region === region));
}
