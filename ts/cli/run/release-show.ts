import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { releaseLimitBytes } from '../../app/release-files.ts';
import { parseRelease } from '../../core/release/parse.ts';
import { releaseId, servicesHash } from '../../core/release/release-id.ts';
import { renderRelease } from '../../core/release/render-release.ts';
import type { releaseShowStep } from '../../steps/release-show.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof releaseShowStep> = async ({ file }, { cwd }) => {
  const release = parseRelease(await new WorkspaceFiles(cwd).readText(file, releaseLimitBytes), file);
  const output = { releaseId: releaseId(release), servicesHash: servicesHash(release), release };
  return { output, text: renderRelease(release) };
};
