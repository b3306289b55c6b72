import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { readReleases } from '../../app/release-files.ts';
import { diffReleases } from '../../core/release/diff.ts';
import { buildsWithTwoDigests } from '../../core/release/one-digest-a-build.ts';
import { releaseId } from '../../core/release/release-id.ts';
import { renderDiff } from '../../core/release/render-diff.ts';
import type { releaseDiffStep } from '../../steps/release-diff.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof releaseDiffStep> = async ({ files }, { cwd }) => {
  const documents = await readReleases(files, new WorkspaceFiles(cwd));
  const [from, to] = documents;
  if (!from || !to) throw new Error('two files were asked for');
  return {
    output: {
      from: releaseId(from.release),
      to: releaseId(to.release),
      services: [...diffReleases(from.release, to.release)],
    },
    text: renderDiff(from.release, to.release),
    problems: buildsWithTwoDigests(documents),
  };
};
