import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { copiedArchive } from '../../adapters/archive/folder-archive.ts';
import { homeArchive } from '../../adapters/archive/home-archive.ts';
import { listFiles } from '../../adapters/files/list-files.ts';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { lineageOf } from '../../app/lineage.ts';
import { readReleases, releasePaths } from '../../app/release-files.ts';
import { lineageErrors } from '../../core/errors/catalogue/lineage.ts';
import { releaseErrors } from '../../core/errors/catalogue/release.ts';
import { problemOf } from '../../core/lineage/links.ts';
import { renderProven } from '../../core/lineage/render.ts';
import { checkLineage } from '../../core/release/lineage.ts';
import { renderLineage } from '../../core/release/render-lineage.ts';
import type { Archive } from '../../ports/archive.ts';
import type { releaseLineageStep } from '../../steps/release-lineage.ts';
import type { Answer, Context } from '../context.ts';
import type { Deployment } from './deployment.ts';

type Input = z.infer<(typeof releaseLineageStep)['input']>;
type Output = Answer<z.input<(typeof releaseLineageStep)['output']>>;

/** `release lineage --environment`: proves where what runs there comes from. */
export async function lineageAnswer(
  input: Input & { readonly environment: string },
  { config, ledger }: Pick<Deployment, 'config' | 'ledger'>,
  context: Context,
): Promise<Output> {
  const given = [...(input.files.length > 0 ? ['files'] : []), ...(input.dir === undefined ? [] : ['--dir'])];
  if (given.length > 0) throw lineageErrors.twoWays.error({ given });
  const archive = archiveIn(input, context);
  if (!archive) throw lineageErrors.archiveUnnamed.error({ environment: input.environment });
  const noted = new Map(input.noted.map((note) => note.split('=', 2) as [string, string]));
  const asked = { environment: input.environment, services: config.services, noted };
  const proven = await lineageOf(asked, { ledger, archive });
  const { releaseId, parent, derived, services, held, broken, remarks } = proven;
  return {
    output: {
      unbroken: broken.length === 0,
      lines: [],
      proven: {
        releaseId,
        parent,
        derived: derived && { ...derived, changed: [...derived.changed] },
        services: structuredClone(services) as never,
        held,
        broken: [...broken],
        remarks: [...remarks],
      },
    },
    text: renderProven(proven),
    problems: broken.map(problemOf),
  };
}

export function archiveIn(
  {
    jenkinsHome,
    archive,
  }: { readonly jenkinsHome?: string | undefined; readonly archive?: string | undefined },
  { cwd }: Context,
): Archive | undefined {
  if (jenkinsHome !== undefined) return homeArchive(resolve(cwd, jenkinsHome));
  return archive === undefined ? undefined : copiedArchive(resolve(cwd, archive));
}

/** `release lineage` of files: whether releases follow one another. */
export async function chainAnswer({ files, dir }: Input, { cwd }: Context): Promise<Output> {
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
    output: { unbroken: lineage.problems.length === 0, lines, proven: null },
    text: renderLineage(lineage),
    problems: lineage.problems,
  };
}
