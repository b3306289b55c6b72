import { utcText } from '../../core/utc-text.ts';
import { stopTheLine } from '../../app/stop.ts';
import type { stopStep } from '../../steps/stop.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';

export const run: Run<typeof stopStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const { name: environment } = environmentNamed(input.environment, config);
    const by = actorOf(input.by, context.env);
    const request = { environment, active: !input.lift, by, reason: input.reason };
    const { stop, fact } = await stopTheLine(request, ledger);
    const text = stop
      ? `${environment} is stopped by ${stop.by.name} since ${utcText(stop.at)}: ${stop.reason}`
      : `${environment} takes promotions.`;
    return { output: { environment, stopped: stop !== null, fact }, text };
  });
