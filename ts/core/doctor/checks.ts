import type { Place } from './place.ts';

/** The doctor's checks by name, in the order in which they are told. */
export const doctorCheckIds = [
  'node',
  'program',
  'library',
  'git',
  'locale',
  'time-zones',
  'clock',
  'space',
  'docker',
  'terraform',
  'jenkins',
  'plugins',
  'global-library',
  'choice-scripts',
  'job-dsl',
  'built-in-node',
  'content-policy',
  'configuration',
  'ledger',
  'ledger-write',
  'credentials',
  'images',
  'agent-permissions',
  'role',
  'services',
  'permissions',
] as const;

export type DoctorCheckId = (typeof doctorCheckIds)[number];

export interface DoctorCheck {
  /** What is true when it is `ok`. */
  readonly about: string;
  readonly looksAt: string;
  readonly on: readonly Place[];
  /**
   * What a failure is: `configuration` has to be set up or corrected by somebody, `infrastructure` is what this machine or the network
   * lacks at this moment.
   */
  readonly category: 'configuration' | 'infrastructure';
  /** Told once for each environment, and not once for the machine. */
  readonly perEnvironment?: true;
}

const everywhere = ['controller', 'agent', 'laptop'] as const;
const controller = ['controller'] as const;
const agent = ['agent'] as const;
/** Where promotions are made or tried. */
const promoting = ['agent', 'laptop'] as const;

/** What each check is about: for the page, for the order of rows, and for the exit code. */
export const doctorChecks: Readonly<Record<DoctorCheckId, DoctorCheck>> = {
  node: {
    about: 'Node is 20 or newer',
    looksAt: 'the Node that runs the program',
    on: everywhere,
    category: 'infrastructure',
  },
  program: {
    about: 'Every file of the program is as it was built',
    looksAt: '`SHA256SUMS` and `VERSION` beside it',
    on: everywhere,
    category: 'infrastructure',
  },
  library: {
    about: 'The library that builds use is of the program’s version',
    looksAt: '`ECS_PROMOTE_VERSION`, and the copies of the library’s program in `ECS_PROMOTE_CACHE`',
    on: agent,
    category: 'configuration',
  },
  git: {
    about: 'git is 2.31 or newer, the first that takes a password from its environment',
    looksAt: '`git --version`',
    on: everywhere,
    category: 'infrastructure',
  },
  locale: {
    about: 'The locale is one of UTF-8, by which Java takes the names of artifacts',
    looksAt: '`LC_ALL`, `LC_CTYPE`, `LANG`',
    on: ['controller', 'agent'],
    category: 'infrastructure',
  },
  'time-zones': {
    about: 'Node knows the time zones of the configuration, and their summer time',
    looksAt: '`Intl`',
    on: everywhere,
    category: 'infrastructure',
  },
  clock: {
    about: 'The clock is at most 30 s from that of AWS',
    looksAt: 'the `Date` that AWS STS answers with; asked without credentials',
    on: everywhere,
    category: 'infrastructure',
  },
  space: {
    about: 'Temporary folder, working folder and Jenkins’ home can be written to, and have 1 GiB left',
    looksAt: 'the file systems, and a file that is written and removed',
    on: everywhere,
    category: 'infrastructure',
  },
  docker: {
    about: 'Docker and buildx answer this user',
    looksAt: '`docker version`, `docker buildx version`',
    on: agent,
    category: 'infrastructure',
  },
  terraform: {
    about: 'Terraform is of a version that the stacks ask for',
    looksAt: '`terraform version`, `required_version` of the stacks of environments with `engine: terraform`',
    on: promoting,
    category: 'infrastructure',
  },
  jenkins: {
    about: 'Jenkins is new enough for its plugins',
    looksAt: '`config.xml`; `Jenkins-Version` in the manifests of the plugins',
    on: controller,
    category: 'configuration',
  },
  plugins: {
    about: 'The plugins that the library calls are there, enabled, and not older than what was tested',
    looksAt: '`plugins/*.jpi`',
    on: controller,
    category: 'configuration',
  },
  'global-library': {
    about: 'The trusted library is of the program’s version, and no Jenkinsfile may choose another',
    looksAt: '`org.jenkinsci.plugins.workflow.libs.GlobalLibraries.xml`',
    on: controller,
    category: 'configuration',
  },
  'choice-scripts': {
    about: 'The choice scripts of the jobs in promotion.yaml are approved',
    looksAt: '`scriptApproval.xml`',
    on: controller,
    category: 'configuration',
  },
  'job-dsl': {
    about: 'Job DSL runs in the sandbox',
    looksAt: '`javaposse.jobdsl.plugin.GlobalJobDslSecurityConfiguration.xml`',
    on: controller,
    category: 'configuration',
  },
  'built-in-node': {
    about: 'Nothing is built on the controller itself',
    looksAt: '`numExecutors` in `config.xml`',
    on: controller,
    category: 'configuration',
  },
  'content-policy': {
    about: 'Archived pages are served with a content security policy that lets no script run',
    looksAt:
      '`hudson.model.DirectoryBrowserSupport.CSP` in `JAVA_OPTS`, `JENKINS_JAVA_OPTS` and `init.groovy.d`',
    on: controller,
    category: 'configuration',
  },
  configuration: {
    about: 'promotion.yaml can be read and has no mistake',
    looksAt: 'the file',
    on: everywhere,
    category: 'configuration',
  },
  ledger: {
    about: 'The ledger can be read, and every link of its chains holds',
    looksAt: 'all facts of all environments',
    on: everywhere,
    category: 'infrastructure',
  },
  'ledger-write': {
    about: 'The ledger can be added to; nothing is added',
    looksAt:
      'git: `push --dry-run`; directory: a file that is removed again; S3: a conditional write that has to be refused',
    on: promoting,
    category: 'infrastructure',
  },
  credentials: {
    about: 'There are credentials that AWS accepts',
    looksAt: '`sts:GetCallerIdentity`',
    on: promoting,
    category: 'infrastructure',
  },
  images: {
    about: 'The repositories of all services are in ECR and can be read',
    looksAt: '`ecr:BatchGetImage`, as the machine itself',
    on: promoting,
    category: 'configuration',
  },
  'agent-permissions': {
    about: 'This machine may do what `ecs-promote policy --role agent` prints',
    looksAt: '`iam:SimulatePrincipalPolicy`',
    on: agent,
    category: 'configuration',
  },
  role: {
    about: 'The environment’s `assumeRole` can be assumed, and is of its `accountId`',
    looksAt: '`sts:AssumeRole`, `sts:GetCallerIdentity`',
    on: promoting,
    category: 'configuration',
    perEnvironment: true,
  },
  services: {
    about: 'The cluster exists, with every service',
    looksAt: '`ecs:DescribeServices`',
    on: promoting,
    category: 'configuration',
    perEnvironment: true,
  },
  permissions: {
    about:
      'The environment’s role may do what `ecs-promote policy --environment NAME --role deployer` prints',
    looksAt: '`iam:SimulatePrincipalPolicy`',
    on: promoting,
    category: 'configuration',
    perEnvironment: true,
  },
};
