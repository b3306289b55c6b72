import { environmentErrors } from '../../core/errors/catalogue/environment.ts';
import type { notifyStep } from '../../steps/notify.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { configuration } from '../wiring/configuration.ts';
import { noticesOf } from '../wiring/notices.ts';

export const run: Run<typeof notifyStep> = async (input, context) => {
  const config = await configuration(input.config, context.cwd);
  const known = config.environments.map(({ name }) => name);
  const { environment } = input;
  if (!known.includes(environment)) throw environmentErrors.unknown.error({ environment, known });
  const sent = await noticesOf(config, context).send({
    event: input.event,
    environment,
    text: input.text,
    releaseId: null,
    services: {},
    by: actorOf(input.by, context.env).name,
    reason: input.reason ?? null,
  });
  const told = sent.filter(({ failure }) => failure === null).map(({ address }) => address);
  const notTold = sent.flatMap(({ address, failure }) => (failure === null ? [] : [{ address, failure }]));
  return { output: { told, notTold }, text: told.map((address) => `told ${address}`).join('\n') };
};
