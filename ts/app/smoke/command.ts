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
  const detail = passed
    ? `exits with 0 after ${(milliseconds / 1000).toFixed(1)} s`
    : endOf(ended, `${check.timeoutMinutes} min`);
  return { passed, milliseconds, detail, output: tail };
}

/** Why a program that should have exited with 0 has not, in words that go on from its name. */
export function endOf(ended: CommandEnd['ended'], limit: string): string {
  switch (ended.by) {
    case 'exit':
      return `exits with ${ended.code}, not 0`;
    case 'signal':
      return `was ended by ${ended.signal}`;
    case 'timeout':
      return `was ended because it took longer than ${limit}`;
    case 'notStarted':
      return `could not be started: ${ended.reason}`;
  }
}
