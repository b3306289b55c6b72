import type { Config } from '../config/config.ts';
import { terraformErrors } from '../errors/catalogue/terraform.ts';
import type { Problem } from '../errors/problem.ts';
import { environmentsOf } from './environments-of.ts';
import type { StackName } from './request.ts';

/**
 * Why a stack may not be destroyed; none when every environment that it is says `onDemand`. A stack that no environment names is
 * nobody's to destroy.
 *
 * @param config promotion.yaml, if there is one
 */
export function whyNotDestroy(
  { stack, region }: StackName,
  config: Pick<Config, 'environments'> | null,
): readonly Problem[] {
  const environments = environmentsOf({ stack, region }, config?.environments ?? []);
  if (environments.length === 0) {
    return [terraformErrors.destroyWithoutConfig.problem({ stack, lines: linesFor(stack, region) })];
  }
  return environments
    .filter(({ onDemand }) => onDemand === undefined)
    .map(({ name }) =>
      terraformErrors.destroyNotOnDemand.problem({
        stack,
        environment: name,
        lines: `environments: { ${name}: { onDemand: {} } }`,
      }),
    );
}

/** An environment is most likely named like the end of its stack: `test` for `appcluster-test`. */
function linesFor(stack: string, region: string | null): string {
  const name = /[^-]+$/.exec(stack)?.[0] ?? stack;
  const members = [`stack: ${stack}`, ...(region === null ? [] : [`region: ${region}`]), 'onDemand: {}'];
  return `environments: { ${name}: { ${members.join(', ')} } }`;
}
