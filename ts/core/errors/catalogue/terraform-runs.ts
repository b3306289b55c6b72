import { defineError } from '../define.ts';
import { nothingDone } from './orchestrate-call.ts';

/** Terraform itself: its runs, what they would move, and what may be destroyed. */
export const terraformRunsErrors = {
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
