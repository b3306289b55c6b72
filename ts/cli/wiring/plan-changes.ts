import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { plannedChanges } from '../../app/changes/planned.ts';
import type { Changes } from '../../core/changes/changes.ts';
import { planMarkdown } from '../../core/changes/markdown.ts';
import { commitLines } from '../../core/changes/render.ts';
import type { Situation } from '../../core/gates/situation.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { CommitLines } from '../../core/plan/render.ts';
import type { Context } from '../context.ts';
import { clonesNamed } from './clones.ts';

export interface WantedOfChanges {
  readonly repo?: string | undefined;
  readonly clone: Readonly<Record<string, string>>;
  /** File to write them to. */
  readonly markdown?: string | undefined;
}

export interface ChangesOfPlan {
  readonly changes: Changes;
  readonly commits: CommitLines;
}

/** What a plan would change beyond what it says itself, for a console, an approval and, where it is wanted, a file. */
export async function changesOfPlan(
  wanted: WantedOfChanges,
  {
    plan,
    planHash,
    situation,
  }: { readonly plan: Plan; readonly planHash: string; readonly situation: Situation },
  context: Context,
): Promise<ChangesOfPlan> {
  const changes = await plannedChanges(situation, clonesNamed(wanted, situation.config, context));
  if (wanted.markdown !== undefined) {
    const text = planMarkdown(changes, plan, planHash);
    await new WorkspaceFiles(context.cwd).replaceText(wanted.markdown, text);
  }
  const commits = new Map(changes.services.map((change) => [change.service, commitLines(change, '')]));
  return { changes, commits };
}
