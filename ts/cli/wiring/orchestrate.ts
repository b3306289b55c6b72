import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import { applyStack, destroyStack, type AppliedStack } from '../../app/terraform/apply-stack.ts';
import { migrateStack } from '../../app/terraform/migrate-stack.ts';
import { initialiseStack, outputsOf, validateStack } from '../../app/terraform/output-stack.ts';
import { planStack, told, type PlannedStack } from '../../app/terraform/plan-stack.ts';
import type { StackRequest, StackTools } from '../../app/terraform/tools.ts';
import type { Config } from '../../core/config/config.ts';
import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { ProblemError, throwIfAny } from '../../core/errors/problem.ts';
import type { ServiceBuildVariables } from '../../core/terraform/builds.ts';
import type { HandedOver } from '../../core/terraform/handed-over.ts';
import { readOptions } from '../../core/terraform/options.ts';
import { isNothing, numbers, renderChanges } from '../../core/terraform/render-changes.ts';
import { outputWords, readRequest, type Command, type StackName } from '../../core/terraform/request.ts';
import type { orchestrateStep } from '../../steps/orchestrate.ts';
import type { Answer, Context } from '../context.ts';
import { stackTools } from './stack-tools.ts';

type Input = z.infer<(typeof orchestrateStep)['input']>;
type Output = z.input<(typeof orchestrateStep)['output']>;

/** What is read by others than Terraform; it comes from the bundle that calls this. */
export interface Sources {
  /** promotion.yaml; null where there is none. */
  readonly config: () => Promise<Pick<Config, 'environments'> | null>;
  readonly builds: () => Promise<readonly ServiceBuildVariables[]>;
  readonly handedOver: (stack: StackName) => Promise<readonly HandedOver[]>;
}

/** The step `orchestrate`. */
export async function orchestrate(input: Input, context: Context, sources: Sources): Promise<Answer<Output>> {
  const said = readRequest(input.words);
  if (!said.ok) throw new ProblemError(said.problems);
  const { command, name, more } = said;
  if (command === 'migrate') return migrate(name, input, context);
  const { options, problems } = readOptions(input.options, command, (path) => resolve(context.cwd, path));
  throwIfAny(problems);
  const request: StackRequest = {
    name,
    options: { ...options, destroy: options.destroy || command === 'plan-destroy' },
    builds: await buildsOf(input, sources),
    lockWaitMinutes: input.lockWaitMinutes,
    handOver: () => sources.handedOver(name),
  };
  const evidence =
    input.out === undefined ? undefined : { folder: input.out, name: `${command}-${name.stack}` };
  const tools = stackTools({ root: input.root, terraform: input.terraform, evidence }, context);
  const answer = await carryOut(command, request, more, input.approvedChanges ?? null, sources, tools);
  return {
    ...answer,
    output: { ...blank(command, name), ...answer.output, files: files(input.out, name, command) },
  };
}

async function buildsOf({ release, import: folder }: Input, sources: Sources) {
  if (release !== undefined && folder !== undefined) throw terraformErrors.buildsTwice.error({});
  const builds = await sources.builds();
  if (folder !== undefined && builds.length === 0) throw terraformErrors.nothingImported.error({ folder });
  return builds;
}

interface Told {
  readonly output: Partial<Output>;
  readonly text: string;
}

async function carryOut(
  command: Exclude<Command, 'migrate'>,
  request: StackRequest,
  more: readonly string[],
  approvedChanges: string | null,
  sources: Sources,
  tools: StackTools,
): Promise<Told> {
  switch (command) {
    case 'init':
      return { output: { terraform: await initialiseStack(request, tools) }, text: 'Initialised.' };
    case 'validate':
      return { output: { terraform: await validateStack(request, tools) }, text: 'Valid.' };
    case 'plan':
    case 'plan-destroy':
      return planned(await planStack(request, tools), request.name);
    case 'apply':
    case 'destroy': {
      const wanted = { ...request, approvedChanges };
      const ends = command === 'destroy' || request.options.destroy;
      return applied(
        ends ? await destroyStack(wanted, await sources.config(), tools) : await applyStack(wanted, tools),
        ends,
      );
    }
    case 'output': {
      const said = outputWords(request.name, more, await tools.tree.folders());
      const outputs = await outputsOf({ ...request, name: said.name }, said.names, tools);
      return { output: { outputs, region: said.name.region }, text: JSON.stringify(outputs, null, 2) };
    }
  }
}

function planned(plan: PlannedStack, { stack, region }: StackName): Told {
  const { changes, hash, refusals } = plan;
  const output = members(plan, false);
  if (!changes || hash === null) return { output, text: 'The plan is above.' };
  const words = [stack, ...(region === null ? [] : [region])].join(' ');
  const refused = refusals.map(({ what, next }) => `apply refuses this: ${what} ${next}`);
  const next =
    isNothing(changes) || refused.length > 0
      ? refused
      : [`next: orchestrate apply ${words} --approved-changes ${hash}`];
  return { output, text: [renderChanges(changes), `changes ${hash}`, ...next].join('\n') };
}

function applied(stack: AppliedStack, ends: boolean): Told {
  const output = members(stack, stack.applied);
  if (!stack.applied) return { output, text: 'Nothing to do.' };
  const done = stack.changes ? ` (${numbers(stack.changes.resources)})` : '';
  return { output, text: `${ends ? 'Destroyed' : 'Applied'}${done}.` };
}

function members({ changes, hash, version, refusals }: PlannedStack, applied: boolean): Partial<Output> {
  const refused = refusals.map(({ what }) => what);
  return {
    terraform: version,
    changes: changes && told(changes),
    changesHash: hash,
    refusals: refused,
    applied,
  };
}

function blank(command: Command, { stack, region }: StackName): Output {
  const nothing = {
    terraform: null,
    changes: null,
    changesHash: null,
    refusals: [],
    applied: false,
    outputs: null,
    files: [],
  };
  return { command, stack, region, ...nothing };
}

function files(out: string | undefined, { stack }: StackName, command: Command): string[] {
  return out === undefined ? [] : [`${out}/${command}-${stack}.log`];
}

async function migrate(
  name: StackName,
  { out, root, terraform }: Input,
  context: Context,
): Promise<Answer<Output>> {
  const folder = resolve(context.cwd, out ?? '.');
  if (out === undefined || (existsSync(folder) && readdirSync(folder).length > 0)) {
    throw terraformErrors.migrateOut.error({ out: out ?? '' });
  }
  const { tree, report } = stackTools({ root, terraform, evidence: undefined }, context);
  const {
    files: written,
    changed,
    left,
  } = await migrateStack(name, { tree, copy: new WorkspaceFiles(folder), report });
  return {
    output: { ...blank('migrate', name), files: written.map((path) => `${out}/${path}`) },
    text: [
      `${changed} changes in ${written.length} files, written to ${out}.`,
      ...left.map(
        ({ place, found, instead }) => `By hand: ${place.file}:${place.line}: ${found} → ${instead}`,
      ),
    ].join('\n'),
  };
}
