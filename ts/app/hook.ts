import type { HookEvent, NativeEvent } from '../core/hook/event.ts';
import { hookSettings, type HookSources } from '../core/hook/settings.ts';
import type { HttpCheck } from '../core/smoke/check.ts';
import { nameOf } from '../core/smoke/words.ts';
import { masker } from '../core/terraform/mask.ts';
import type { Clock } from '../ports/clock.ts';
import type { LifecycleHooks } from '../ports/lifecycle-hooks.ts';
import type { Probe } from '../ports/probe.ts';
import { tryAddress } from './smoke/address.ts';

/** What a validation function works with. */
export interface HookTools {
  readonly probe: Probe;
  readonly clock: Clock;
  readonly hooks: LifecycleHooks;
  readonly settings: Omit<HookSources, 'details'>;
  /** Values of the variables that the checks send; asked for when the checks are known. */
  readonly variable: (name: string) => string | undefined;
  /** One JSON line each. */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void;
  /** Milliseconds since the epoch: after it nothing may be begun, so that there is time to answer. */
  readonly deadline: number;
}

/** What ECS' own deployments take for an answer; CodeDeploy reads none and is told by its API. */
export type HookAnswer =
  | { readonly hookStatus: 'SUCCEEDED' | 'FAILED' }
  | {
      readonly hookStatus: 'IN_PROGRESS';
      readonly callBackDelay: number;
      readonly hookDetails: Readonly<Record<string, unknown>>;
    };

const pauseMilliseconds = 5_000;
/** A request that gets less time would say nothing of the service. */
const leastMilliseconds = 1_000;
const callBackSeconds = 5;

/**
 * Asks the addresses and answers whoever called. What cannot be read or goes wrong is a failed validation: a function that says nothing
 * would keep CodeDeploy waiting for an hour.
 *
 * @throws only when CodeDeploy cannot be told; Lambda then calls the function again
 */
export async function answerHook(event: HookEvent | undefined, tools: HookTools): Promise<HookAnswer> {
  if (!event) {
    tools.log({ level: 'error', message: 'this is no event of CodeDeploy or of an ECS lifecycle hook' });
    return { hookStatus: 'FAILED' };
  }
  const answer = await validate(event, tools).catch((error: unknown): HookAnswer => {
    tools.log({ level: 'error', message: error instanceof Error ? error.message : String(error) });
    return { hookStatus: 'FAILED' };
  });
  tools.log({ level: 'info', message: 'answers', ...identityOf(event), ...answer });
  if (event.by === 'ecs') return answer;
  const status = answer.hookStatus === 'SUCCEEDED' ? 'Succeeded' : 'Failed';
  await tools.hooks.answer(event.deploymentId, event.executionId, status);
  return { hookStatus: status === 'Succeeded' ? 'SUCCEEDED' : 'FAILED' };
}

async function validate(event: HookEvent, tools: HookTools): Promise<HookAnswer> {
  if (event.by === 'ecs' && event.goesBack) return { hookStatus: 'SUCCEEDED' };
  const details = event.by === 'ecs' ? event.details : {};
  const settings = hookSettings({ ...tools.settings, details });
  if (!settings.ok) {
    for (const message of settings.problems) tools.log({ level: 'error', message });
    return { hookStatus: 'FAILED' };
  }
  return askAll(settings.checks, event, tools);
}

/** How far an earlier call of the same hook came, as this function handed it on. */
interface Progress {
  readonly check: number;
  readonly tries: number;
}

async function askAll(checks: readonly HttpCheck[], event: HookEvent, tools: HookTools): Promise<HookAnswer> {
  const before = event.by === 'ecs' ? progressIn(event) : { check: 0, tries: 0 };
  for (const [index, check] of checks.entries()) {
    if (index < before.check) continue;
    const outcome = await ask(check, index === before.check ? before.tries : 0, event, tools);
    if (outcome === 'failed') return { hookStatus: 'FAILED' };
    if (outcome === 'passed') continue;
    if (event.by === 'codeDeploy') return { hookStatus: 'FAILED' };
    const progress: Progress = { check: index, tries: outcome.tries };
    const hookDetails = { ...event.details, ecsPromote: progress };
    return { hookStatus: 'IN_PROGRESS', callBackDelay: callBackSeconds, hookDetails };
  }
  return { hookStatus: 'SUCCEEDED' };
}

function progressIn({ details }: NativeEvent): Progress {
  const { check, tries } = (details['ecsPromote'] ?? {}) as Partial<Record<keyof Progress, unknown>>;
  return { check: typeof check === 'number' ? check : 0, tries: typeof tries === 'number' ? tries : 0 };
}

/** `{ tries }`: the time is over before the tries are. */
async function ask(
  check: HttpCheck,
  triedBefore: number,
  event: HookEvent,
  tools: HookTools,
): Promise<'passed' | 'failed' | { readonly tries: number }> {
  const { probe, clock, log, deadline } = tools;
  const variables = variablesFor(check, tools);
  const mask = masker(variables.values(), 1);
  for (let tries = triedBefore + 1; tries <= check.tries; tries++) {
    if (tries > triedBefore + 1)
      await clock.sleep(Math.min(pauseMilliseconds, Math.max(0, deadline - clock.now())));
    const left = deadline - clock.now();
    if (left < leastMilliseconds) {
      log({
        level: 'warn',
        message: 'the time of this call is over',
        ...identityOf(event),
        tries: tries - 1,
      });
      return { tries: tries - 1 };
    }
    const bounded = { ...check, timeoutSeconds: Math.min(check.timeoutSeconds, left / 1000) };
    const { passed, milliseconds, detail } = await tryAddress(bounded, mask, { probe, variables });
    log({
      level: passed ? 'info' : 'warn',
      message: `${mask(nameOf(check))} ${mask(detail)}`,
      ...identityOf(event),
      try: tries,
      of: check.tries,
      passed,
      milliseconds: milliseconds === null ? null : Math.round(milliseconds),
    });
    if (passed) return 'passed';
  }
  return 'failed';
}

/** @throws for one that is not set: the answer would say something of the function and nothing of the service */
function variablesFor({ requestHeaders }: HttpCheck, { variable }: HookTools): ReadonlyMap<string, string> {
  const names = Object.values(requestHeaders).flatMap((value) =>
    typeof value === 'string' ? [] : [value.env],
  );
  return new Map(
    names.map((name) => {
      const value = variable(name);
      if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
      return [name, value];
    }),
  );
}

function identityOf(event: HookEvent): Readonly<Record<string, string>> {
  return event.by === 'ecs'
    ? { deployment: event.deployment, stage: event.stage, executionId: event.executionId }
    : { deployment: event.deploymentId, executionId: event.executionId };
}
