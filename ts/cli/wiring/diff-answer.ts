import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { diff } from '../../app/changes/diff.ts';
import { readReleases } from '../../app/release-files.ts';
import { factsOf } from '../../app/situation.ts';
import { markdownOf } from '../../core/changes/markdown.ts';
import { renderChanges } from '../../core/changes/render.ts';
import { shortChanges } from '../../core/changes/short.ts';
import type { Environment } from '../../core/config/config.ts';
import type { Services } from '../../ports/services.ts';
import type { diffStep } from '../../steps/diff.ts';
import type { Answer, Context } from '../context.ts';
import { clonesNamed } from './clones.ts';
import type { Deployment } from './deployment.ts';

type Input = z.infer<(typeof diffStep)['input']>;
type Output = z.input<(typeof diffStep)['output']>;

const shortLength = 120;

/** @param servicesOf asks ECS; it comes from the bundle that has the clients */
export async function diffAnswer(
  input: Input,
  { config, ledger }: Deployment,
  servicesOf: (environment: Environment) => Promise<Services>,
  context: Context,
): Promise<Answer<Output>> {
  const { cwd } = context;
  const [from, to] = input.states;
  if (from === undefined || to === undefined) throw new Error('two states were asked for');
  const files = new WorkspaceFiles(cwd);
  const { changes, problems } = await diff([from, to], input.taskDefinitions, {
    config,
    ledger,
    facts: await factsOf(ledger, await ledger.environments()),
    isFile: (path) => statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() === true,
    readRelease: async (path) => {
      const [document] = await readReleases([path], files);
      if (!document) throw new Error(`${path} was read and is not there`);
      return document.release;
    },
    servicesOf,
    cloneOf: clonesNamed(input, config, context),
  });
  if (input.markdown !== undefined) await files.replaceText(input.markdown, markdownOf(changes));
  const short = shortChanges(changes.services, shortLength);
  return { output: { ...plain(changes), short }, text: renderChanges(changes), problems };
}

/** As the schema of the output has it, whose lists nobody promises not to change. */
function plain(changes: object): Omit<Output, 'short'> {
  return changes as Omit<Output, 'short'>;
}
