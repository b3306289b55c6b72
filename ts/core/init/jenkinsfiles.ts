import type { Config } from '../config/config.ts';
import { quoted } from '../service-env/quoted.ts';

export interface NewFile {
  /** From the folder that init writes to. */
  readonly path: string;
  readonly text: string;
}

/** Labels of agents where nobody says others. */
export const usualAgents = { build: 'docker', deploy: 'deploy' };

/**
 * The Jenkinsfiles of a configuration, where `jobs` looks for them. With the services of the example they are those of
 * `jenkins/pipelines`, word for word (`jenkinsfiles.test.ts`), which the tests run on the engine of Jenkins Pipeline.
 */
export function jenkinsfiles(config: Config, folder: string, agents = usualAgents): readonly NewFile[] {
  const { services, environments } = config;
  const variables = services.map(({ name, variable }) => ({ name, variable }));
  const firsts = environments.filter(({ promotesFrom }) => promotesFrom.length === 0);
  const [first] = firsts;
  return [
    ...services.map(({ name, image }) => ({
      path: `${folder}/services/${name}.Jenkinsfile`,
      text: buildJenkinsfile(agents.build, name, image),
    })),
    ...firsts.map(({ name }) => ({
      path: `${folder}/deploy-${name}.Jenkinsfile`,
      text: deployJenkinsfile(agents.deploy, name, variables),
    })),
    ...(first === undefined || firsts.length === environments.length
      ? []
      : [
          {
            path: `${folder}/promote.Jenkinsfile`,
            text: promoteJenkinsfile(agents.deploy, first, variables),
          },
        ]),
    { path: `${folder}/rollback.Jenkinsfile`, text: rollbackJenkinsfile(agents.deploy) },
    ...(environments.some(({ onDemand }) => onDemand)
      ? [{ path: `${folder}/destroy.Jenkinsfile`, text: destroyJenkinsfile(agents.deploy) }]
      : []),
  ];
}

interface Named {
  readonly name: string;
  readonly variable: string;
}

export function buildJenkinsfile(agent: string, service: string, image: string): string {
  return lines(
    "@Library('ecs-promote') _",
    '// In the repository of a service: test it, push its image, hand on what was built.',
    'ecsBuildService(',
    `    agent: ${quoted(agent)},`,
    `    service: ${quoted(service)},`,
    `    image: ${quoted(image)},`,
    ') {',
    "    sh './test.sh'",
    '}',
  );
}

export function deployJenkinsfile(agent: string, environment: string, services: readonly Named[]): string {
  const [one = { variable: 'SERVICE1_BUILD' }] = services;
  return lines(
    "@Library('ecs-promote') _",
    `// In the repository with promotion.yaml: the last successful build of each service becomes a release, and goes to ${capital(environment)}. Another build`,
    `// of a service is chosen by the parameter ${one.variable}_OVERRIDE and so on, with a REASON.`,
    'ecsPromote(',
    `    agent: ${quoted(agent)},`,
    `    environment: ${quoted(environment)},`,
    `    services: ${listed(services.map(({ name }) => quoted(name)))},`,
    `    overrides: ${overrides(services)},`,
    '    reason: params.REASON,',
    ')',
  );
}

export function promoteJenkinsfile(
  agent: string,
  first: { readonly name: string; readonly job: string },
  services: readonly Named[],
): string {
  const [one = { variable: 'SERVICE1_BUILD' }] = services;
  return lines(
    "@Library('ecs-promote') _",
    `// In the repository with promotion.yaml, one job for each environment after ${capital(first.name)}. Its parameters: ENVIRONMENT, UPSTREAM_JOB`,
    `// (such as ${onOneLine(first.job)}), BUILD_TO_DEPLOY, a line of the choice list or a number (empty for the last successful build), and for another`,
    `// build of a service ${one.variable}_OVERRIDE and so on, with a REASON.`,
    'ecsPromote(',
    `    agent: ${quoted(agent)},`,
    '    environment: params.ENVIRONMENT,',
    '    job: params.UPSTREAM_JOB,',
    '    build: params.BUILD_TO_DEPLOY,',
    `    overrides: ${overrides(services)},`,
    '    reason: params.REASON,',
    ')',
  );
}

export function rollbackJenkinsfile(agent: string): string {
  return lines(
    "@Library('ecs-promote') _",
    '// In the repository with promotion.yaml, one job for all environments. Its parameters: ENVIRONMENT, REASON, and RELEASE, seven digits or',
    '// more of a release that was verified there; empty for the one before.',
    'ecsRollback(',
    `    agent: ${quoted(agent)},`,
    '    environment: params.ENVIRONMENT,',
    '    reason: params.REASON,',
    '    release: params.RELEASE ?: null,',
    ')',
  );
}

export function destroyJenkinsfile(agent: string): string {
  return lines(
    "@Library('ecs-promote') _",
    '// In the repository with promotion.yaml, each night or as often as you like: destroys what is onDemand there and due, and leaves what',
    '// somebody keeps. Its parameter, where it has one: ENVIRONMENT, for that one alone.',
    'ecsEnvironmentDown(',
    `    agent: ${quoted(agent)},`,
    '    environment: params.ENVIRONMENT ?: null,',
    '    due: true,',
    "    reason: 'nightly destroy',",
    ')',
  );
}

function overrides(services: readonly Named[]): string {
  return listed(services.map(({ name, variable }) => `${key(name)}: params.${variable}_OVERRIDE`));
}

/** On one line as long as it can be read there. */
function listed(items: readonly string[]): string {
  const line = `[${items.join(', ')}]`;
  return line.length <= 120 ? line : ['[', ...items.map((item) => `        ${item},`), '    ]'].join('\n');
}

/** Groovy's words may be names of members, but nobody should have to know that. */
const reserved =
  /^(?:as|assert|boolean|break|byte|case|catch|char|class|const|continue|def|default|do|double|else|enum|extends|false|final|finally|float|for|goto|if|implements|import|in|instanceof|int|interface|long|native|new|null|package|private|protected|public|return|short|static|strictfp|super|switch|synchronized|this|threadsafe|throw|throws|trait|transient|true|try|void|volatile|while)$/;

function key(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) && !reserved.test(name) ? name : quoted(name);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A backslash in a comment could begin an escape of Groovy's, and with it a new line. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\\]+/gu, ' ');
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
