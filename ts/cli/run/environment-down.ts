import { existenceErrors } from '../../core/errors/catalogue/existence.ts';
import type { environmentDownStep } from '../../steps/environment-down.ts';
import type { Run } from '../context.ts';
import { renderExistence, takeDown, takeDownDue } from '../part-terraform.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';
import { existenceTools } from '../wiring/existence-tools.ts';

export const run: Run<typeof environmentDownStep> = (input, context) =>
  withDeployment(input, context, async (deployment) => {
    const { config } = deployment;
    const { environment, due, endLease, reason } = input;
    if (environment === undefined && !due) throw existenceErrors.whichDown.error({});
    const named = environment === undefined ? config.environments : [environmentNamed(environment, config)];
    const wish = { by: actorOf(input.by, context.env), reason };
    const tools = existenceTools(input, deployment, context);
    const ends = due
      ? await takeDownDue(named, wish, tools)
      : await Promise.all(named.map((one) => takeDown(one, { ...wish, endLease }, tools)));
    return {
      output: { environments: ends.map(({ row, result }) => ({ ...row, result })) },
      text: renderExistence(ends.map(({ row }) => row)),
      // What is kept although it is due is told and no error: the next call asks again.
      problems: ends.flatMap(({ result, problems }) => (result === 'failed' ? problems : [])),
    };
  });
