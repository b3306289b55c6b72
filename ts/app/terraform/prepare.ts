import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { ProblemError, throwIfAny, type Problem } from '../../core/errors/problem.ts';
import { didYouMean } from '../../core/errors/suggest.ts';
import { moduleFolder } from '../../core/terraform/module-sources.ts';
import { oldSyntax } from '../../core/terraform/old-syntax/find.ts';
import type { Finding } from '../../core/terraform/old-syntax/finding.ts';
import { stackFolders, type StackFolders, type StackName } from '../../core/terraform/request.ts';
import { readHcl, type SourceFile } from '../../core/terraform/source.ts';
import { stackFacts, type StackFacts } from '../../core/terraform/stack-facts.ts';
import { readsOldSyntax, satisfies } from '../../core/terraform/version.ts';
import type { StackTree } from '../../ports/terraform.ts';
import type { StackRequest } from './tools.ts';

/** A stack as the tree has it. */
export interface ReadStack {
  readonly name: StackName;
  readonly folders: StackFolders;
  /** Of the stack with its configuration, and of the modules of the tree that it uses. */
  readonly parts: readonly Part[];
  readonly facts: StackFacts;
}

export interface Part {
  readonly files: readonly SourceFile[];
  readonly facts: StackFacts;
}

/** @throws ProblemError when tree, stack, configuration or a module is not there, or a file cannot be read */
export async function readStack(name: StackName, tree: StackTree): Promise<ReadStack> {
  const folders = await tree.folders();
  if (folders.src.length === 0) throw terraformErrors.root.error({ root: tree.root });
  const found = stackFolders(name, folders);
  if (!found.ok) throw new ProblemError(found.problems as [Problem, ...Problem[]]);
  const stack = part(await stackFiles(found.folders, tree));
  const modules = await readModules(stack, tree);
  return { name, folders: found.folders, parts: [stack, ...modules], facts: stack.facts };
}

/** The configuration's files take the place of the stack's of the same name, which are place holders in the samples. */
async function stackFiles({ source, config }: StackFolders, tree: StackTree): Promise<readonly SourceFile[]> {
  const configured = await tree.sources(config);
  const nameOf = ({ path }: SourceFile) => path.slice(path.lastIndexOf('/') + 1);
  const names = new Set(configured.map(nameOf));
  const own = (await tree.sources(source)).filter((file) => !names.has(nameOf(file)));
  // Other values beside the stack (an example's) are not this one's.
  return [...own.filter((file) => !file.path.includes('.tfvars') || applies(nameOf(file))), ...configured];
}

function applies(name: string): boolean {
  return /^(?:variables|terraform)\.tfvars|\.auto\.tfvars/.test(name);
}

function part(files: readonly SourceFile[]): Part {
  return { files, facts: stackFacts(files) };
}

/** The modules of the tree, and those that they use; each once. */
async function readModules(stack: Part, tree: StackTree): Promise<readonly Part[]> {
  const seen = new Set<string>();
  const modules: Part[] = [];
  const problems: Problem[] = [];
  for (const waiting = [...stack.facts.moduleSources]; waiting.length > 0;) {
    const [one] = waiting.splice(0, 1);
    const folder = one && moduleFolder(one);
    // What lies outside the tree Terraform will look for itself.
    if (!one || folder === undefined || folder.startsWith('..') || seen.has(folder)) continue;
    seen.add(folder);
    if (!(await tree.hasFolder(folder))) {
      problems.push(terraformErrors.module.problem({ source: one.source, folder }, one.place));
      continue;
    }
    const module = part((await tree.sources(folder)).filter(({ path }) => !path.includes('.tfvars')));
    modules.push(module);
    waiting.push(...module.facts.moduleSources);
  }
  throwIfAny(problems);
  return modules;
}

/** The places of a stack that are in the syntax of Terraform 0.11 and older. */
export function oldSyntaxOf({ parts }: ReadStack): readonly Finding[] {
  return parts.flatMap(({ files, facts }) => {
    const lists = new Set(facts.variables.filter(({ list }) => list).map(({ name }) => name));
    return files
      .filter(({ path }) => !path.endsWith('.json'))
      .flatMap((file) => oldSyntax(readHcl(file), lists));
  });
}

/**
 * Everything about a stack that can be wrong before Terraform is started.
 *
 * @param version of Terraform
 */
export function stackProblems(
  stack: ReadStack,
  { options }: StackRequest,
  version: string,
): readonly Problem[] {
  const old = readsOldSyntax(version);
  const versions = versionProblems(stack, version);
  return [
    ...versions,
    ...(old ? [] : oldSyntaxProblems(stack, version)),
    ...backendProblems(stack, options.init),
    // Terraform before 0.12 let values of undeclared variables pass, and the samples rely on it.
    ...(old ? [] : undeclared(stack, options.variables)),
  ];
}

function versionProblems({ parts }: ReadStack, version: string): readonly Problem[] {
  return parts
    .flatMap(({ facts }) => facts.requiredVersions)
    .flatMap(({ constraint, place }) => {
      const fits = satisfies(version, constraint);
      if (fits === undefined) return [terraformErrors.versionConstraint.problem({ constraint }, place)];
      return fits ? [] : [terraformErrors.version.problem({ version, constraint }, place)];
    });
}

/** One problem for all the places, which only together are worth a decision: migrate, or keep the old Terraform. */
function oldSyntaxProblems(stack: ReadStack, version: string): readonly Problem[] {
  const refused = oldSyntaxOf(stack).filter((finding) => finding.refused);
  if (refused.length === 0) return [];
  const where = refused.map(
    ({ place, found, instead }) => `${place.file}:${place.line} ${short(found)} → ${short(instead)}`,
  );
  const name = [stack.name.stack, stack.name.region].filter((word) => word !== null).join(' ');
  return [terraformErrors.oldSyntax.problem({ version, count: refused.length, where, name })];
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function backendProblems(
  { facts: { backend }, folders, name: { stack } }: ReadStack,
  init: readonly string[],
): readonly Problem[] {
  if (!backend) {
    return [terraformErrors.backendMissing.problem({ stack, file: `${folders.config}/tf-config.tf` })];
  }
  if (backend.type !== 'local') return [];
  const said = init
    .findLast((word) => word.startsWith('-backend-config=path='))
    ?.slice('-backend-config=path='.length);
  const path = said ?? backend.path ?? '';
  return path.startsWith('/') ? [] : [terraformErrors.backendRelative.problem({ path }, backend.place)];
}

function undeclared(
  { facts, name: { stack } }: ReadStack,
  variables: StackRequest['options']['variables'],
): readonly Problem[] {
  const known = facts.variables.map(({ name }) => name);
  const names = [...new Set(variables.map(([name]) => name))].filter((name) => !known.includes(name));
  return names.map((name) =>
    terraformErrors.variable.problem({ name, stack, suggestion: didYouMean(name, known) }),
  );
}
