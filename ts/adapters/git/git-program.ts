import { simpleGit, type SimpleGit } from 'simple-git';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * git for reading a checkout that others made. Of the environment only what says where programs, the home folder and the operator's
 * own configuration are gets through: a `GIT_DIR` that is left over would lead to another repository than the folder that was named.
 * Messages in English, so that they can be understood; nothing is fetched, nothing is asked, no lock is taken.
 *
 * @throws Error when the folder does not exist
 */
export function gitForReading(folder: string, environment: Environment): SimpleGit {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && passed.test(entry[0]),
  );
  const variables = {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
  return simpleGit({
    baseDir: folder,
    allowEnvironment: Object.keys(variables),
    // The operator's environment may name configuration (`safe.directory`); the repository's own cannot get here.
    unsafe: { allowUnsafeConfigEnvCount: true, allowUnsafeConfigPaths: true },
  }).env(variables);
}

const passed =
  /^(?:PATH|PATHEXT|SYSTEMROOT|HOME|HOMEDRIVE|HOMEPATH|USERPROFILE|XDG_CONFIG_HOME|SUDO_UID|LD_LIBRARY_PATH|GIT_EXEC_PATH|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|GIT_CEILING_DIRECTORIES|GIT_DISCOVERY_ACROSS_FILESYSTEM)$/i;
