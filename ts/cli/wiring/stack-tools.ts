import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { containerCommand, nativeCommand } from '../../adapters/terraform/commands.ts';
import { evidenceIn, noEvidence } from '../../adapters/terraform/evidence.ts';
import { TerraformProgram } from '../../adapters/terraform/program.ts';
import { FolderTree } from '../../adapters/terraform/stack-tree.ts';
import { CachedWorkplaces } from '../../adapters/terraform/workplaces.ts';
import type { StackTools } from '../../app/terraform/tools.ts';
import { terraformChoice } from '../../core/terraform/settings.ts';
import type { Terraform } from '../../ports/terraform.ts';
import type { Context } from '../context.ts';
import { isFolder, rootOf } from './stack-root.ts';

export interface Wanted {
  /** Folder with `src` and `config`; undefined for the working folder, or `orchestration` in it. */
  readonly root: string | undefined;
  /** A program or `docker:IMAGE`; undefined for what the tree says. */
  readonly terraform: string | undefined;
  /** Where the run is kept, and the name of its log; undefined keeps nothing. */
  readonly evidence: { readonly folder: string; readonly name: string } | undefined;
}

/** The tools for a tree of stacks. */
export function stackTools(wanted: Wanted, context: Context): StackTools {
  const { cwd, env, clock, report, interrupted } = context;
  const { root, named } = rootOf(wanted.root, cwd);
  const { evidence } = wanted;
  return {
    tree: new FolderTree(root, named),
    workplaces: new CachedWorkplaces(root, cacheFolder(env), { clock, report, interrupted }),
    terraform: terraformOf(wanted.terraform, root, context),
    evidence: evidence ? evidenceIn(resolve(cwd, evidence.folder), evidence.name) : noEvidence,
    clock,
    report,
    interrupted,
    env,
  };
}

function cacheFolder({ XDG_CACHE_HOME: cache, HOME: home }: Context['env']): string {
  const base = [cache, home === undefined || home === '' ? undefined : join(home, '.cache')].find(
    (path) => path !== undefined && isAbsolute(path),
  );
  return join(base ?? tmpdir(), 'ecs-promote', 'terraform');
}

function terraformOf(said: string | undefined, root: string, { cwd, env, interrupted }: Context): Terraform {
  const file = join(root, 'orchestrate.json');
  const word = said ?? env['ECS_PROMOTE_TERRAFORM'];
  const choice = terraformChoice(word, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const scratch = tmpdir();
  if ('image' in choice) {
    const { image } = choice;
    const aws = join(env['HOME'] ?? homedir(), '.aws');
    const place = { image, root, user: userOf(), credentials: isFolder(aws) ? aws : '' };
    const options = { program: `docker (${image})`, mountsModules: true, scratch };
    return new TerraformProgram(options, containerCommand(place, env), interrupted);
  }
  // A name is looked for on the PATH; a path is from where it was written.
  const from = word === undefined || word === '' ? root : cwd;
  const program = choice.program.includes('/') ? resolve(from, choice.program) : choice.program;
  return new TerraformProgram(
    { program, mountsModules: false, scratch },
    nativeCommand(program, env),
    interrupted,
  );
}

/** Windows has no numbers for its users. */
function userOf(): string {
  const { getuid, getgid } = process;
  return getuid && getgid ? `${getuid()}:${getgid()}` : '';
}
