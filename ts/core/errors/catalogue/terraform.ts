import { defineError } from '../define.ts';

const nothingDone = () => 'Nothing was planned or changed.';

/** `orchestrate`: its words, the tree it works on, Terraform, and what a plan may do. */
export const terraformErrors = {
  words: defineError<{ missing: string; example: string }>('orchestrate-words', {
    category: 'usage',
    what: ({ missing }) => `orchestrate needs ${missing}.`,
    why: nothingDone,
    next: ({ example }) => `Write \`${example}\`.`,
    example: { missing: 'a stack', example: 'orchestrate plan appcluster-test ap-southeast-2' },
  }),
  command: defineError<{ command: string; known: readonly string[]; suggestion: string }>(
    'orchestrate-command',
    {
      category: 'usage',
      what: ({ command, suggestion }) => `"${command}" is no command of orchestrate.${suggestion}`,
      why: () => 'Other commands of Terraform change states or modules past the conventions of the tree.',
      next: ({ known }) => `Use one of ${known.join(', ')}.`,
      example: { command: 'aply', known: ['plan', 'apply'], suggestion: ' Did you mean "apply"?' },
    },
  ),
  extraWord: defineError<{ word: string; command: string }>('orchestrate-extra-word', {
    category: 'usage',
    what: ({ word, command }) => `"${word}" stands behind the words that ${command} takes.`,
    why: nothingDone,
    next: () =>
      'Give a command, a stack and, where the stack has one, a region; options begin with a hyphen.',
    example: { word: 'service1', command: 'apply' },
  }),
  option: defineError<{ option: string; command: string; suggestion: string }>('orchestrate-option', {
    category: 'usage',
    what: ({ option, command, suggestion }) => `${command} does not take ${option}.${suggestion}`,
    why: () => 'An option that is not known could change what was shown into something else.',
    next: () => 'Remove it, or correct its name; docs/orchestrate.md lists those that are passed on.',
    example: { option: '-taget', command: 'plan', suggestion: ' Did you mean "-target"?' },
  }),
  optionRefused: defineError<{ option: string; because: string; instead: string }>(
    'orchestrate-option-refused',
    {
      category: 'usage',
      what: ({ option }) => `${option} is not passed on to Terraform.`,
      why: ({ because }) => because,
      next: ({ instead }) => instead,
      example: {
        option: '-lock=false',
        because: 'Two runs would write one state at the same time.',
        instead: 'Wait for the lock; --lock-wait-minutes says how long.',
      },
    },
  ),
  optionValue: defineError<{ option: string; expected: string }>('orchestrate-option-value', {
    category: 'usage',
    what: ({ option, expected }) => `${option} needs ${expected}.`,
    why: nothingDone,
    next: ({ option, expected }) => `Write ${option} and ${expected}.`,
    example: { option: '-var', expected: 'NAME=VALUE' },
  }),
  variable: defineError<{ name: string; stack: string; suggestion: string }>('orchestrate-variable', {
    category: 'usage',
    what: ({ name, stack, suggestion }) => `src/${stack} declares no variable "${name}".${suggestion}`,
    why: () => 'The value would reach nothing.',
    next: () => 'Correct the name, or declare the variable in the stack.',
    example: {
      name: 'service1-bild',
      stack: 'appcluster-test',
      suggestion: ' Did you mean "service1-build"?',
    },
  }),
  buildsTwice: defineError<object>('orchestrate-builds-twice', {
    category: 'usage',
    what: () => '--release and --import are both given.',
    why: () => 'Each of them says which builds to deploy.',
    next: () => 'Give one of them.',
    example: {},
  }),
  nothingImported: defineError<{ folder: string }>('orchestrate-nothing-imported', {
    category: 'usage',
    what: ({ folder }) => `The folder ${folder} holds no service env artifact (*.env.groovy).`,
    why: () => 'Which builds to deploy would be left to what the tfvars file says.',
    next: () => 'Copy the artifacts there first, or leave --import out.',
    example: { folder: 'import' },
  }),
  migrateOut: defineError<{ out: string }>('orchestrate-migrate-out', {
    category: 'usage',
    what: ({ out }) =>
      out === '' ? 'migrate needs --out, a folder for the changed copy.' : `The folder ${out} is not empty.`,
    why: () => 'Nothing is changed in place, and nothing is overwritten.',
    next: () => 'Name a new folder with --out, compare it with the tree, and take it over.',
    example: { out: '' },
  }),

  root: defineError<{ root: string }>('orchestrate-root', {
    category: 'configuration',
    what: ({ root }) => `${root} holds no src and config folder, and has no orchestration folder with them.`,
    why: () => 'Stacks are looked for in src/<stack> and config/<region>/<stack> or config/<stack>.',
    next: () => 'Call it from the orchestration folder, or name that with --root.',
    example: { root: '.' },
  }),
  stack: defineError<{ stack: string; known: readonly string[]; suggestion: string }>('orchestrate-stack', {
    category: 'configuration',
    what: ({ stack, suggestion }) => `There is no folder src/${stack}.${suggestion}`,
    why: () => 'The Terraform files of a stack are there.',
    next: ({ known }) => (known.length === 0 ? 'Make it.' : `Use one of ${known.join(', ')}, or make it.`),
    example: {
      stack: 'appcluster-tset',
      known: ['appcluster-test'],
      suggestion: ' Did you mean "appcluster-test"?',
    },
  }),
  config: defineError<{ folder: string; others: readonly string[] }>('orchestrate-config', {
    category: 'configuration',
    what: ({ folder }) => `There is no folder ${folder}.`,
    why: () => 'It holds the backend (tf-config.tf) and the variables (variables.tfvars) of the stack.',
    next: ({ others }) =>
      others.length === 0 ? 'Make it.' : `Make it, or use what is there: ${others.join(', ')}.`,
    example: { folder: 'config/appcluster-test', others: ['config/ap-southeast-2/appcluster-test'] },
  }),
  unreadable: defineError<{ detail: string }>('terraform-unreadable', {
    category: 'configuration',
    what: ({ detail }) => `This is not Terraform's language: ${detail}.`,
    why: () => 'Variables, modules and the backend are read from the files before Terraform is started.',
    next: () => 'Correct it; `terraform fmt` points at such places too.',
    example: { detail: 'a string has no closing quote' },
  }),
  settings: defineError<{ detail: string }>('orchestrate-settings', {
    category: 'configuration',
    what: ({ detail }) => `orchestrate.json cannot be used: ${detail}.`,
    why: () => 'It says which Terraform the tree is run with.',
    next: () => 'Write {"terraform": "PATH"} or {"image": "hashicorp/terraform:0.10.8@sha256:…"}.',
    example: { detail: 'it has an unknown member "imgae"' },
  }),
  imageNotPinned: defineError<{ image: string }>('terraform-image-not-pinned', {
    category: 'configuration',
    what: ({ image }) => `The image ${image} is not pinned.`,
    why: () => 'What a tag such as latest names changes, and with it what a plan does.',
    next: () => 'Name it with a full version, or better with its digest (…@sha256:…).',
    example: { image: 'hashicorp/terraform:latest' },
  }),
  module: defineError<{ source: string; folder: string }>('terraform-module-missing', {
    category: 'configuration',
    what: ({ source, folder }) => `The module ${source} would be the folder ${folder}, which does not exist.`,
    why: nothingDone,
    next: () => 'Correct the source; /modules/<name> is src/modules/<name>.',
    example: { source: '/modules/appcluster', folder: 'src/modules/appcluster' },
  }),
  backendMissing: defineError<{ stack: string; file: string }>('terraform-backend-missing', {
    category: 'configuration',
    what: ({ stack }) => `No backend is configured for ${stack}.`,
    why: () => 'Terraform would keep its state in the folder of this run, which is removed afterwards.',
    next: ({ file }) => `Write \`terraform { backend "s3" { … } }\` into ${file}.`,
    example: { stack: 'appcluster-test', file: 'config/ap-southeast-2/appcluster-test/tf-config.tf' },
  }),
  backendRelative: defineError<{ path: string }>('terraform-backend-relative', {
    category: 'configuration',
    what: ({ path }) =>
      path === '' ? 'The local backend has no path.' : `The path ${path} of the local backend is relative.`,
    why: () => 'Terraform runs in a folder of its own, which is removed afterwards, and the state with it.',
    next: () => 'Write an absolute path, or use a backend that others can reach, such as s3.',
    example: { path: 'terraform.tfstate' },
  }),
  version: defineError<{ version: string; constraint: string }>('terraform-version', {
    category: 'configuration',
    what: ({ version, constraint }) => `Terraform is ${version}, but the stack requires ${constraint}.`,
    why: () => 'A newer Terraform may rewrite the state such that the older one cannot read it.',
    next: () => 'Use a fitting Terraform: --terraform PATH, or an image in orchestrate.json.',
    example: { version: '1.11.4', constraint: '~> 1.9.0' },
  }),
  versionConstraint: defineError<{ constraint: string }>('terraform-version-constraint', {
    category: 'configuration',
    what: ({ constraint }) => `required_version = "${constraint}" is no constraint on versions.`,
    why: nothingDone,
    next: () => 'Write it like ">= 1.9" or "~> 1.9.2".',
    example: { constraint: '>> 1.9' },
  }),
  oldSyntax: defineError<{ version: string; count: number; where: readonly string[]; stack: string }>(
    'terraform-old-syntax',
    {
      category: 'configuration',
      what: ({ version, count, where }) =>
        `${count} ${count === 1 ? 'place is' : 'places are'} written for Terraform 0.11 or older, and this is ${version}: ${where.join('; ')}.`,
      why: () => 'Terraform 0.12 and later refuse them.',
      next: ({ stack }) =>
        `Let \`orchestrate migrate ${stack} --out DIR\` write the changed copy, or name the image of an old Terraform in orchestrate.json.`,
      example: {
        version: '1.11.4',
        count: 2,
        where: ['src/appcluster-test/variables.tf:2', 'config/appcluster-test/variables.tfvars:1'],
        stack: 'appcluster-test',
      },
    },
  ),
  invalid: defineError<{ summary: string; detail: string }>('terraform-invalid', {
    category: 'configuration',
    what: ({ summary, detail }) => `${summary}${detail === '' ? '' : `: ${detail}`}`.replace(/\.?$/, '.'),
    why: () => 'Terraform does not take the configuration as it is.',
    next: () => 'Correct the line.',
    example: { summary: 'Unsupported argument', detail: 'An argument named "iput" is not expected here.' },
  }),

  programMissing: defineError<{ program: string; reason: string }>('terraform-program', {
    category: 'infrastructure',
    what: ({ program, reason }) => `${program} cannot be started: ${reason}.`,
    why: nothingDone,
    next: () => 'Put it on the PATH of this agent, or name it with --terraform.',
    example: { program: 'terraform', reason: 'it was not found' },
  }),
  versionUnknown: defineError<{ program: string; said: string }>('terraform-version-unknown', {
    category: 'infrastructure',
    what: ({ program, said }) => `${program} does not say its version, but: ${said}.`,
    why: () => 'Whether it fits the stack cannot be told.',
    next: () => 'Make sure that it is Terraform.',
    example: { program: '/usr/bin/true', said: 'nothing' },
  }),
  failed: defineError<{ command: string; reason: string }>('terraform-failed', {
    category: 'infrastructure',
    what: ({ command, reason }) => `terraform ${command} failed: ${reason}.`,
    why: () => 'Nothing was changed.',
    next: () => 'Read the lines above; credentials, the backend and the registry are the usual reasons.',
    example: { command: 'plan', reason: 'No valid credential sources found' },
  }),
  applyFailed: defineError<{ stack: string; reason: string }>('terraform-apply-failed', {
    category: 'deployment',
    what: ({ stack, reason }) => `Applying the plan to ${stack} failed on the way: ${reason}.`,
    why: () => 'A part of the changes may have been made; the state knows which.',
    next: () => 'Mend the reason and run it again: the new plan holds what is left to do.',
    example: {
      stack: 'appcluster-test',
      reason: 'creating ECS Service (service1): InvalidParameterException',
    },
  }),
  planStale: defineError<{ stack: string }>('terraform-plan-stale', {
    category: 'refused',
    what: ({ stack }) => `The state of ${stack} changed after the plan was made.`,
    why: () => 'What was shown is no longer what would be done.',
    next: () => 'Plan again.',
    example: { stack: 'appcluster-test' },
  }),
  planUnreadable: defineError<{ detail: string }>('terraform-plan-unreadable', {
    category: 'infrastructure',
    what: ({ detail }) => `Terraform's plan cannot be read: ${detail}.`,
    why: () => 'What cannot be shown is not applied.',
    next: () => 'Use a version of Terraform that this program knows.',
    example: { detail: 'it is of an unknown format' },
  }),
  notApproved: defineError<{ approved: string; planned: string }>('terraform-not-approved', {
    category: 'refused',
    what: ({ approved, planned }) => `The changes are now ${planned}, and ${approved} was approved.`,
    why: () => 'Configuration, builds or the environment itself changed after the approval.',
    next: () => 'Look at the changes above and have them approved anew.',
    example: { approved: '4f2c1a9', planned: '88b0d3e' },
  }),
  handOver: defineError<{
    address: string;
    attribute: string;
    runs: string;
    comes: string;
    environment: string;
    release: string;
    engine: 'terraform' | 'ecs';
    /** A promotion by Terraform is what plans. */
    promotes: boolean;
    destroys: boolean;
  }>('orchestrate-hand-over', {
    category: 'refused',
    what: ({ address, attribute, runs, comes }) =>
      `Terraform would move ${attribute} of ${address} from ${runs} to ${comes}.`,
    why: ({ environment, release, promotes }) =>
      promotes
        ? `Release ${release} was verified in ${environment} as that is, and a promotion changes the services that it brings another build of, to that build, and nothing else.`
        : `Release ${release} was verified in ${environment}, and since then only a promotion moves that.`,
    next: ({ attribute, environment, engine, promotes, destroys }) => {
      if (destroys) {
        return 'If only its address changed, add a moved or an import block; if it shall go, take the service out of promotion.yaml first.';
      }
      const ignore = `Write \`lifecycle { ignore_changes = [${attribute}] }\` into the resource`;
      if (engine === 'ecs') return `${ignore}, and move it by a promotion to ${environment}.`;
      const other = `a release with another build of the service to ${environment}`;
      const ofDefinition = attribute === 'task_definition';
      if (promotes && ofDefinition)
        return 'Let the stack make the task definition with the build that it is given, and change it by nothing else.';
      if (promotes) return `${ignore}, or let it move when you promote ${other}.`;
      const keep = ofDefinition ? 'Give the builds that were verified (--release)' : ignore;
      return `${keep}, or promote ${other}.`;
    },
    example: {
      address: 'aws_lb_listener.https',
      attribute: 'default_action',
      runs: '100% appcluster-live-green',
      comes: '100% appcluster-live-blue',
      environment: 'live',
      release: '4f2c1a9',
      engine: 'ecs',
      promotes: false,
      destroys: false,
    },
  }),
  approvalUnsupported: defineError<{ version: string }>('terraform-approval-unsupported', {
    category: 'configuration',
    what: ({ version }) =>
      `Terraform ${version} cannot tell its plan as JSON, so no hash of the changes can be approved.`,
    why: nothingDone,
    next: () => 'Leave --approved-changes out, or migrate the tree to a current Terraform.',
    example: { version: '0.10.8' },
  }),
  output: defineError<{ name: string; stack: string; known: readonly string[]; suggestion: string }>(
    'orchestrate-output',
    {
      category: 'configuration',
      what: ({ name, stack, suggestion }) => `${stack} has no output "${name}".${suggestion}`,
      why: () => 'Outputs are there once the stack has been applied with them.',
      next: ({ known }) =>
        known.length === 0 ? 'Apply the stack first.' : `Use one of ${known.join(', ')}.`,
      example: { name: 'alb', stack: 'appcluster-test', known: ['alb_dns_name'], suggestion: '' },
    },
  ),
  stateLocked: defineError<{ holder: string; id: string; waitedMinutes: number }>('terraform-state-locked', {
    category: 'infrastructure',
    what: ({ holder, waitedMinutes }) =>
      `The state is still locked after ${waitedMinutes} minutes, by ${holder}.`,
    why: () => 'Only one run may change a state at a time.',
    next: ({ id }) =>
      `Wait for that run; if it is dead for certain, \`terraform force-unlock ${id}\` removes its lock.`,
    example: {
      holder: 'jenkins@agent-3 (apply, since 2026-10-01 20:00:00 UTC)',
      id: 'cf8344a0',
      waitedMinutes: 10,
    },
  }),
  stackBusy: defineError<{ holder: string; waitedMinutes: number; file: string }>('orchestrate-busy', {
    category: 'infrastructure',
    what: ({ holder, waitedMinutes }) =>
      `${holder} still runs on the same stack here after ${waitedMinutes} minutes.`,
    why: () => 'Two runs would share providers and modules that one of them changes.',
    next: ({ file }) => `Wait for that run; if it is dead for certain, remove ${file}.`,
    example: { holder: 'apply (process 4711)', waitedMinutes: 10, file: 'appcluster-test/lock' },
  }),
  workplace: defineError<{ path: string; reason: string }>('orchestrate-workplace', {
    category: 'infrastructure',
    what: ({ path, reason }) => `The folder of this run cannot be made in ${path}: ${reason}.`,
    why: nothingDone,
    next: () => 'Free the disk, give this user access, or set XDG_CACHE_HOME.',
    example: { path: '/var/lib/jenkins/.cache/ecs-promote', reason: 'no space is left on the device' },
  }),

  destroyWithoutConfig: defineError<{ stack: string; lines: string }>('orchestrate-destroy-unknown', {
    category: 'refused',
    what: ({ stack }) => `No promotion.yaml says that ${stack} may be destroyed.`,
    why: () => 'Only an environment that is on demand is ever destroyed.',
    next: ({ lines }) => `If it is on demand, write into promotion.yaml: ${lines}.`,
    example: {
      stack: 'appcluster-test',
      lines: 'environments: { test: { stack: appcluster-test, onDemand: {} } }',
    },
  }),
  destroyNotOnDemand: defineError<{ stack: string; environment: string; lines: string }>(
    'orchestrate-destroy-refused',
    {
      category: 'refused',
      what: ({ stack, environment }) => `${stack} is ${environment}, which is not on demand.`,
      why: () => 'Only an environment that is on demand is ever destroyed, whatever flags are given.',
      next: ({ lines }) => `If it shall be on demand, write into promotion.yaml: ${lines}.`,
      example: {
        stack: 'appcluster-live',
        environment: 'live',
        lines: 'environments: { live: { onDemand: {} } }',
      },
    },
  ),
  environmentStack: defineError<{ environment: string }>('orchestrate-environment-stack', {
    category: 'configuration',
    what: ({ environment }) => `promotion.yaml names no stack for ${environment}.`,
    why: () => 'Terraform creates and destroys stacks.',
    next: ({ environment }) =>
      `Write it: environments: { ${environment}: { stack: appcluster-${environment} } }.`,
    example: { environment: 'test' },
  }),
};
