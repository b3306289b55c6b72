import { diagnosed } from '../../core/terraform/diagnostics.ts';
import { throwIfAny, type Problem } from '../../core/errors/problem.ts';
import { changesHash } from '../../core/terraform/changes-hash.ts';
import { changesOf, type Changes } from '../../core/terraform/changes.ts';
import { mayMove, whyNotApply } from '../../core/terraform/hand-over.ts';
import { isNothing } from '../../core/terraform/render-changes.ts';
import { secretsInPlan } from '../../core/terraform/secrets.ts';
import { failed, withSession, type Session } from './session.ts';
import type { StackRequest, StackTools } from './tools.ts';

/** What a stack would become. */
export interface PlannedStack {
  /** Null with a Terraform that cannot tell its plan as JSON; what it printed has been told. */
  readonly changes: Changes | null;
  /** Ties an approval to the changes. Null without them. */
  readonly hash: string | null;
  readonly version: string;
  /** Why it would not be applied; none where nothing speaks against it. */
  readonly refusals: readonly Problem[];
}

/**
 * Plans and changes nothing.
 *
 * @throws ProblemError with what is wrong with stack or values; `terraform-failed`, `terraform-state-locked`
 */
export function planStack(request: StackRequest, tools: StackTools): Promise<PlannedStack> {
  return withSession(request, request.options.destroy ? 'plan-destroy' : 'plan', tools, async (session) => {
    const { changes, hash } = await plan(session, request.options.destroy, tools);
    return { changes, hash, version: session.version, refusals: await refusalsOf(changes, request) };
  });
}

/** What of a plan is not Terraform's to move. Of a destroy `promotion.yaml` alone decides. */
export async function refusalsOf(
  changes: Changes | null,
  { options, handOver }: StackRequest,
): Promise<readonly Problem[]> {
  if (!changes || options.destroy || !handOver || !mayMove(changes)) return [];
  return (await handOver()).flatMap((one) => whyNotApply(changes, one));
}

export interface Plan {
  /** The plan file, which only this run may read and which goes with it. */
  readonly file: string;
  readonly changes: Changes | null;
  readonly hash: string | null;
  readonly isNothing: boolean;
}

/** Validates, plans to a file, and reads what that would do. */
export async function plan(session: Session, destroy: boolean, { evidence }: StackTools): Promise<Plan> {
  if (session.speaksJson) await validate(session);
  // Written by Terraform into a file that is there already, so it keeps the mode that lets nobody else read.
  const file = await session.where.write('plan', '');
  const flags = ['-input=false', '-no-color', ...(destroy ? ['-destroy'] : [])];
  const end = await session.tellLocked(['plan', ...flags, `-out=${file}`, ...session.values]);
  if (end.code !== 0) throw failed('plan', end);
  if (!session.speaksJson) return { file, changes: null, hash: null, isNothing: false };
  const shown = await session.ask(['show', '-json', '-no-color', file]);
  if (shown.code !== 0) throw failed('show', shown);
  session.hide(secretsInPlan(shown.stdout, session.sensitive));
  const changes = changesOf(shown.stdout);
  const hash = changesHash(changes);
  evidence.file('changes.json', `${JSON.stringify({ version: 1, hash, ...told(changes) }, null, 2)}\n`);
  return { file, changes, hash, isNothing: isNothing(changes) };
}

/** Without the values. */
export function told({ resources, outputs }: Changes) {
  return {
    resources: resources.map(({ address, action, attributes, touches }) => ({
      address,
      action,
      attributes: [...attributes],
      touches: [...touches],
    })),
    outputs: [...outputs],
  };
}

/** Whatever is wrong with the configuration, with its places in the person's tree. */
export async function validate(session: Session): Promise<void> {
  const end = await session.ask(['validate', '-json', '-no-color']);
  const { source, config } = session.stack.folders;
  const configured = new Set(
    (session.stack.parts[0]?.files ?? [])
      .map(({ path }) => path)
      .filter((path) => path.startsWith(`${config}/`)),
  );
  const placeOf = (path: string): string => {
    if (path.startsWith('../')) return `src/${path.slice(3)}`;
    return configured.has(`${config}/${path}`) ? `${config}/${path}` : `${source}/${path}`;
  };
  if (end.stdout.trim() === '') throw failed('validate', end);
  throwIfAny(diagnosed(end.stdout, placeOf));
}
