import { simpleGit, type SimpleGit } from 'simple-git';

export type Environment = Readonly<Record<string, string | undefined>>;

/** How long git may say nothing before it counts as hanging, in milliseconds; a network that drops packets never answers. */
const silenceMs = 120_000;

/**
 * git in a folder of ours, never asking anybody anything: no prompt, no editor, no pager, messages in English so that they can be
 * understood. The rest of the environment stays, since it holds the credentials that the build was given (`GIT_ASKPASS`,
 * `GIT_SSH_COMMAND`, `GIT_CONFIG_…`); simple-git, which guards against strangers' environments, is told so.
 */
export function gitIn(folder: string, environment: Environment, stdin?: string): SimpleGit {
  const variables = { ...withoutInterference(environment), ...quiet(environment) };
  return simpleGit({
    baseDir: folder,
    maxConcurrentProcesses: 1,
    timeout: { block: silenceMs },
    errors: (error, result) => error ?? silentFailure(result),
    ...(stdin !== undefined && { input: () => stdin }),
    allowEnvironment: Object.keys(variables),
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeGitProxy: true,
      allowUnsafeSshCommand: true,
      allowUnsafeTemplateDir: true,
      allowUnsafeUrlRewrite: true,
    },
  }).env(variables);
}

/** What would lead git to another repository than ours, or to a program that waits for a person. */
const interfering = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_COMMON_DIR',
  'GIT_CEILING_DIRECTORIES',
  'GIT_EDITOR',
  'GIT_SEQUENCE_EDITOR',
  'GIT_PAGER',
  'GIT_EXTERNAL_DIFF',
  'GIT_TEMPLATE_DIR',
  'GIT_EXEC_PATH',
  'EDITOR',
  'VISUAL',
  'PAGER',
  'PREFIX',
];

function withoutInterference(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !interfering.includes(entry[0].toUpperCase()),
  );
  return Object.fromEntries(kept);
}

function quiet(environment: Environment): Record<string, string> {
  const ownSsh = environment['GIT_SSH_COMMAND'] ?? environment['GIT_SSH'];
  return {
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    LANGUAGE: 'C',
    ...(ownSsh === undefined && { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }),
  };
}

/** What git says, if anything, when a signal ended it. Jenkins sends one to every process of an aborted build, git included. */
export const endedFromOutside = 'git was ended from outside';

/** simple-git takes an end without a word for a success; here that would be a fact that is believed to be recorded and is not. */
function silentFailure({
  exitCode,
  stdErr,
  stdOut,
}: {
  readonly exitCode: number | null;
  readonly stdErr: readonly Buffer[];
  readonly stdOut: readonly Buffer[];
}): Buffer | undefined {
  if (exitCode === 0) return undefined;
  const how = exitCode === null ? endedFromOutside : `git ended with exit code ${exitCode}`;
  return Buffer.concat([...stdOut, ...stdErr, Buffer.from(`\n${how}`)]);
}
