import type { Config, Environment, JenkinsSettings, JenkinsfileSource, Service } from '../config/config.ts';
import type { Job, Parameter } from './job.ts';

/** The name of the job that makes all others and archives the configuration. */
export const defaultSeedJob = 'ecs-promote-jobs';

/** How many builds a deploy job offers, as in the source. */
const offeredBuilds = 100;

/** Every job that follows from the configuration, along the line. */
export function jobsOf(config: Config, jenkins: JenkinsSettings, seedJob: string): readonly Job[] {
  const { services, environments } = config;
  return [
    ...services.flatMap((service) => buildJob(service, config, jenkins)),
    ...environments.map((environment) => deployJob(environment, config, jenkins, seedJob)),
    ...dueJob(environments, jenkins),
    rollbackJob(environments, jenkins),
    ...environmentJob(environments, jenkins),
    ...environments.flatMap((environment) => destroyJob(environment, jenkins)),
    ...backupJob(jenkins),
    ...boardJob(jenkins),
  ];
}

function buildJob({ name, job, source }: Service, config: Config, jenkins: JenkinsSettings): readonly Job[] {
  if (source === undefined) return [];
  return [
    {
      name: job,
      kind: 'build',
      description: `Builds ${name}: tests it, pushes its image, hands on what was built.`,
      source,
      starts: { by: jenkins.startBuilds },
      parameters: [],
      choice: null,
      // An override takes a build of a service to any environment.
      consumers: config.environments.map((environment) => environment.job),
    },
  ];
}

function deployJob(environment: Environment, config: Config, jenkins: JenkinsSettings, seedJob: string): Job {
  const { name, job, promotesFrom } = environment;
  const upstream = promotesFrom.flatMap((from) => jobOf(from, config));
  const [nearest] = upstream;
  const following = config.environments.filter((other) => other.promotesFrom.includes(name));
  return {
    name: job,
    kind: 'deploy',
    description:
      nearest === undefined
        ? `Takes the last successful build of each service to ${name}.`
        : `Takes a release that was verified in ${promotesFrom.join(', ')} to ${name}.`,
    source: file(jenkins, nearest === undefined ? `deploy-${name}.Jenkinsfile` : 'promote.Jenkinsfile'),
    starts: null,
    parameters: [
      ...(nearest === undefined ? [] : whereFrom(name, upstream)),
      ...overrides(environment, config),
      { name: 'REASON', about: 'Why, where a rule asks for a reason.', text: '' },
      ...(environment.automatic
        ? [{ name: 'DUE_BUILD', about: `Filled in by the job ${dueJobName}; people choose above.`, text: '' }]
        : []),
    ],
    choice:
      nearest === undefined
        ? null
        : {
            job: nearest,
            limit: offeredBuilds,
            configFrom: seedJob,
            ...(jenkins.choices === 'eligible' && { eligibleFor: name }),
          },
    // Its own next build compares with what this one deployed.
    consumers: [job, ...following.map((other) => other.job)],
  };
}

function whereFrom(environment: string, upstream: readonly string[]): readonly Parameter[] {
  return [
    { name: 'ENVIRONMENT', about: 'Where it goes.', oneOf: [environment] },
    { name: 'UPSTREAM_JOB', about: 'The job whose build is deployed.', oneOf: upstream },
  ];
}

/** As in the source: `SERVICE1_BUILD_OVERRIDE`. */
function overrides({ services }: Environment, config: Config): readonly Parameter[] {
  return config.services
    .filter(({ name }) => services.some(({ service }) => service === name))
    .map(({ name, variable }) => ({
      name: `${variable}_OVERRIDE`,
      about: `Another build of ${name} than the release has; wants a reason. Empty: none.`,
      text: '',
    }));
}

function rollbackJob(environments: readonly Environment[], jenkins: JenkinsSettings): Job {
  return {
    name: 'rollback',
    kind: 'rollback',
    description: 'Takes an environment back to a release that was verified there.',
    source: file(jenkins, 'rollback.Jenkinsfile'),
    starts: null,
    parameters: [
      { name: 'ENVIRONMENT', about: 'What goes back.', oneOf: environments.map(({ name }) => name) },
      { name: 'REASON', about: 'Why, for the record.', text: '' },
      {
        name: 'RELEASE',
        about: 'Seven digits or more of a release that was verified there; empty for the one before.',
        text: '',
      },
    ],
    choice: null,
    consumers: [],
  };
}

const dueJobName = 'due';
const dueMinutes = 15;

