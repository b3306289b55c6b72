import type { CheckPrerequisite } from '../core/config/config.ts';
import {
  asked,
  type AddressToAsk,
  type CheckAnswer,
  type ExternalCheck,
  type ProgramToAsk,
} from '../core/external/check.ts';
import { givenAnswer } from '../core/external/given.ts';
import { judgeExternal } from '../core/external/judge.ts';
import { checksToAsk } from '../core/gates/prerequisites.ts';
import type { Situation } from '../core/gates/situation.ts';
import { variablesOf } from '../core/smoke/check.ts';
import { masker } from '../core/terraform/mask.ts';
import { endOf } from './smoke/command.ts';
import { headersOf } from './smoke/address.ts';
import { withoutPeriod } from './tell.ts';
import type { EnvironmentTools } from './tools.ts';

export type AskingTools = Pick<
  EnvironmentTools,
  'probe' | 'commands' | 'variables' | 'clock' | 'report' | 'interrupted'
>;

/**
 * Asks the external checks that this promotion depends on, all at the same time, each for as long as it may take. What they say is a
 * line in the log and the gate's to judge; a yes stands in the plan, but in no hash of it, so that two equal plans have the same one.
 */
export async function askChecks(situation: Situation, tools: AskingTools): Promise<Situation> {
  const wanted = checksToAsk(situation).filter(({ prerequisite }) => !situation.checks.has(prerequisite));
  if (wanted.length === 0) return situation;
  const answers = await Promise.all(
    wanted.map(async ({ prerequisite, services }): Promise<[CheckPrerequisite, CheckAnswer]> => {
      const answer = await answerOf(prerequisite.check, services, situation, tools);
      return [prerequisite, answer];
    }),
  );
  for (const [{ check }, { open, said }] of answers)
    tools.report.line(`  check  ${check.name}: ${open ? '' : 'NO: '}${asked(check)} ${said}`);
  // Commands may take minutes, in which a freeze may have begun.
  return { ...situation, checks: new Map([...situation.checks, ...answers]), now: tools.clock.now() };
}

async function answerOf(
  check: ExternalCheck,
  services: readonly string[],
  situation: Situation,
  tools: AskingTools,
): Promise<CheckAnswer> {
  const missing = variablesOf([check]).filter((name) => !tools.variables.has(name));
  if (missing.length > 0)
    return no(`was not asked: the environment has no ${missing.join(', ')} for its headers`);
  const mask = masker(tools.variables.values(), 1);
  const answer =
    check.kind === 'http'
      ? await askAddress(check, mask, tools)
      : await askProgram(check, services, situation, mask, tools);
  return { ...answer, said: mask(answer.said) };
}

async function askAddress(
  check: AddressToAsk,
  mask: (text: string) => string,
  { probe, variables, clock, interrupted }: AskingTools,
): Promise<CheckAnswer> {
  const { url, requestHeaders, timeoutSeconds } = check;
  const answer = await probe.get(
    { url, headers: headersOf(requestHeaders, variables), timeoutMilliseconds: timeoutSeconds * 1000 },
    interrupted,
  );
  return 'unanswered' in answer
    ? no(`does not answer (${answer.unanswered})`)
    : {
        ...judgeExternal(answer, check, mask, clock.now()),
        given: givenAnswer(answer.status, answer.body, mask, clock.now()),
      };
}

/** It runs in the workspace and is told what would come where; its last line says why. */
async function askProgram(
  { command, timeoutSeconds }: ProgramToAsk,
  services: readonly string[],
  { environment, releaseId }: Situation,
  mask: (text: string) => string,
  { commands, clock, interrupted }: AskingTools,
): Promise<CheckAnswer> {
  const { ended, tail } = await commands.run(
    {
      words: command,
      environment: {
        ECS_PROMOTE_ENVIRONMENT: environment.name,
        ECS_PROMOTE_RELEASE: releaseId,
        ECS_PROMOTE_SERVICES: services.join(' '),
      },
      timeoutMilliseconds: timeoutSeconds * 1000,
    },
    interrupted,
  );
  const open = ended.by === 'exit' && ended.code === 0;
  const last = withoutPeriod(tail.at(-1)?.trim() ?? '');
  const how = open ? 'exits with 0' : endOf(ended, `${timeoutSeconds} s`);
  return {
    open,
    said: last === '' ? how : `${how}: ${last}`,
    tryAt: null,
    ...(ended.by === 'exit' && { given: givenAnswer(ended.code, last, mask, clock.now()) }),
  };
}

function no(said: string): CheckAnswer {
  return { open: false, said, tryAt: null };
}
