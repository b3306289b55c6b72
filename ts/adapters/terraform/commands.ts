import { join } from 'node:path';
import type { Workplace } from '../../ports/terraform.ts';
import type { Command, Environment } from './program.ts';

/** A binary on this machine. */
export function nativeCommand(program: string, env: Environment) {
  return (words: readonly string[], where: Workplace | undefined): Command => ({
    program,
    words,
    env: { ...passedOn(env), ...ours(where) },
  });
}

/**
 * A pinned image, run by the docker client. Everything has the same path inside and outside. Variables go by name: their values
 * would stand in the process list. The network is the machine's, because the instance role's credentials are one hop away at most.
 *
 * @param root of the tree, which is mounted read-only for what the copies link to
 * @param user `1000:1000`, so that files belong to whoever runs this; empty to leave it to the image
 * @param credentials folder with AWS's configuration, such as `~/.aws`; empty when there is none
 */
export function containerCommand(
  { image, root, user, credentials }: { image: string; root: string; user: string; credentials: string },
  env: Environment,
) {
  return (words: readonly string[], where: Workplace | undefined): Command => {
    const all: Environment = { ...passedOn(env), ...ours(where) };
    const forTerraform = Object.keys(all).filter((name) => all[name] !== undefined && inContainer.test(name));
    const hasCredentials = where !== undefined && credentials !== '';
    const mounts = where
      ? [
          `${root}:${root}:ro`,
          `${where.folder}:${where.folder}`,
          `${where.data}:${where.data}`,
          `${join(where.stack, '../modules')}:/modules:ro`,
          ...(hasCredentials ? [`${credentials}:/aws:ro`] : []),
        ]
      : [];
    const found = hasCredentials
      ? ['AWS_CONFIG_FILE=/aws/config', 'AWS_SHARED_CREDENTIALS_FILE=/aws/credentials']
      : [];
    return {
      program: 'docker',
      words: [
        'run',
        '--rm',
        '--network=host',
        ...(user === '' ? [] : [`--user=${user}`]),
        ...mounts.map((mount) => `--volume=${mount}`),
        ...(where ? [`--workdir=${where.stack}`] : []),
        ...[...forTerraform.sort(), 'HOME=/tmp', ...found].map((variable) => `--env=${variable}`),
        '--entrypoint=terraform',
        image,
        ...words,
      ],
      env: all,
    };
  };
}

const inContainer =
  /^(?:TF_(?!CLI_CONFIG_FILE$).*|AWS_(?!CONFIG_FILE$|SHARED_CREDENTIALS_FILE$).*|CHECKPOINT_DISABLE|(?:HTTPS?|NO)_PROXY|(?:https?|no)_proxy)$/;

/**
 * The environment without what would change a plan behind our back, and without the cookies by which Jenkins finds the processes of
 * an aborted build: it would send Terraform a second interrupt beside ours, at which that leaves without writing its state.
 */
function passedOn(env: Environment): Environment {
  const removed =
    /^(?:TF_CLI_ARGS(?:_.*)?|TF_INPUT|TF_DATA_DIR|JENKINS_SERVER_COOKIE|JENKINS_NODE_COOKIE|HUDSON_COOKIE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !removed.test(name)));
}

function ours(where: Workplace | undefined): Environment {
  return {
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    ...(where && { TF_DATA_DIR: where.data }),
  };
}
