import type { JenkinsfileSource } from '../config/config.ts';
import { quoted } from '../service-env/quoted.ts';
import { choiceBody, choiceHead } from './choice-script.ts';
import { choiceNodes, parametersNode } from './choice-forms.ts';
import type { Job, Parameter, Start } from './job.ts';

/**
 * The jobs as a script for Job DSL (its API viewer names every method; what stands in `properties` are its dynamic ones, which come from
 * the plugins' own symbols). Everything from the configuration is a literal and never code. It runs in Script Security's sandbox: outside
 * Job DSL's own methods it calls only what `jenkins/controller/casc/approvals.yaml` approves.
 */
export function jobDsl(jobs: readonly Job[], keepBuilds: number): string {
  const offers = jobs.some(({ choice }) => choice !== null);
  return [
    '// ecs-promote jobs writes this, from promotion.yaml. A change here is lost: change promotion.yaml, and run the seed job.',
    ...(offers ? ['', `def listBuilds = ${quoted(choiceBody())}`] : []),
    ...foldersOf(jobs).flatMap((folder) => ['', `folder(${quoted(folder)})`]),
    ...jobs.flatMap((job) => ['', ...pipelineJob(job, keepBuilds)]),
    '',
  ].join('\n');
}

/** Each before those in it. */
function foldersOf(jobs: readonly Job[]): readonly string[] {
  const folders = jobs.flatMap(({ name }) => {
    const parts = name.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
  return [...new Set(folders)];
}

function pipelineJob(job: Job, keepBuilds: number): readonly string[] {
  return block(`pipelineJob(${quoted(job.name)})`, [
    `description(${quoted(job.description)})`,
    ...block('logRotator', [`numToKeep(${keepBuilds})`]),
    ...block('properties', [...copying(job.consumers), ...inTurn(job.starts), ...triggers(job.starts)]),
    ...block('parameters', job.parameters.map(parameter)),
    ...definition(job.source),
    ...(job.choice === null
      ? []
      : block(
          'configure',
          [parametersNode, ...choiceNodes(`${quoted(choiceHead(job.choice))} + listBuilds`)],
          'project ->',
        )),
  ]);
}

function copying(consumers: readonly string[]): readonly string[] {
  return block(
    'copyArtifactPermission',
    consumers.length === 0 ? [] : [`projectNames(${quoted(consumers.join(','))})`],
  );
}

/** While one of them waits for an environment that a promotion holds, those of the next hours become one. */
function inTurn(starts: Start | null): readonly string[] {
  return starts?.by === 'hour' ? block('disableConcurrentBuilds', ['abortPrevious(false)']) : [];
}

function triggers(starts: Start | null): readonly string[] {
  const trigger = starts === null ? [] : triggerOf(starts);
  return block('pipelineTriggers', block('triggers', trigger));
}

function triggerOf(starts: Start): readonly string[] {
  switch (starts.by) {
    // A schedule that never comes: the job takes part in polling, and polls when it is told to.
    case 'webhook':
      return block('pollSCM', [`scmpoll_spec('')`, 'ignorePostCommitHooks(false)']);
    case 'polling':
      return block('pollSCM', [`scmpoll_spec('H/5 * * * *')`, 'ignorePostCommitHooks(false)']);
    case 'interval':
      return block('cron', [`spec('H/${starts.minutes} * * * *')`]);
    case 'time':
    case 'hour': {
      const [hour = '', minute = ''] = starts.at.split(':');
      const hours = starts.by === 'hour' ? '*' : Number(hour);
      const spec = `TZ=${starts.timeZone}\n${Number(minute)} ${hours} * * *`;
      return block('cron', [`spec(${quoted(spec)})`]);
    }
  }
}

function parameter(one: Parameter): string {
  const { name, about } = one;
  return 'oneOf' in one
    ? `choiceParam(${quoted(name)}, [${one.oneOf.map(quoted).join(', ')}], ${quoted(about)})`
    : `stringParam(${quoted(name)}, ${quoted(one.text)}, ${quoted(about)})`;
}

function definition({ repository, branch, credentials, jenkinsfile }: JenkinsfileSource): readonly string[] {
  const remote = [
    `url(${quoted(repository)})`,
    ...(credentials === null ? [] : [`credentials(${quoted(credentials)})`]),
  ];
  const git = [...block('remote', remote), `branch(${quoted(`refs/heads/${branch}`)})`];
  const scm = block('scm', block('git', git));
  return block(
    'definition',
    block('cpsScm', [...scm, `scriptPath(${quoted(jenkinsfile)})`, 'lightweight(true)']),
  );
}

/** Nothing where there is nothing in it. */
function block(head: string, lines: readonly string[], parameters = ''): readonly string[] {
  if (lines.length === 0) return [];
  return [`${head} {${parameters && ` ${parameters}`}`, ...lines.map((line) => `    ${line}`), '}'];
}
