/**
 * The validation function for deployments of CodeDeploy and of ECS itself: `index.handler` of `dist/lambda/ecs-promote-hook.zip`, for the
 * runtime nodejs20.x or newer. How to wire it in is in docs/hooks.md.
 */
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { awsCalls } from '../adapters/aws/call.ts';
import { systemClock } from '../adapters/clock/system.ts';
import { codeDeployHooks } from '../adapters/codedeploy/lifecycle-hooks.ts';
import { httpProbe } from '../adapters/http/http-probe.ts';
import { answerHook, type HookAnswer } from '../app/hook.ts';
import { readHookEvent } from '../core/hook/event.ts';

// Without this the AWS SDK writes lines that are no JSON into the log, about Node versions it will stop supporting.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** What of Lambda's context is used. */
interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Kept for telling CodeDeploy, which may have to be told twice. */
const marginMilliseconds = 3_000;
const lastMilliseconds = 250;

export async function handler(event: unknown, context: LambdaContext): Promise<HookAnswer> {
  const left = context.getRemainingTimeInMillis();
  const clock = systemClock;
  const call = awsCalls({ clock, signal: AbortSignal.timeout(Math.max(1, left - lastMilliseconds)) });
  return answerHook(readHookEvent(event), {
    probe: httpProbe,
    clock,
    hooks: codeDeployHooks(new CodeDeployClient({ maxAttempts: 1 }), call),
    settings: {
      checks: process.env['ECS_PROMOTE_HOOK_CHECKS'],
      url: process.env['ECS_PROMOTE_HOOK_URL'],
    },
    variable: (name) => process.env[name],
    log: (entry) => process.stdout.write(`${JSON.stringify(entry)}\n`),
    deadline: clock.now() + left - marginMilliseconds,
  });
}
