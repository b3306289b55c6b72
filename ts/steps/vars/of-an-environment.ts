import { environmentDownStep } from '../environment-down.ts';
import { environmentExtendStep } from '../environment-extend.ts';
import { environmentUpStep } from '../environment-up.ts';
import type { Var, VarArgument } from './var.ts';

const agent: VarArgument = { name: 'agent', required: true, about: 'Label of the agents that have Terraform' };
const lock: VarArgument = {
  name: 'lock',
  fallback: "'ecs-promote-' and the environment",
  about: 'Resource that is locked',
};
const needsTheImage =
  'What runs Terraform is in the agent’s image and not in the library: on an agent without that image it ends with program-bundle-missing.';

/** Vars that let environments come and go. */
export const varsOfAnEnvironment: readonly Var[] = [
  {
    name: 'ecsEnvironmentUp',
    summary: 'Create an environment on demand, and keep it for a while',
    about: [
      'Call it outside node. It checks out the repository with promotion.yaml (checkout scm) and takes an agent when the environment is free. Run again, it completes what is missing.',
      'Who keeps it, until when and why stands in the ledger. Log and changes of Terraform are archived under output.',
      needsTheImage,
    ],
    calledIn: 'noNode',
    step: environmentUpStep,
    without: ['out'],
    own: [agent, lock],
    answers: 'a map with environment, state, lease, endsAt and changed',
    plugins: ['Lockable Resources'],
    example: `ecsEnvironmentUp(agent: 'deploy', environment: 'test', hours: 4, reason: 'demo for finance')`,
  },
  {
    name: 'ecsEnvironmentExtend',
    summary: 'Keep an environment on demand for longer',
    about: [
      'Call it outside node. It checks out the repository with promotion.yaml (checkout scm) and does not wait for a promotion that holds the environment.',
      'Who keeps it, until when and why stands in the ledger; until then nothing that is merely due destroys it. The newest word counts, also where it ends earlier.',
      'It is in the agent’s image and not in the library: on an agent without that image it ends with program-bundle-missing.',
    ],
    calledIn: 'noNode',
    step: environmentExtendStep,
    own: [{ name: 'agent', required: true, about: 'Label of the agents that run it' }],
    answers: 'a map with environment, state, lease and endsAt',
    example: `ecsEnvironmentExtend(agent: 'deploy', environment: 'test', hours: 12, reason: 'load test')`,
  },
  {
    name: 'ecsEnvironmentDown',
    summary: 'Destroy an environment on demand, or all of them whose time has come',
    about: [
      'Call it outside node. It checks out the repository with promotion.yaml (checkout scm). Only what promotion.yaml calls onDemand is ever destroyed, and nothing while a promotion to it is under way.',
      'With due: true only that goes whose time has come and that nobody keeps; without environment that is asked of all. A destroy that failed fails every such build until one ends well.',
      needsTheImage,
    ],
    calledIn: 'noNode',
    step: environmentDownStep,
    without: ['out'],
    own: [agent, lock],
    answers: 'a map with a list of environments, each with its result',
    plugins: ['Lockable Resources'],
    example: `ecsEnvironmentDown(agent: 'deploy', due: true, reason: 'nightly destroy')`,
  },
];
