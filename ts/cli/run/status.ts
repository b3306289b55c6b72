import { status } from '../../app/status.ts';
import { renderStatus } from '../../core/promotion/status.ts';
import type { statusStep } from '../../steps/status.ts';
import type { Run } from '../context.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';
import { servicesOf } from '../wiring/environment-tools.ts';

export const run: Run<typeof statusStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const environments =
      input.environment === undefined ? config.environments : [environmentNamed(input.environment, config)];
    const found = await status(
      environments,
      ledger,
      input.live ? (environment) => servicesOf(environment, context) : null,
      context.clock,
    );
    return {
      output: {
        environments: found.map((one) => ({
          ...one,
          frozen: one.frozen.map((each) => ({ ...each, services: each.services && [...each.services] })),
          services: [...one.services],
        })),
      },
      text: renderStatus(found),
    };
  });
