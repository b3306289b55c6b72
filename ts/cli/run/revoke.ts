import { revoke } from '../../app/revoke.ts';
import { releaseId } from '../../core/release/release-id.ts';
import { shortId } from '../../core/release/short-id.ts';
import type { revokeStep } from '../../steps/revoke.ts';
import type { Run } from '../context.ts';
import { actorOf } from '../wiring/actor.ts';
import { environmentNamed, withDeployment } from '../wiring/deployment.ts';
import { releaseNamed } from '../wiring/release-reference.ts';

export const run: Run<typeof revokeStep> = (input, context) =>
  withDeployment(input, context, async ({ config, ledger }) => {
    const { name: environment } = environmentNamed(input.environment, config);
    const release = await releaseNamed(input.release, ledger, context.cwd);
    const by = actorOf(input.by, context.env);
    const fact = await revoke({ environment, release, by, reason: input.reason }, ledger);
    const id = releaseId(release);
    return {
      output: { environment, releaseId: id, fact: fact.id },
      text: `Release ${shortId(id)} no longer counts as verified in ${environment}.`,
    };
  });
