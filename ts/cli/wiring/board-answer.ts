import { join } from 'node:path';
import type * as z from 'zod/mini';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { board, type BoardTools } from '../../app/board.ts';
import type { Board } from '../../core/board/board.ts';
import { count } from '../../core/board/render/words.ts';
import type { boardStep } from '../../steps/board.ts';
import type { Answer, Context } from '../context.ts';
import type { Deployment } from './deployment.ts';

type Output = z.input<(typeof boardStep)['output']>;

/** `board`: writes it, and says where it is and what is on it. */
export async function boardAnswer(
  { out, days }: Pick<z.infer<(typeof boardStep)['input']>, 'out' | 'days'>,
  { config, ledger }: Deployment,
  { clock, cwd }: Context,
  look: BoardTools['look'],
): Promise<Answer<Output>> {
  const files = new WorkspaceFiles(cwd);
  const { board: made, written } = await board(config, { out, days }, { ledger, clock, files, look });
  const page = join(out, 'index.html');
  const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
  const output = { page, files: [...written], bytes, records: made.records, ...toAct(made) };
  const what = [
    count(made.environments.length, 'environment'),
    count(made.services.length, 'service'),
    count(made.records, 'record'),
  ].join(', ');
  return {
    output,
    text: `${what}: ${count(written.length, 'file')}, ${Math.ceil(bytes / 1000)} kB\n${page}`,
  };
}

/** What a job may want to tell somebody. */
function toAct({ environments, looked }: Board): Pick<Output, 'drift' | 'waiting'> {
  return {
    drift: looked
      ? environments.flatMap(({ name, drift }) =>
          [...drift].map(([service, runs]) => ({ environment: name, service, runs })),
        )
      : null,
    waiting: environments.flatMap(({ name, waiting }) =>
      waiting.releases.map(({ releaseId, gates }) => ({
        environment: name,
        releaseId,
        heldBy: gates.map(({ gate }) => gate),
      })),
    ),
  };
}
