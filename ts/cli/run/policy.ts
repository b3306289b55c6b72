import { policySurroundings } from '../../adapters/ecs/policy-surroundings.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { parseConfig } from '../../core/config/parse.ts';
import type { policyStep } from '../../steps/policy.ts';
import type { Run } from '../context.ts';
import { policyAnswer } from '../part-policy.ts';
import { configLimitBytes, environmentNamed } from '../wiring/deployment.ts';
import { accessTo } from '../wiring/environment-tools.ts';

export const run: Run<typeof policyStep> = async (input, context) => {
  const text = await new WorkspaceFiles(context.cwd).readText(input.config, configLimitBytes);
  const config = parseConfig(text, input.config);
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
