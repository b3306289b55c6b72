import { sourceSchema } from '../config/jenkins-schema.ts';
import * as words from '../config/words.ts';
import { imageRepository } from '../release/image-repository.ts';
import type { SourceFile } from '../terraform/source.ts';
import type { Findings, FoundEnvironment, FoundRepository, FoundService } from './findings.ts';
import { unknown } from './findings.ts';
import { stringOf, withoutComments } from './groovy-text.ts';
import { environmentOf, fits } from './names.ts';
import { copyCalls, slipWith } from './slips.ts';

/**
 * What Jenkinsfiles in the manner of the source's samples tell: which services there are (by their env artifacts), which job builds each,
 * which stacks are applied and destroyed, and where a person has to confirm. They are read and never run.
 */
export function findingsOfJenkinsfiles(files: readonly SourceFile[]): Findings {
  const scripts = files.map(({ path, text }) => ({ path, text: withoutComments(text) }));
  const services = servicesIn(scripts);
  const environments = environmentsIn(scripts);
  const builds = scripts.filter(isBuild);
  const deploys = scripts.filter(({ text }) => /\borchestrate\s+apply\b|\bBUILD_TO_DEPLOY\b/.test(text));
  const repository = deploys.flatMap(({ text }) => repositoriesIn(text))[0];
  const [buildAgent] = builds.flatMap(agentOf);
  const [deployAgent] = deploys.flatMap(agentOf);
  return {
    named: 'the Jenkinsfiles',
    services,
    environments,
    ...(repository && { repository }),
    ...(buildAgent !== undefined && { buildAgent }),
    ...(deployAgent !== undefined && { deployAgent }),
    unknowns: [
      ...(repository
        ? [unknown('jenkins.repository', 'guessed from an old Jenkinsfile: the repository of this file')]
        : []),
      ...(scripts.some(({ text }) => /\bslackSend\b/.test(text))
        ? [
            unknown(
              'notifications',
              'the old jobs wrote to Slack; the name of the variable that holds the webhook',
              'notifications: [{ slack: SLACK_WEBHOOK }]',
            ),
          ]
        : []),
    ],
    remarks: [
      ...(deploys.some(({ text }) => /\bUPSTREAM_PROJECT\b|\bCLUSTER_NAME\b/.test(text))
        ? [
            'Which job takes its builds from which (UPSTREAM_PROJECT, CLUSTER_NAME) is in the jobs and not in the Jenkinsfiles: look at promotesFrom.',
          ]
        : []),
      ...artifactsIn(scripts).flatMap((name) => {
        const script = slipWith(name, scripts);
        return script === undefined
          ? []
          : [
              `${script} loads ${name}.env.groovy and does not copy it: taken for a slip, and for no service.`,
            ];
      }),
    ],
  };
}

function isBuild({ text }: SourceFile): boolean {
  return /\bdocker\s+(?:build|buildx|tag|push)\b/.test(text) && !/\borchestrate\s+apply\b/.test(text);
}

const artifact = /\b(?:import|output)\/([A-Za-z][\w-]{0,62})\.env\.groovy\b/g;

function artifactsIn(scripts: readonly SourceFile[]): readonly string[] {
  const names = scripts.flatMap(({ text }) => [...text.matchAll(artifact)].map(([, name = '']) => name));
  return [...new Set(names)].filter(fits);
}

function servicesIn(scripts: readonly SourceFile[]): readonly FoundService[] {
  const names = artifactsIn(scripts).filter((name) => slipWith(name, scripts) === undefined);
  const everything = scripts.map(({ text }) => text).join('\n');
  return names.map((name) => {
    const variable = variableOf(name, everything);
    const job = scripts.flatMap(({ text }) => buildJobOf(name, text))[0];
    const image = imageOf(name, everything);
    const source = scripts
      .filter(isBuild)
      .flatMap(({ text }) => repositoriesIn(text))
      .find(({ repository }) => lastName(repository) === name);
    return {
      name,
      ...(image !== undefined && { image }),
      ...(job !== undefined && { job }),
      ...(variable !== undefined && { variable }),
      ...(source && { source }),
    };
  });
}

