import { serviceEnvErrors as errors } from '../errors/catalogue/service-env.ts';
import type { Place, Problem } from '../errors/problem.ts';

/**
 * What a service env artifact may assign. Jenkins' `env` ignores case when it hands variables to a process, so names are upper
 * case; names that would change how the loading build runs are refused, in reading too: an artifact is somebody else's text.
 */
export interface ServiceEnvEntry {
  readonly name: string;
  readonly value: string;
}

/** In UTF-8 bytes. Linux takes 128 KiB for one variable, but all of them together must fit beside the arguments of every `sh`. */
export const valueLimit = 8192;

/** Jenkins compiles a script to one method of at most 64 KiB, and CPS code is about ten times as long as plain Groovy's. */
export const entryLimit = 100;

const nameForm = /^[A-Z][A-Z0-9_]{0,127}$/;

const reserved = new Set(
  `PATH HOME SHELL USER LOGNAME LANG LC_ALL TZ TMPDIR TEMP TMP PWD OLDPWD IFS ENV BASH_ENV SHELLOPTS BASHOPTS PS4 CDPATH
   LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT DYLD_INSERT_LIBRARIES NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS
   JAVA_HOME JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS MAVEN_OPTS PYTHONPATH PYTHONSTARTUP PERL5OPT RUBYOPT
   GIT_SSH GIT_SSH_COMMAND GIT_DIR GIT_WORK_TREE GIT_EXEC_PATH GIT_ASKPASS SSH_ASKPASS
   HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY DOCKER_HOST DOCKER_CONFIG TF_CLI_ARGS TF_CLI_CONFIG_FILE
   AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_REGION AWS_DEFAULT_REGION AWS_CONFIG_FILE
   AWS_SHARED_CREDENTIALS_FILE AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_CA_BUNDLE AWS_ENDPOINT_URL
   BUILD_ID BUILD_NUMBER BUILD_TAG BUILD_URL BUILD_DISPLAY_NAME JOB_NAME JOB_BASE_NAME JOB_URL NODE_NAME NODE_LABELS
   EXECUTOR_NUMBER WORKSPACE WORKSPACE_TMP JENKINS_HOME JENKINS_URL JENKINS_NODE_COOKIE JENKINS_SERVER_COOKIE HUDSON_HOME
   HUDSON_URL HUDSON_COOKIE BRANCH_NAME CHANGE_ID STAGE_NAME
   ECS_PROMOTE_INPUT ECS_PROMOTE_INPUT_FILE ECS_PROMOTE_RESULT ECS_PROMOTE_CLOCK_URL`.split(/\s+/),
);

/** What is wrong with one assignment, whoever wants it. */
export function problemsOfEntry(entry: ServiceEnvEntry, place?: Place): Problem[] {
  const { name, value } = entry;
  const problems: Problem[] = [];
  if (!nameForm.test(name)) problems.push(errors.name.problem({ name: name.slice(0, 200) }, place));
  if (reserved.has(name)) problems.push(errors.reservedName.problem({ name }, place));
  const bytes = utf8Length(value);
  if (bytes > valueLimit)
    problems.push(errors.valueTooLong.problem({ name, bytes, limit: valueLimit }, place));
  if (value.includes('\0')) problems.push(errors.valueNul.problem({ name }, place));
  return problems;
}

/** A lone surrogate counts three bytes, as the replacement character does that would take its place. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
