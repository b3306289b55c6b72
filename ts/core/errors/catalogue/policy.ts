import { defineError } from '../define.ts';

export const policyErrors = {
  accountUnknown: defineError<{ environment: string }>('policy-account-unknown', {
    category: 'configuration',
    what: ({ environment }) => `promotion.yaml does not say in which AWS account ${environment} is.`,
    why: () => 'A policy names resources, and their names hold the account.',
    next: () => 'Write accountId: "123456789012" for the environment, or in defaults.',
    example: { environment: 'live' },
  }),
  environmentWanted: defineError<{ role: string; known: readonly string[] }>('policy-environment-wanted', {
    category: 'usage',
    what: ({ role }) => `--role ${role} needs --environment.`,
    why: () => 'Each environment has a policy of its own, so that the role of one can not change another.',
    next: ({ known }) => `Add --environment with one of ${known.join(', ')}.`,
    example: { role: 'deployer', known: ['test', 'live'] },
  }),
  builderAnywhere: defineError<{ environment: string }>('policy-builder-anywhere', {
    category: 'usage',
    what: ({ environment }) => `--role builder has nothing to do with the environment ${environment}.`,
    why: () => 'A build pushes an image, and does not know yet where it will run.',
    next: () => 'Leave --environment out; --service says for which services the policy is.',
    example: { environment: 'live' },
  }),
  stateElsewhere: defineError<{ stack: string; backend: string | null }>('policy-state-elsewhere', {
    category: 'configuration',
    what: ({ stack, backend }) =>
      backend === null
        ? `The stack ${stack} has no backend in its tf-config.tf.`
        : `The state of the stack ${stack} is in its backend ${backend}, without a bucket and a key that tf-config.tf names.`,
    why: () =>
      'What Terraform asks AWS for to keep a state is known for its backend s3, from bucket and key.',
    next: () =>
      'Write bucket and key into the backend "s3" of tf-config.tf, or give the role what your backend needs by hand.',
    example: { stack: 'app-cluster-test', backend: 'local' },
  }),
  definitionWanted: defineError<{ families: readonly string[]; services: readonly string[] }>(
    'policy-definition-wanted',
    {
      category: 'configuration',
      what: ({ families, services }) =>
        `Of ${services.join(', ')} no task definition was given; there are ${families.join(', ')}.`,
      why: () => 'Roles, logs and secrets are named there alone, and a policy without them is not enough.',
      next: () =>
        'Give --task-definition for every service, or none: then AWS is asked for what runs. It belongs to the service whose container it has.',
      example: { families: ['service1'], services: ['service2'] },
    },
  ),
};
