import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { parseConfig } from '../../core/config/parse.ts';
import { environmentErrors } from '../../core/errors/catalogue/environment.ts';
import type { notifyStep } from '../../steps/notify.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { noticesOf } from '../wiring/notices.ts';

const configLimitBytes = 4 * 1024 * 1024;

export const run: Run<typeof notifyStep> = async (input, context) => {
  const text = await new WorkspaceFiles(context.cwd).readText(input.config, configLimitBytes);
  const config = parseConfig(text, input.config);
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