/** The one that stands on a line with the artifact: `echo env.ORD_BUILD=$BUILD_NUMBER > output/orders.env.groovy`. */
function variableOf(service: string, text: string): string | undefined {
  const named = `/${service}.env.groovy`;
  const found = text
    .split('\n')
    .filter((line) => line.includes(named))
    .flatMap((line) => line.match(/\b[A-Z][A-Z0-9_]{0,90}_BUILD\b/g) ?? []);
  return found[0];
}

/** Of a CopyArtifact that names this artifact alone. */
function buildJobOf(service: string, text: string): readonly string[] {
  return copyCalls(text).flatMap((near) => {
    const job = stringOf(near, 'projectName');
    const isOurs = stringOf(near, 'filter')?.endsWith(`/${service}.env.groovy`) === true;
    return isOurs && job !== undefined && words.job().safeParse(job).success ? [job] : [];
  });
}

/** A repository in ECR whose name ends as the service is called. */
export function imageOf(service: string, text: string): string | undefined {
  const found = text.match(
    /\b\d{12}\.dkr\.ecr\.[a-z0-9-]{5,30}\.amazonaws\.com(?:\.cn)?\/[a-z0-9._/-]{1,200}/g,
  );
  return found
    ?.map((image) => image.replace(/[._/-]+$/, ''))
    .find((image) => lastName(image) === service && imageRepository.safeParse(image).success);
}

/** Repositories that are checked out, with branch and credentials where they are written out beside them. */
function repositoriesIn(text: string): readonly FoundRepository[] {
  return text.split(/\bcheckout\b|\bgit\s*\(/).flatMap((call) => {
    const near = call.slice(0, 1200);
    const repository = stringOf(near, 'url');
    const branch =
      stringOf(near, 'name')?.replace(/^(?:\*\/|origin\/|refs\/heads\/)/, '') ?? stringOf(near, 'branch');
    const credentials = stringOf(near, 'credentialsId');
    const found = sourceSchema.safeParse({
      repository,
      ...(branch !== undefined && { branch }),
      ...(credentials !== undefined && { credentials }),
    });
    // A password in an address stays where it is.
    if (!found.success || /^[a-z]+:\/\/[^/]*:[^/]*@/i.test(found.data.repository)) return [];
    return [found.data];
  });
}

function lastName(repository: string): string {
  return (/([^/:]+?)(?:\.git)?\/?$/.exec(repository) ?? [])[1] ?? '';
}

function agentOf({ text }: SourceFile): readonly string[] {
  const [, , label] = /\bnode\s*\(\s*(['"])([\w .&|-]{1,100})\1\s*\)/.exec(text) ?? [];
  return label === undefined ? [] : [label];
}

const orchestrated =
  /\borchestrate\s+(apply|destroy)\s+([A-Za-z0-9][\w.-]{0,254})(?:\s+([a-z]{2}(?:-[a-z]+)+-\d{1,2})\b)?/g;

function environmentsIn(scripts: readonly SourceFile[]): readonly FoundEnvironment[] {
  const runs = scripts.flatMap(({ text }) => [...text.matchAll(orchestrated)]);
  const confirmed = scripts.flatMap(({ text }) => confirmedIn(text));
  const stacks = [...new Set([...runs.map(([, , stack = '']) => stack), ...confirmed])];
  return stacks.map((stack) => {
    const own = runs.filter(([, , one]) => one === stack);
    const region = own.flatMap(([, , , one]) => one ?? [])[0];
    return {
      name: environmentOf(stack),
      stack,
      engine: 'terraform',
      ...(region !== undefined && { region }),
      ...(own.some(([, command]) => command === 'destroy') && { onDemand: true }),
      ...(confirmed.includes(stack) && { confirmed: true }),
    };
  });
}

/** `if (env.CLUSTER_NAME == 'appcluster-live' && env.CONFIRM_DEPLOY != 'Yes')` */
function confirmedIn(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.includes('CONFIRM_DEPLOY'))
    .flatMap((line) =>
      [...line.matchAll(/==\s*(['"])([A-Za-z0-9][\w.-]{0,254})\1/g)].map(([, , stack = '']) => stack),
    )
    .filter((word) => /[-_.]/.test(word));
}
