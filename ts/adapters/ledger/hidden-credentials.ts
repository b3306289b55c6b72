import type { Environment } from './git-program.ts';

export interface HiddenCredentials {
  readonly remote: string;
  readonly environment: Environment;
}

/**
 * Takes user and password out of an http address and gives them to git by its environment (`http.<url>.extraHeader` through
 * `GIT_CONFIG_COUNT`, git 2.31 and newer). The command line of git, and of the helper that git starts with the same address, is seen
 * by everybody on the agent; an environment only by its owner.
 */
export function hiddenCredentials(remote: string, environment: Environment): HiddenCredentials {
  const url = /^https?:\/\/[^/]*@/.test(remote) && URL.canParse(remote) ? new URL(remote) : null;
  if (url === null) return { remote, environment };
  const pair = [url.username, url.password].map(decodeURIComponent).join(':');
  url.username = '';
  url.password = '';
  const count = Number(environment['GIT_CONFIG_COUNT'] ?? 0);
  return {
    remote: url.href,
    environment: {
      ...environment,
      GIT_CONFIG_COUNT: String(count + 1),
      [`GIT_CONFIG_KEY_${count}`]: `http.${url.origin}/.extraHeader`,
      [`GIT_CONFIG_VALUE_${count}`]: `Authorization: Basic ${Buffer.from(pair).toString('base64')}`,
    },
  };
}
