import type { Config } from '../config/config.ts';
import { oneLine } from './one-line.ts';
import { pipelineTexts } from './pipeline-texts.ts';
import { quoted } from '../service-env/quoted.ts';

export interface NewFile {
  /** From the folder that init writes to. */
  readonly path: string;
  readonly text: string;
}

/** Labels of agents where nobody says others. */
export const usualAgents = { build: 'docker', deploy: 'deploy' };

/**
 * The Jenkinsfiles of a configuration, where `jobs` looks for them: those of `jenkins/pipelines`, which the tests run on the engine of
 * Jenkins Pipeline, with the names of a team.
 */
export function jenkinsfiles(config: Config, folder: string, agents = usualAgents): readonly NewFile[] {
  const { services, environments } = config;
  const variables = services.map(({ name, variable }) => ({ name, variable }));
  const firsts = environments.filter(({ promotesFrom }) => promotesFrom.length === 0);
  const [first] = firsts;
  const deployedBy = { "agent: 'deploy'": `agent: ${quoted(agents.deploy)}` };
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
    { path: `${folder}/rollback.Jenkinsfile`, text: filled('rollback', deployedBy) },
    ...(environments.some(({ onDemand }) => onDemand)
      ? (['environment', 'destroy'] as const).map((name) => ({
          path: `${folder}/${name}.Jenkinsfile`,
          text: filled(name, deployedBy),
        }))
      : []),
  ];
}

interface Named {
  readonly name: string;
  readonly variable: string;
}

function buildJenkinsfile(agent: string, service: string, image: string): string {
  return filled('service-build', {
    "agent: 'docker'": `agent: ${quoted(agent)}`,
    "service: 'service1'": `service: ${quoted(service)}`,
    "'123456789012.dkr.ecr.ap-southeast-2.amazonaws.com/service1'": quoted(image),
  });
}

function deployJenkinsfile(agent: string, environment: string, services: readonly Named[]): string {
  return filled('deploy-test', {
    ...deploying(agent, services),
    'goes to Test': `goes to ${capital(environment)}`,
    "environment: 'test'": `environment: ${quoted(environment)}`,
    "['service1', 'service2']": listed(services.map(({ name }) => quoted(name))),
  });
}

function promoteJenkinsfile(
  agent: string,
  first: { readonly name: string; readonly job: string },
  services: readonly Named[],
): string {
  return filled('promote', {
    ...deploying(agent, services),
    'environment after Test': `environment after ${capital(first.name)}`,
    'such as deploy-test': `such as ${inComment(first.job)}`,
  });
}

function deploying(agent: string, services: readonly Named[]): Readonly<Record<string, string>> {
  const [one] = services;
  return {
    "agent: 'deploy'": `agent: ${quoted(agent)}`,
    [`[service1: params.SERVICE1_BUILD_OVERRIDE, service2: params.SERVICE2_BUILD_OVERRIDE]`]:
      overrides(services),
    'SERVICE1_BUILD_OVERRIDE and so on': `${one?.variable ?? ''}_OVERRIDE and so on`,
  };
}

/** A Jenkinsfile of the library, with what a team calls things in place of what the example does. */
function filled(name: keyof typeof pipelineTexts, instead: Readonly<Record<string, string>>): string {
  const parts = Object.keys(instead).map((part) => part.replaceAll(/[[\]().*+?^$|\\{}]/g, '\\$&'));
  return pipelineTexts[name].replaceAll(new RegExp(parts.join('|'), 'g'), (part) => instead[part] ?? part);
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
function inComment(text: string): string {
  return oneLine(text.replaceAll('\\', ' '));
}
