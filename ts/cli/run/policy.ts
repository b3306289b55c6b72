import { policySurroundings } from '../../adapters/ecs/policy-surroundings.ts';
import type { policyStep } from '../../steps/policy.ts';
import type { Run } from '../context.ts';
import { policyAnswer } from '../part-policy.ts';
import { configuration } from '../wiring/configuration.ts';
import { environmentNamed } from '../wiring/deployment.ts';
import { accessTo } from '../wiring/environment-tools.ts';

export const run: Run<typeof policyStep> = async (input, context) => {
  const config = await configuration(input.config, context.cwd);
  const environment =
    input.environment === undefined ? undefined : environmentNamed(input.environment, config);
  return policyAnswer(
    input,
    config,
    environment,
    async (each) => policySurroundings(await accessTo(each, context), each),
    context,
  );
};
