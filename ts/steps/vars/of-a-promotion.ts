import { boardStep } from '../board.ts';
import { dueStep } from '../due.ts';
import { notifyStep } from '../notify.ts';
import { orchestrateStep } from '../orchestrate.ts';
import { planStep } from '../plan.ts';
import { promoteStep } from '../promote.ts';
import { revokeStep } from '../revoke.ts';
import { rollbackStep } from '../rollback.ts';
import { statusStep } from '../status.ts';
import { stopStep } from '../stop.ts';
import type { Var, VarArgument } from './var.ts';

const importArguments: readonly VarArgument[] = [
  {
    name: 'job',
    about: 'Job whose release is taken, such as deploy-test; default: that of the environment before, as promotion.yaml has it',
  },
  {
    name: 'build',
    about:
      'Its build: a number, or a line of the choice list such as 90-Fix the rounding; default: the last successful one',
  },
  {
    name: 'services',
    about:
      'Services whose last successful builds make a release; default for the first environment of the line: all',
  },
  {
    name: 'overrides',
    about: 'Service and the build of it (a number or a line) that replaces what the release has; empty ones are left out',
  },
  { name: 'reason', about: 'Why, for the record; an override that was not verified upstream needs it' },
];

/** Vars that bring releases into environments. */
export const varsOfAPromotion: readonly Var[] = [
  {
    name: 'ecsImport',
    summary: 'Bring a release into the workspace, and check it',
    about: [
      'From a deploy job: the release of a chosen build. From services: the last successful build of each, made into one release that follows the last one of this job. Where neither is named, environment says which; the names of the jobs are those of promotion.yaml.',
      'The folder import is emptied first. What was copied must be whole, and what its build recorded.',
    ],
    calledIn: 'node',
    own: [
      ...importArguments,
      { name: 'environment', about: 'Where the release is to go, where neither job nor services is given' },
      { name: 'config', fallback: "'promotion.yaml'", about: 'The configuration file' },
    ],
    answers: 'a map with file, releaseId and release',
    plugins: ['Copy Artifact'],
    example: `ecsImport(job: 'deploy-test', build: params.BUILD_TO_DEPLOY)`,
  },
  {
    name: 'ecsPlan',
    summary: 'Say what promoting a release would do, and change nothing',
    about: ['A promotion that a gate refuses is an error with every reason.'],
    calledIn: 'node',
    step: planStep,
    answers: 'a map with decision, planHash, needsApproval, approval, text and plan',
    example: `echo ecsPlan(environment: 'beta', release: 'import/release.json').text`,
  },
  {
    name: 'ecsPromote',
    summary: 'Promote a release to an environment: import, plan, approval, lock, promote, archive',
    about: [
      'Call it outside node. It checks out the repository with promotion.yaml (checkout scm) and takes its agents itself; while it waits for an approval it holds none.',
      'Where the environment needs an approval, a person sees the plan and says yes to it; only that plan is carried out. Where nobody must, a plan that has changed since it was shown is told. Several approvers are asked one after the other and must differ.',
      'Where AWS waits for a person in between (pauses, or CodeDeploy’s wait), whoever may approve is asked whether to go on or to go back, until AWS goes back by itself. The environment stays locked meanwhile, and no agent is held.',
      'One promotion at a time runs in an environment, and an older build never overtakes a newer one.',
      'promotion.json, release.json and the env artifacts are archived under output.',
      'Whoever is in notifications of promotion.yaml is told when it begins, waits for a person, and ends.',
    ],
    calledIn: 'noNode',
    step: promoteStep,
    without: ['release', 'approvedPlan', 'shownPlan', 'approvedBy', 'approvedAt', 'answer', 'question', 'answeredBy', 'out'],
    own: [
      { name: 'agent', required: true, about: 'Label of the agents that plan and promote' },
      ...importArguments,
      { name: 'lock', fallback: "'ecs-promote-' and the environment", about: 'Resource that is locked' },
    ],
    answers: 'a map with result, summary, releaseId, planHash, displayName and approvers',
    plugins: ['Copy Artifact', 'Lockable Resources', 'Pipeline: Milestone Step'],
    example: `ecsPromote(agent: 'deploy', environment: 'beta', job: 'deploy-test', build: params.BUILD_TO_DEPLOY)`,
  },
  {
    name: 'ecsRollback',
    summary: 'Take an environment back to the release that was verified before',
    about: [
      'Call it outside node. It checks out the repository with promotion.yaml (checkout scm) and takes an agent when the environment is free: a promotion that is under way, or waits for a person, ends first.',
      'It needs no approval, and a reason. What it goes back to was proven there, and is proven again; the record is archived under output.',
    ],
    calledIn: 'noNode',
    step: rollbackStep,
    without: ['answer', 'question', 'answeredBy', 'out'],
    own: [
      { name: 'agent', required: true, about: 'Label of the agent that rolls back' },
      { name: 'lock', fallback: "'ecs-promote-' and the environment", about: 'Resource that is locked' },
    ],
    answers: 'a map with result, summary, releaseId, planHash and displayName',
    plugins: ['Lockable Resources'],
    example: `ecsRollback(agent: 'deploy', environment: 'live', reason: params.REASON)`,
  },
  {
    name: 'ecsOrchestrate',
    summary: 'Run Terraform on a stack',
    about: [
      'In a checkout of the tree with src and config. Values reach Terraform as arguments, and no shell sees them.',
      'What runs Terraform is in the agent’s image and not in the library: on an agent without that image it ends with program-bundle-missing.',
    ],
    calledIn: 'node',
    step: orchestrateStep,
    without: ['words'],
    own: [
      {
        name: 'command',
        required: true,
        about: 'init, validate, plan, plan-destroy, apply, destroy, output or migrate',
      },
      { name: 'stack', required: true, about: 'The stack: config/REGION/STACK, src/STACK' },
      { name: 'region', about: 'For a stack that has one' },
      { name: 'variables', about: 'A map; each goes to Terraform as -var NAME=VALUE' },
      { name: 'outputs', about: 'For output: names, where not all are wanted' },
    ],
    answers: 'a map with changes, changesHash, applied, outputs and files',
    example: `ecsOrchestrate(command: 'apply', stack: 'appcluster-test', region: 'ap-southeast-2', variables: ['service1-build': env.SERVICE1_BUILD])`,
  },
  {
    name: 'ecsStopTheLine',
    summary: 'Stop every promotion into an environment, or let them in again',
    about: [
      'For a job with the parameters ENVIRONMENT, REASON and LIFT, so that nobody needs a terminal for it. It takes no lock: a stop must not wait for the promotion that is under way.',
    ],
    calledIn: 'node',
    step: stopStep,
    answers: 'a map with environment, stopped and fact',
    example: `ecsStopTheLine(environment: params.ENVIRONMENT, reason: params.REASON, lift: params.LIFT)`,
  },
  {
    name: 'ecsRevoke',
    summary: 'Take back that a release was verified in an environment',
    about: ['What runs is left alone; the environments after it no longer take the release from there.'],
    calledIn: 'node',
    step: revokeStep,
    answers: 'a map with environment, releaseId and fact',
    example: `ecsRevoke(environment: 'staging', release: '4f2c1a9', reason: 'orders are lost in live')`,
  },
  {
    name: 'ecsNotify',
    summary: 'Tell those in promotion.yaml what has happened in an environment',
    about: [
      'For what nothing else tells: ecsPromote and ecsRollback tell by themselves. A message that does not arrive is said so in the log, and fails nothing.',
      'The addresses come from variables that promotion.yaml names; put withCredentials around it.',
    ],
    calledIn: 'node',
    step: notifyStep,
    answers: 'a map with told and notTold',
    example: `ecsNotify(environment: 'staging', event: 'done', text: 'Staging is gone for the night')`,
  },
  {
    name: 'ecsStatus',
    summary: 'Say what runs where, since when, by whom, and whether it was verified',
    about: ['The table is in the log.'],
    calledIn: 'node',
    step: statusStep,
    answers: 'a map with a list of environments',
    example: `ecsStatus(environment: 'live')`,
  },
  {
    name: 'ecsBoard',
    summary: 'Write a page that shows what runs where, what waits and what holds it, and how it went',
    about: [
      'Publish the folder with publishHTML, as jenkins/pipelines/board.Jenkinsfile does: the page is right under Jenkins’ content security policy.',
      'It is in the agent’s image and not in the library: on an agent without that image it ends with program-bundle-missing.',
    ],
    calledIn: 'node',
    step: boardStep,
    answers: 'a map with page, files, bytes, records, drift and waiting',
    example: `ecsBoard(live: true, out: 'output/board')`,
  },
  {
    name: 'ecsDue',
    summary: 'Say what may be promoted by itself now, and what holds the rest',
    about: [
      'The answer’s start names the deploy jobs to start: what has become due since the build that wrote memory. The table is in the log.',
      'It is in the agent’s image and not in the library: on an agent without that image it ends with program-bundle-missing.',
    ],
    calledIn: 'node',
    step: dueStep,
    answers: 'a map with a list of environments, and with start, a list of maps with environment, job, releaseId and from (job and number)',
    example: `def due = ecsDue(memory: 'output/due.json')`,
  },
];
