import { listFiles } from '../../adapters/files/list-files.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { readReleases, releasePaths } from '../../app/release-files.ts';
import { releaseErrors } from '../../core/errors/catalogue/release.ts';
import { checkLineage } from '../../core/release/lineage.ts';
import { renderLineage } from '../../core/release/render-lineage.ts';
import type { releaseLineageStep } from '../../steps/release-lineage.ts';
import type { Run } from '../context.ts';

export const run: Run<typeof releaseLineageStep> = async ({ files, dir }, { cwd }) => {
  const found = dir === undefined ? [] : releasePaths(await listFiles(dir, cwd), dir);
  const paths = [...files, ...found];
  if (paths.length === 0) throw releaseErrors.nothingToCheck.error({ where: 'The command' });
  const lineage = checkLineage(await readReleases(paths, new WorkspaceFiles(cwd)));
  const lines = lineage.chains.map((chain) =>
    chain.map((link) => ({
      releaseId: link.id,
      state: link.state,
      file: link.state === 'missing' ? null : link.source,
    })),
  );
  return {
    output: { unbroken: lineage.problems.length === 0, lines },
    text: renderLineage(lineage),
    problems: lineage.problems,
  };
};
