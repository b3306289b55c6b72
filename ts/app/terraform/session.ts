import { terraformErrors } from '../../core/errors/catalogue/terraform.ts';
import { throwIfAny } from '../../core/errors/problem.ts';
import { buildValues } from '../../core/terraform/builds.ts';
import { failureOf } from '../../core/terraform/diagnostics.ts';
import { holder, stateLock } from '../../core/terraform/lock-info.ts';
import { masker } from '../../core/terraform/mask.ts';
import { withNativeSources } from '../../core/terraform/module-sources.ts';
import { secretsOf } from '../../core/terraform/secrets.ts';
import { readsOldSyntax } from '../../core/terraform/version.ts';
import type { TerraformEnd, Workplace } from '../../ports/terraform.ts';
import { readStack, stackProblems, type ReadStack } from './prepare.ts';
import type { StackRequest, StackTools } from './tools.ts';

/** How often another's lock of the state is looked at again. */
const lockPollMilliseconds = 5000;

/** A stack that is ready: checked, copied, taken on this machine, initialised. */
export interface Session {
  readonly stack: ReadStack;
  readonly version: string;
  /** Terraform can tell its plan, its outputs and what is invalid as JSON. */
  readonly speaksJson: boolean;
  readonly sensitive: ReadonlySet<string>;
  readonly where: Workplace;
  /** What `-var-file` and `-var` a plan gets, in the order in which later ones win. */
  readonly values: readonly string[];
  /** Hides these in everything that is told from now on. */
  hide(secrets: readonly string[]): void;
  /** Runs Terraform with its lines told as they come. A failure is the caller's to judge. */
  tell(words: readonly string[]): Promise<TerraformEnd>;
  /** The same, waiting while the state is locked. Errors: `terraform-state-locked`. */
  tellLocked(words: readonly string[]): Promise<TerraformEnd>;
  /** Runs it without telling anything, for JSON. */
  ask(words: readonly string[]): Promise<TerraformEnd>;
}

export interface OpenedSession extends Session {
  /** Leaves nothing behind, and lets others have the stack. */
  close(): Promise<void>;
}

/**
 * Gets a stack ready, does something with it, and leaves nothing behind but the lock file of the providers beside the stack.
 *
 * @throws ProblemError with everything that is wrong before Terraform is started; `terraform-failed` when it cannot be initialised
 */
