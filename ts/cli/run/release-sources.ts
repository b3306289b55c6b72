import { sourcesOf } from '../../core/release/sources.ts';
import type { releaseSourcesStep } from '../../steps/release-sources.ts';
import type { Run } from '../context.ts';
import { configuration } from '../wiring/configuration.ts';

export const run: Run<typeof releaseSourcesStep> = async (input, { cwd, env }) => {
  const config = await configuration(input.config, cwd);
  const { environment = null, job = null, build = null, own = env['JOB_NAME'] ?? '', ...rest } = input;
  const { sources, create } = sourcesOf({ ...rest, environment, job, build, own }, config);
  const lines = sources.map(
    (source) => `${source.job} ${source.build ?? '(last successful)'}: ${source.files} → ${source.target}`,
  );
  return { output: { sources: [...sources], create }, text: lines.join('\n') };
};
