import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { createReleaseFrom } from '../../app/release-create.ts';
import { releaseBytes, releaseId } from '../../core/release/release-id.ts';
import { renderRelease } from '../../core/release/render-release.ts';
import type { releaseCreateStep } from '../../steps/release-create.ts';
import type { Run } from '../context.ts';
import { configuration } from '../wiring/configuration.ts';

export const run: Run<typeof releaseCreateStep> = async (input, { cwd, report }) => {
  const files = new WorkspaceFiles(cwd);
  const config = await configuration(input.config, cwd);
  const request = {
    config,
    importFolder: input.import ?? null,
    parent: input.parent ?? null,
    overrides: input.override,
    only: input.only,
    reason: input.reason ?? null,
  };
  const release = await createReleaseFrom(request, files);
  if (request.reason !== null && release.derived?.reason !== request.reason) {
    report.line('note: the reason is not kept, because this release changes nothing of its parent');
  }
  const bytes = releaseBytes(release);
  const file = input.out ?? null;
  if (file !== null) await files.replaceText(file, bytes);
  const output = {
    releaseId: releaseId(release),
    file,
    changed: [...(release.derived?.changed ?? [])],
    release,
  };
  return { output, text: file === null ? bytes : renderRelease(release) };
};
