import { resolve } from 'node:path';
import { GitCommitHistory } from '../../adapters/git/commit-history.ts';
import { nameBuild } from '../../app/display-name.ts';
import type { displayNameStep } from '../../steps/display-name.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof displayNameStep> = async ({ repo, wholeMessage, maxLength }, { cwd, env }) => {
  const history = new GitCommitHistory(resolve(cwd, repo), env);
  const output = await nameBuild(history, { wholeMessage, maxLength, build: env['BUILD_NUMBER'] });
  return { output, text: output.displayName };
};
