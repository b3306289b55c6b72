import type * as z from 'zod/mini';
import { WorkspaceFiles } from '../../adapters/files/workspace-files.ts';
import type { Config, Environment } from '../../core/config/config.ts';
import { planErrors } from '../../core/errors/catalogue/plan.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import type { Exception, Policy } from '../../core/policy/document.ts';
import { savedSurroundings } from '../../core/policy/saved-surroundings.ts';
import type { Surroundings } from '../../core/policy/scope.ts';
import { parseSavedDefinition } from '../../core/render/saved.ts';
import type { Registrable } from '../../core/task-definition/copy-with-image.ts';
import type { policyStep } from '../../steps/policy.ts';
import type { Answer, Context } from '../context.ts';
import { stackPolicy } from './policy-of-stack.ts';
import { policyFor, required } from './policy.ts';

type Input = z.infer<(typeof policyStep)['input']>;
type Output = z.input<(typeof policyStep)['output']>;

/** Far above the 64 KiB that a task definition may have (ECS quotas). */
const limitBytes = 4 * 1024 * 1024;
/** "IAM and AWS STS quotas" (IAM user guide); white space does not count. */
const mostCharacters = 6144;

/** @param live asks AWS; it comes from the bundle that has the clients */
export async function policyAnswer(
  input: Input,
  config: Config,
  environment: Environment | undefined,
  live: (environment: Environment) => Promise<Surroundings>,
  { cwd, report }: Context,
): Promise<Answer<Output>> {
  const { role, service: services, taskDefinition: files } = input;
  refuseUnknown(services ?? [], config);
  const given = await definitionsIn(files, new WorkspaceFiles(cwd));
  const around =
    given.length === 0 ? live : (each: Environment) => Promise.resolve(savedSurroundings(each, given));
  const { policy, types } =
    role === 'terraform'
      ? await stackPolicy(required(role, environment, config), input, cwd)
      : { policy: await policyFor({ role, environment, services }, config, around), types: [] };
  const characters = JSON.stringify(policy.document).replaceAll(/\s/g, '').length;
  const about = environment ? [environment] : config.environments;
  const said = role === 'terraform' ? [leftOut(types)] : about.flatMap(byTerraform);
  for (const line of [...policy.exceptions.map(reasonOf), ...said, ...tooLong(characters)]) report.line(line);
  return {
    output: { role, environment: environment?.name ?? null, ...written(policy), characters },
    text: JSON.stringify(policy.document, null, 2),
  };
}

function refuseUnknown(named: readonly string[], { services }: Config): void {
  const known = services.map(({ name }) => name);
  throwIfAny(
    named
      .filter((service) => !known.includes(service))
      .map((service) => planErrors.unknownService.problem({ service, known })),
  );
}

async function definitionsIn(
  files: readonly string[],
  workspace: WorkspaceFiles,
): Promise<readonly Registrable[]> {
  const found: Registrable[] = [];
  for (const file of files)
    found.push(parseSavedDefinition({ file, text: await workspace.readText(file, limitBytes) }));
  return found;
}

function byTerraform({ name, engine }: Environment): readonly string[] {
  return engine === 'terraform'
    ? [
        `${name}: Terraform registers and deploys there, as whoever runs it. --role terraform prints what its state takes; what its resources take is in no policy of ours.`,
      ]
    : [];
}

function leftOut(types: readonly string[]): string {
  return `Not in the policy is what the AWS provider asks for to read and change what the stack has: ${types.join(', ')}.`;
}

function tooLong(characters: number): readonly string[] {
  return characters > mostCharacters
    ? [
        `The policy has ${characters} characters, and a managed policy may have ${mostCharacters}: make it an inline policy of the role (10,240), or one of several roles.`,
      ]
    : [];
}

function reasonOf({ sid, actions, reason }: Exception): string {
  return `${sid} (${actions.join(', ')}): ${reason}.`;
}

/** The step's output takes lists that may be changed. */
function written({ document, exceptions }: Policy): Pick<Output, 'policy' | 'exceptions'> {
  return {
    policy: structuredClone(document) as Output['policy'],
    exceptions: exceptions.map((each) => ({ ...each, actions: [...each.actions] })),
  };
}