/** Only where an environment promotes by itself. Its own last build says what was due before. */
function dueJob(environments: readonly Environment[], jenkins: JenkinsSettings): readonly Job[] {
  const automatic = environments.filter((environment) => environment.automatic);
  if (automatic.length === 0) return [];
  return [
    {
      name: dueJobName,
      kind: 'due',
      description: `Starts what has become due, every ${dueMinutes} minutes: ${automatic.map(({ job }) => job).join(', ')}.`,
      source: file(jenkins, 'due.Jenkinsfile'),
      starts: { by: 'interval', minutes: dueMinutes },
      parameters: [],
      choice: null,
      consumers: [dueJobName],
    },
  ];
}

/** Hours from which people choose; the last are the fourteen days of the longest lease. */
const offeredHours = [4, 8, 12, 24, 48, 96, 168, 336];

/** Only where there is something that people may create, keep and destroy. */
function environmentJob(environments: readonly Environment[], jenkins: JenkinsSettings): readonly Job[] {
  const names = environments.filter((environment) => comesAndGoes(environment)).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    {
      name: 'environment',
      kind: 'environment',
      description: 'Creates an environment on demand, keeps it for some hours, or destroys it.',
      source: file(jenkins, 'environment.Jenkinsfile'),
      starts: null,
      parameters: [
        { name: 'ENVIRONMENT', about: 'Which.', oneOf: names },
        {
          name: 'WISH',
          about: 'To destroy it anyway is to destroy what somebody else keeps.',
          oneOf: ['keep', 'create', 'destroy', 'destroy anyway'],
        },
        {
          name: 'HOURS',
          about: 'From now, for which it is created or kept.',
          oneOf: offeredHours.map((hours) => String(hours)),
        },
        { name: 'REASON', about: 'Why, for whoever wonders and for the record.', text: '' },
      ],
      choice: null,
      consumers: [],
    },
  ];
}

/**
 * Only what may be destroyed. Each hour, because a lease may end at any time, and what failed to be destroyed costs money until it is
 * tried again.
 */
function destroyJob(environment: Environment, jenkins: JenkinsSettings): readonly Job[] {
  if (!comesAndGoes(environment)) return [];
  const { name, onDemand = {} } = environment;
  const { destroyAt, timeZone = 'UTC' } = onDemand;
  const when =
    destroyAt === undefined
      ? 'when its lease has run out'
      : `each day at ${destroyAt}, ${timeZone}, unless somebody keeps it, and then when that has run out`;
  return [
    {
      name: `destroy-${name}`,
      kind: 'destroy',
      description: `Destroys ${name} ${when}. Looks each hour, and tries again what failed.`,
      source: file(jenkins, 'destroy.Jenkinsfile'),
      starts: { by: 'hour', at: destroyAt ?? '00:00', timeZone },
      parameters: [{ name: 'ENVIRONMENT', about: 'What is destroyed.', oneOf: [name] }],
      choice: null,
      consumers: [],
    },
  ];
}

function comesAndGoes({ stack, onDemand }: Environment): boolean {
  return onDemand !== undefined && stack !== undefined;
}

function backupJob(jenkins: JenkinsSettings): readonly Job[] {
  const { backup } = jenkins;
  if (backup === null) return [];
  return [
    {
      name: 'backup',
      kind: 'backup',
      description: 'Checks that there are fresh backups of the controller.',
      source: file(jenkins, 'backup.Jenkinsfile'),
      starts: { by: 'time', ...backup },
      parameters: [],
      choice: null,
      consumers: [],
    },
  ];
}

const boardMinutes = 15;

function boardJob(jenkins: JenkinsSettings): readonly Job[] {
  if (!jenkins.board) return [];
  return [
    {
      name: 'board',
      kind: 'board',
      description: `Publishes what runs where, every ${boardMinutes} minutes.`,
      source: file(jenkins, 'board.Jenkinsfile'),
      starts: { by: 'interval', minutes: boardMinutes },
      parameters: [],
      choice: null,
      consumers: [],
    },
  ];
}

function jobOf(environment: string, { environments }: Config): readonly string[] {
  return environments.filter(({ name }) => name === environment).map(({ job }) => job);
}

function file(
  { repository, branch, credentials, jenkinsfiles }: JenkinsSettings,
  name: string,
): JenkinsfileSource {
  return { repository, branch, credentials, jenkinsfile: `${jenkinsfiles.replace(/\/+$/, '')}/${name}` };
}
