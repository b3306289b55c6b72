import { resolve } from 'node:path';
import { awsCalls } from '../../adapters/aws/call.ts';
import { awsClientSettings } from '../../adapters/aws/client-settings.ts';
import { splitTag } from '../../adapters/ecr/address.ts';
import { ecrRegistry } from '../../adapters/ecr/index.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { GitCommitHistory } from '../../adapters/git/commit-history.ts';
import { recordPushedBuild } from '../../app/service-env-record.ts';
import { variableName } from '../../core/service-env/variable-name.ts';
import type { serviceEnvRecordStep } from '../../steps/service-env-record.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof serviceEnvRecordStep> = async (input, context) => {
  const { service, build, image, repo, out } = input;
  const { clock, cwd, env, report, interrupted } = context;
  const call = awsCalls({ clock, report, signal: interrupted });
  const settings = (region: string) => awsClientSettings({ region, sessionName: 'ecs-promote' }, call, clock);
  const { repository, tag = String(build) } = splitTag(image);
  const variable = input.variable ?? variableName(service);
  const { file, recorded } = await recordPushedBuild(
    { service, variable, build, repository, tag, folder: out },
    {
      history: new GitCommitHistory(resolve(cwd, repo), env),
      registry: ecrRegistry({ settings, call }),
      files: new WorkspaceFiles(cwd),
    },
  );
  return { output: { file, variable, ...recorded }, text: file };
};
