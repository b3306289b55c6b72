import type { CommandCheck } from '../../core/smoke/check.ts';
import type { CommandEnd } from '../../ports/commands.ts';
import type { Attempt } from './attempt.ts';
import type { SmokeTools } from './tools.ts';

/** Runs the command in the workspace, once; it is told what it is to check. */
export async function tryCommand(
  check: CommandCheck,
  { commands, environment, subject, interrupted }: SmokeTools,
): Promise<Attempt> {
  const { ended, milliseconds, tail } = await commands.run(
    {
      words: check.command,
      environment: {
        ECS_PROMOTE_ENVIRONMENT: environment.name,
        ECS_PROMOTE_RELEASE: subject.releaseId,
        ECS_PROMOTE_PROMOTION: subject.promotion,
        ECS_PROMOTE_TRAFFIC: check.on,
      },
      timeoutMilliseconds: check.timeoutMinutes * 60_000,
    },
    interrupted,
  );
  const passed = ended.by === 'exit' && ended.code === 0;
  return { passed, milliseconds, detail: wordsOf(ended, milliseconds, check.timeoutMinutes), output: tail };
}

function wordsOf(ended: CommandEnd['ended'], milliseconds: number, timeoutMinutes: number): string {
  switch (ended.by) {
    case 'exit':
      return ended.code === 0
        ? `exits with 0 after ${(milliseconds / 1000).toFixed(1)} s`
        : `exits with ${ended.code}, not 0`;
    case 'signal':
      return `was ended by ${ended.signal}`;
    case 'timeout':
      return `was ended because it took longer than ${timeoutMinutes} min`;
    case 'notStarted':
      return `could not be started: ${ended.reason}`;
  }
}
