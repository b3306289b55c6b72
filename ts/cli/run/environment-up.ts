import type { environmentUpStep } from '../../steps/environment-up.ts';
import type { Run } from '../context.ts';
import { bringUp, leaseEnd, renderExistence } from '../part-terraform.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';
import { existenceTools } from '../wiring/existence-tools.ts';
import { releaseNamed } from '../wiring/release-reference.ts';

export const run: Run<typeof environmentUpStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const { config, ledger } = deployment;
    const { release } = input;
    const wish = {
      by: actorOf(input.by, context.env),
      reason: input.reason,
      release: release === undefined ? null : await releaseNamed(release, ledger, context.cwd),
      until: leaseEnd(input, context.clock.now()),
    };
    const environment = environmentNamed(input.environment, config);
    const { row, changed } = await bringUp(environment, wish, existenceTools(input, deployment, context));
    return { output: { ...row, changed }, text: renderExistence([row]) };
  });
