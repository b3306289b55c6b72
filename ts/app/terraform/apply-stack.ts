import type { Config } from '../../core/config/config.ts';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { failureOf } from '../../core/terraform/diagnostics.ts';
import { whyNotDestroy } from '../../core/terraform/may-destroy.ts';
import { renderChanges } from '../../core/terraform/render-changes.ts';
import { readsOldSyntax } from '../../core/terraform/version.ts';
import { plan, refusalsOf, type Plan, type PlannedStack } from './plan-stack.ts';
import { withSession, type Session } from './session.ts';
import type { StackRequest, StackTools } from './tools.ts';

export interface ApplyRequest extends StackRequest {
  /** Hash of the changes that were approved; whatever else would be done is refused. Null: what is shown is applied. */
  readonly approvedChanges: string | null;
}

export interface AppliedStack extends PlannedStack {
  /** False when there was nothing to do. */
  readonly applied: boolean;
}

/**
 * Plans to a file, shows what it would do, and applies that file.
 *
 * @throws ProblemError `terraform-not-approved`, `orchestrate-hand-over` before anything was changed; `terraform-apply-failed` when it failed on the way;
 *   what `planStack` throws
 */
export function applyStack(request: ApplyRequest, tools: StackTools): Promise<AppliedStack> {
  if (request.options.destroy) throw new Error('a stack is destroyed by destroyStack alone');
  return applied(request, tools);
}

/**
 * Destroys a stack, as `applyStack` applies it, if every environment that it is says that it is on demand. Nothing overrides that.
 *
 * @param config promotion.yaml; null where there is none, and then nothing is destroyed
 * @throws ProblemError `orchestrate-destroy-unknown`, `orchestrate-destroy-refused`
 */
export async function destroyStack(
  request: ApplyRequest,
  config: Pick<Config, 'environments'> | null,
  tools: StackTools,
): Promise<AppliedStack> {
  throwIfAny(whyNotDestroy(request.name, config));
  return applied({ ...request, options: { ...request.options, destroy: true } }, tools);
}

function applied(request: ApplyRequest, tools: StackTools): Promise<AppliedStack> {
  const { options, approvedChanges } = request;
  return withSession(request, options.destroy ? 'destroy' : 'apply', tools, async (session) => {
    if (approvedChanges !== null && readsOldSyntax(session.version)) {
      throw terraformErrors.approvalUnsupported.error({ version: session.version });
    }
    const planned = await plan(session, options.destroy, tools);
    show(planned, tools);
    const { changes, hash, isNothing } = planned;
    if (approvedChanges !== null && hash !== null && approvedChanges.toLowerCase() !== hash) {
      throw terraformErrors.notApproved.error({ approved: approvedChanges, planned: hash });
    }
    throwIfAny(await refusalsOf(changes, request));
    if (!isNothing) await carryOut(planned, session, request, tools);
    return { changes, hash, version: session.version, refusals: [], applied: !isNothing };
  });
}

function show({ changes, hash }: Plan, { report, evidence }: StackTools): void {
  if (changes === null || hash === null) return;
  for (const line of [...renderChanges(changes).split('\n'), `changes ${hash}`]) {
    report.line(line);
    evidence.line(line);
  }
}

/** Applies the plan file, and nothing else. */
export async function carryOut(
  { file }: Plan,
  session: Session,
  { name, options }: ApplyRequest,
  { interrupted }: StackTools,
): Promise<void> {
  interrupted.throwIfAborted();
  const end = await session.tellLocked(['apply', '-input=false', '-no-color', ...options.apply, file]);
  if (end.code === 0) return;
  const { reason } = failureOf(end.stderr || end.stdout);
  if (reason.startsWith('Saved plan is stale')) throw terraformErrors.planStale.error({ stack: name.stack });
  throw terraformErrors.applyFailed.error({ stack: name.stack, reason });
}