export async function withSession<Answer>(
  request: StackRequest,
  command: string,
  tools: StackTools,
  use: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const session = await openSession(request, command, tools);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

/** The same for whoever closes it. */
export async function openSession(
  request: StackRequest,
  command: string,
  tools: StackTools,
): Promise<OpenedSession> {
  const { tree, terraform, workplaces, report } = tools;
  const stack = await readStack(request.name, tree);
  const version = await terraform.version();
  throwIfAny(stackProblems(stack, request, version));
  const texts = terraform.mountsModules ? new Map<string, string>() : nativeTexts(stack);
  const wanted = { folders: stack.folders, command, texts, waitMinutes: request.lockWaitMinutes };
  const where = await workplaces.open(wanted);
  try {
    report.line(`${command} ${stack.folders.source} with ${stack.folders.config}, Terraform ${version}`);
    const ignored = Object.keys(tools.env).filter((name) => name.startsWith('TF_CLI_ARGS'));
    if (ignored.length > 0) report.line(`note: ${ignored.join(', ')} is not passed on to Terraform`);
    const session = await started(stack, version, where, request, tools);
    await initialise(session, request, tools);
    return { ...session, close: () => where.close() };
  } catch (error) {
    await where.close();
    throw error;
  }
}

function nativeTexts({ parts }: ReadStack): ReadonlyMap<string, string> {
  const sources = parts.flatMap(({ facts }) => facts.moduleSources);
  return withNativeSources(
    parts.flatMap(({ files }) => files),
    sources,
  );
}

async function started(
  stack: ReadStack,
  version: string,
  where: Workplace,
  request: StackRequest,
  tools: StackTools,
): Promise<Session> {
  const sensitive = new Set(stack.facts.variables.filter((one) => one.sensitive).map(({ name }) => name));
  const files = (stack.parts[0]?.files ?? []).filter(({ path }) => /\.tfvars(?:\.json)?$/.test(path));
  const secrets = [...secretsOf({ sensitive, variables: request.options.variables, files, env: tools.env })];
  let mask = masker(secrets);
  const say = (line: string): void => {
    const masked = mask(line).replaceAll('\t', '    ').trimEnd();
    tools.report.line(masked);
    tools.evidence.line(masked);
  };
  const tell = (words: readonly string[]) => tools.terraform.run(words, where, say);
  return {
    stack,
    version,
    speaksJson: !readsOldSyntax(version),
    sensitive,
    where,
    values: await valueWords(stack, where, request, tools),
    hide: (more) => {
      secrets.push(...more);
      mask = masker(secrets);
    },
    tell,
    tellLocked: (words) => waitingForState(words, where, say, request.lockWaitMinutes, tools),
    ask: (words) => tools.terraform.run(words, where),
  };
}

/** The stack's own values first, then the region, then what the person said, and the builds last: nothing may replace those. */
async function valueWords(
  { parts: [root], facts, name: { region } }: ReadStack,
  where: Workplace,
  { options, builds }: StackRequest,
  { report }: StackTools,
): Promise<readonly string[]> {
  const names = (root?.files ?? []).map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  // Terraform reads terraform.tfvars and *.auto.tfvars by itself.
  const own = names.filter(
    (name) => /\.tfvars(?:\.json)?$/.test(name) && !/^terraform\.tfvars|\.auto\.tfvars/.test(name),
  );
  const ordered = [
    ...own.filter((name) => name.startsWith('variables.')),
    ...own.filter((name) => !name.startsWith('variables.')),
  ];
  const declared = facts.variables.map(({ name }) => name);
  const regionVariable = ['region', 'aws_region', 'aws-region'].find((name) => declared.includes(name));
  const { values, leftOut } = buildValues(builds, declared);
  if (leftOut.length > 0) {
    report.line(`note: the stack declares no variable for the build of ${leftOut.join(', ')}; left out`);
  }
  const file =
    Object.keys(values).length > 0
      ? [`-var-file=${await where.write('builds.tfvars.json', `${JSON.stringify(values, null, 2)}\n`)}`]
      : [];
  return [
    ...ordered.map((name) => `-var-file=${where.stack}/${name}`),
    ...(region !== null && regionVariable !== undefined ? [`-var=${regionVariable}=${region}`] : []),
    ...options.plan,
    ...file,
  ];
}

async function initialise(session: Session, { options }: StackRequest, { tree }: StackTools): Promise<void> {
  const end = await session.tell(['init', '-input=false', '-no-color', ...options.init]);
  if (end.code !== 0) throw failed('init', end);
  const { source } = session.stack.folders;
  const lock = await session.where.providerLock();
  if (lock !== '' && lock !== (await tree.providerLock(source))) await tree.keepProviderLock(source, lock);
}

/** A failure of Terraform, as its own words tell whose it is. */
export function failed(command: string, { stdout, stderr }: TerraformEnd): Error {
  const { reason, configuration } = failureOf(stderr.trim() === '' ? stdout : stderr);
  if (configuration) return terraformErrors.invalid.error({ summary: reason, detail: '' });
  return terraformErrors.failed.error({ command, reason });
}

/**
 * Terraform itself would wait in silence (`-lock-timeout`), so it is asked not to wait, and asked again. What it prints about the
 * lock is kept from the person, who is told who holds it.
 */
async function waitingForState(
  words: readonly string[],
  where: Workplace,
  say: (line: string) => void,
  waitMinutes: number,
  { terraform, clock, report, interrupted }: StackTools,
): Promise<TerraformEnd> {
  const deadline = clock.now() + waitMinutes * 60_000;
  const [command = '', ...rest] = words;
  let told = '';
  for (;;) {
    let aboutLock = false;
    const listen = (line: string): void => {
      aboutLock ||= stateLock(line) !== undefined;
      if (!aboutLock) say(line);
    };
    const end = await terraform.run([command, '-lock-timeout=0s', ...rest], where, listen);
    const lock = end.code === 0 ? undefined : stateLock(end.stderr || end.stdout);
    if (!lock) return end;
    const by = holder(lock);
    if (clock.now() >= deadline) {
      throw terraformErrors.stateLocked.error({ holder: by, id: lock.id, waitedMinutes: waitMinutes });
    }
    if (by !== told) report.line(`waiting: the state is locked by ${by}`);
    told = by;
    await clock.sleep(lockPollMilliseconds, interrupted);
  }
}
